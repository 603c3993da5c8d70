package progress

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// Answer is an act of a city after a campaign began, as it asks or the other way.
// That the act came after the campaign does not say that it came of it.
type Answer struct {
	City       *graph.City
	Partner    *graph.City         // the other side of the link; nil for acts that are not about one
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
// A campaign about links is answered by acts of a side of a link: SUSPEND and END by
// SUSPENDED and ENDED, MAINTAIN, DIALOGUE and MAINTAIN_AND_DIALOGUE by REAFFIRMED and
// RESTORED; each of these is what acts against the other. PROMOTE_CHARTER is answered
// by a family charter adopted, and acted against by one given up. A campaign of another
// stance asks for no acts of this kind. The acting side has to be one that the campaign
// asks (its scope), the other side one of a country that it is about.
func answersTo(ix *index.Index, c *graph.Campaign) (answered, against []Answer) {
	answered, against = []Answer{}, []Answer{}
	switch c.Stance {
	case graph.StanceSuspend, graph.StanceEnd:
		against, answered = sideActs(ix, c)
	case graph.StanceMaintain, graph.StanceDialogue, graph.StanceMaintainAndDialogue:
		answered, against = sideActs(ix, c)
	case graph.StancePromoteCharter:
		answered, against = charters(ix, c)
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
func within(ix *index.Index, c *graph.Campaign, when graph.PartialDate) bool {
	return !c.Start.IsZero() && !when.IsZero() && when.Last() >= c.Start.First() && when.First() <= ix.Day &&
		(c.End.IsZero() || when.First() <= c.End.Last())
}

// sideActs returns the acts of sides that a campaign asks: those that keep a link and
// those that break it. Of the acts of one side on one link the latest counts.
func sideActs(ix *index.Index, c *graph.Campaign) (keep, cut []Answer) {
	type key struct{ link, side graph.ID }
	latest := map[key]*graph.Claim{}
	var order []key
	for _, claim := range ix.Claims {
		_, act := claim.Type.Gives()
		if claim.Side == "" || !act || claim.Type == graph.Established || !within(ix, c, claim.Effective()) {
			continue
		}
		k := key{claim.Link, claim.Side}
		if latest[k] == nil {
			order = append(order, k)
		}
		if latest[k] == nil || index.ByDay(latest[k], claim) < 0 {
			latest[k] = claim
		}
	}
	keep, cut = []Answer{}, []Answer{}
	for _, k := range order {
		l, city := ix.Link(k.link), ix.City(k.side)
		if l == nil || city == nil {
			continue
		}
		partner := ix.City(index.OtherSide(l, k.side))
		if !addresses(c, city, partner) {
			continue
		}
		claim := latest[k]
		act := Answer{City: city, Partner: partner, Link: l, Claim: claim, Date: claim.Effective(), Sources: index.SourcesOf(claim)}
		if gives, _ := claim.Type.Gives(); gives == graph.StatusActive {
			keep = append(keep, act)
		} else {
			cut = append(cut, act)
		}
	}
	return keep, cut
}

// addresses reports whether a campaign asks a city about its link with another.
func addresses(c *graph.Campaign, city, partner *graph.City) bool {
	if len(c.About) == 0 {
		return index.Covers(c.Scope, city.Country)
	}
	return index.Asks(c, city.Country) && index.Covers(c.About, index.Country(partner))
}

// charters returns the family charters that bodies in the campaign's scope adopted,
// and those that they gave up, while it ran.
func charters(ix *index.Index, c *graph.Campaign) (adopted, givenUp []Answer) {
	adopted, givenUp = []Answer{}, []Answer{}
	for _, r := range ix.Resolutions {
		city := ix.City(r.City)
		if r.Kind != graph.FamilyCharter || city == nil || !index.Covers(c.Scope, city.Country) {
			continue
		}
		act := Answer{City: city, Resolution: r, Date: r.Adopted, Sources: index.SourcesOf(r)}
		if within(ix, c, r.Adopted) && r.Outcome != graph.OutcomeRejected {
			adopted = append(adopted, act)
		}
		if when, ok := ix.GivenUp(r); ok && within(ix, c, when) {
			act.Date = when
			givenUp = append(givenUp, act)
		}
	}
	return adopted, givenUp
}
