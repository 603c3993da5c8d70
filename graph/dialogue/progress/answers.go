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
	// Texts are those of the partner that the act is about, for a campaign about such texts,
	// in order of id.
	Texts   []*graph.Resolution
	Sources []graph.ID
}

// answersTo returns the acts after a campaign began that are as it asks, and those
// that are the other way; latest first, then by id. schema/campaign_progress.graphqls has
// the rule: whose acts count, about what, and which are which.
func answersTo(ix *index.Index, c *graph.Campaign) (answered, against []Answer) {
	answered, against = []Answer{}, []Answer{}
	switch c.Stance {
	case graph.StanceEnd:
		answered, against = linkActs(ix, c, graph.Ended), linkActs(ix, c, graph.Reaffirmed, graph.Restored)
	case graph.StanceSuspend:
		answered, against = linkActs(ix, c, graph.Suspended, graph.Ended), linkActs(ix, c, graph.Reaffirmed, graph.Restored)
	case graph.StanceMaintain, graph.StanceDialogue, graph.StanceMaintainAndDialogue:
		answered, against = linkActs(ix, c, graph.Reaffirmed, graph.Restored), linkActs(ix, c, graph.Suspended, graph.Ended)
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

// linkActs returns the acts of the types that cities which a campaign asks did on their
// links with cities of the countries that it is about, about its subject, while it ran.
func linkActs(ix *index.Index, c *graph.Campaign, types ...graph.ClaimType) []Answer {
	acts := []Answer{}
	for _, claim := range ix.Claims {
		if claim.Side == "" || !slices.Contains(types, claim.Type) || !within(ix, c, claim.Effective()) {
			continue
		}
		l := ix.Link(claim.Link)
		if l == nil {
			continue
		}
		city, partner := ix.City(claim.Side), ix.City(index.OtherSide(l, claim.Side))
		if city == nil || partner == nil || !index.Covers(c.Scope, city.Country) || !index.Covers(c.About, partner.Country) {
			continue
		}
		texts := textsOf(ix, claim, partner)
		var about bool
		switch c.Subject {
		case graph.SubjectTexts:
			about = len(texts) > 0
		case graph.SubjectWar:
			about, texts = !slices.ContainsFunc(claim.RespondsTo, func(id graph.ID) bool { return discriminating(ix, id) != nil }), nil
		}
		if about {
			acts = append(acts, Answer{
				City: city, Partner: partner, Link: l, Claim: claim, Texts: texts, Date: claim.Effective(), Sources: index.SourcesOf(claim),
			})
		}
	}
	return acts
}

// textsOf returns the discriminating texts of the partner that an act is about: those that it
// responds to, and those in force on the first or the last day of its date; in order of id.
// A text of which nothing is known at the time is none.
func textsOf(ix *index.Index, act *graph.Claim, partner *graph.City) []*graph.Resolution {
	var texts []*graph.Resolution
	when := act.Effective()
	for _, t := range ix.RecordsOf(partner).Texts {
		first, _ := t.Resolution.Life().At(when.First())
		last, _ := t.Resolution.Life().At(when.Last())
		if first == graph.InForceTrue || last == graph.InForceTrue || slices.Contains(act.RespondsTo, t.Resolution.ID) {
			texts = append(texts, t.Resolution)
		}
	}
	for _, id := range act.RespondsTo {
		if r := discriminating(ix, id); r != nil && !slices.Contains(texts, r) {
			texts = append(texts, r)
		}
	}
	slices.SortFunc(texts, func(a, b *graph.Resolution) int { return cmp.Compare(a.ID, b.ID) })
	return texts
}

// discriminating returns the discriminating text with the id, nil when it is none.
func discriminating(ix *index.Index, id graph.ID) *graph.Resolution {
	if r, ok := ix.Record(graph.WordResolution, id).(*graph.Resolution); ok && index.Discriminates(r.Kind) {
		return r
	}
	return nil
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
