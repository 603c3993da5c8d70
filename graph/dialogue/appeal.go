package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// Answer is an act of a city after a campaign began, as it asks or the other way.
// That the act came after the campaign does not say that it came of it.
type Answer struct {
	City       *graph.City
	Partner    *graph.City         // the other side of the tie; nil for acts that are not about one
	Link       *graph.TwinningLink // nil for acts that are not about one
	Claim      *graph.Claim        // the act; nil when it is a resolution
	Resolution *graph.Resolution   // the act; nil when it is a claim
	Date       graph.PartialDate
	Certain    bool // it came after the campaign began for certain, as precise as both dates are
	Sources    []graph.ID
}

// answersTo returns the acts after a campaign began that are as it asks, and those
// that are the other way; latest first, then by id.
//
// A campaign about ties is answered by acts of a side of a tie: SUSPEND and END by
// SUSPENDED and ENDED, MAINTAIN, DIALOGUE and MAINTAIN_AND_DIALOGUE by REAFFIRMED and
// RESTORED; each of these is what acts against the other. PROMOTE_CHARTER is answered
// by a family charter adopted, and acted against by one given up. A campaign of another
// stance asks for no acts of this kind. The acting side has to be one that the campaign
// asks (its scope), the other side one of a country that it is about.
func (sc *scene) answersTo(c *graph.Campaign) (answered, against []Answer) {
	answered, against = []Answer{}, []Answer{}
	switch c.Stance {
	case graph.StanceSuspend, graph.StanceEnd:
		against, answered = sc.sideActs(c)
	case graph.StanceMaintain, graph.StanceDialogue, graph.StanceMaintainAndDialogue:
		answered, against = sc.sideActs(c)
	case graph.StancePromoteCharter:
		answered, against = sc.charters(c)
	}
	for _, list := range [][]Answer{answered, against} {
		slices.SortFunc(list, func(a, b Answer) int {
			return cmp.Or(cmp.Compare(b.Date.First(), a.Date.First()), cmp.Compare(a.id(), b.id()))
		})
		for i := range list {
			list[i].Certain = list[i].Date.First() >= c.Start.Last()
		}
	}
	return answered, against
}

func (a Answer) id() graph.ID {
	if a.Claim != nil {
		return a.Claim.ID
	}
	return a.Resolution.ID
}

// within reports whether something happened after a campaign began and before it
// ended, by the day. A campaign whose beginning is not known has no after.
func (sc *scene) within(c *graph.Campaign, when graph.PartialDate) bool {
	return !c.Start.IsZero() && !when.IsZero() && when.Last() >= c.Start.First() && when.First() <= sc.day &&
		(c.End.IsZero() || when.First() <= c.End.Last())
}

// sideActs returns the acts of sides that a campaign asks: those that keep a tie and
// those that break it. Of the acts of one side on one link the latest counts.
func (sc *scene) sideActs(c *graph.Campaign) (keep, cut []Answer) {
	type key struct{ link, side graph.ID }
	latest := map[key]*graph.Claim{}
	var order []key
	for _, claim := range sc.Claims {
		_, act := claim.Type.Gives()
		if claim.Side == "" || !act || claim.Type == graph.Established || !sc.within(c, claim.Effective()) {
			continue
		}
		k := key{claim.Link, claim.Side}
		if latest[k] == nil {
			order = append(order, k)
		}
		if latest[k] == nil || byDay(latest[k], claim) < 0 {
			latest[k] = claim
		}
	}
	keep, cut = []Answer{}, []Answer{}
	for _, k := range order {
		l, city := sc.Link(k.link), sc.City(k.side)
		if l == nil || city == nil {
			continue
		}
		partner := sc.City(other(l, k.side))
		if !sc.addresses(c, city, partner) {
			continue
		}
		claim := latest[k]
		act := Answer{City: city, Partner: partner, Link: l, Claim: claim, Date: claim.Effective(), Sources: sourcesOf(claim)}
		if gives, _ := claim.Type.Gives(); gives == graph.StatusActive {
			keep = append(keep, act)
		} else {
			cut = append(cut, act)
		}
	}
	return keep, cut
}

// addresses reports whether a campaign asks a city about its tie with another.
func (sc *scene) addresses(c *graph.Campaign, city, partner *graph.City) bool {
	if len(c.About) == 0 {
		return covers(c.Scope, country(city))
	}
	return asks(c, country(city)) && covers(c.About, country(partner))
}

// charters returns the family charters that bodies in the campaign's scope adopted,
// and those that they gave up, while it ran.
func (sc *scene) charters(c *graph.Campaign) (adopted, givenUp []Answer) {
	adopted, givenUp = []Answer{}, []Answer{}
	for _, r := range sc.Resolutions {
		city := sc.City(r.City)
		if r.Kind != graph.FamilyCharter || city == nil || !covers(c.Scope, city.Country) {
			continue
		}
		act := Answer{City: city, Resolution: r, Date: r.Adopted, Sources: sourcesOf(r)}
		if sc.within(c, r.Adopted) && r.Outcome != graph.OutcomeRejected {
			adopted = append(adopted, act)
		}
		if when, ok := (text{Resolution: r}).givenUp(sc.day); ok && sc.within(c, when) {
			act.Date = when
			givenUp = append(givenUp, act)
		}
	}
	return adopted, givenUp
}
