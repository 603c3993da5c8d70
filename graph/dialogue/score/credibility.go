package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// credible weighs how credible the city that speaks is.
//
//	pledges       200 each, 400 at most; 100 more for each with focus areas that touch
//	              the goal, 200 at most
//	resolutions   human rights commitment in force 300, solidarity 100; 500 at most
//	partnerships  on human rights 150 each, 300 at most
//	practices     documented in the city 150 each, 300 at most
func (s *Scorer) credible(subject *Subject, e *evidence) {
	if e.quiet {
		e.total = s.Credibility(subject.Route.Speaker)
		return
	}
	s.credit(subject.Route.Speaker, e)
}

// Credibility returns how credible a city is as the one that speaks, before the upper end
// of the part. It is the same for all routes of a question.
func (s *Scorer) Credibility(city *graph.City) int {
	total, had := s.credibility[city]
	if !had {
		e := evidence{quiet: true}
		s.credit(city, &e)
		total = e.total
		s.credibility[city] = total
	}
	return total
}

func (s *Scorer) credit(city *graph.City, e *evidence) {
	on := s.RecordsOf(city)
	pledges, focus := e.upTo(400), e.upTo(200)
	for _, p := range on.Pledges {
		pledges.add(200, func() Fact { return FactOf(Pledged, p).On(p.Date) })
		touching := 0
		for _, area := range p.FocusAreas {
			if s.Goal.touches(graph.Fold(area)) {
				touching++
			}
		}
		if touching > 0 {
			focus.add(100, func() Fact { return FactOf(FocusArea, p).counting(touching) })
		}
	}
	resolutions := e.upTo(500)
	for _, r := range on.Commitments {
		resolutions.add(300, func() Fact { return FactOf(Commitment, r).On(r.Adopted) })
	}
	for _, r := range on.Solidarity {
		resolutions.add(100, func() Fact { return FactOf(SolidarityText, r).On(r.Adopted) })
	}
	partnerships := e.upTo(300)
	for _, p := range on.Partnerships {
		if s.Goal.onRights(p) {
			partnerships.add(150, func() Fact { return FactOf(RightsPartnership, p).On(p.Start) })
		}
	}
	practices := e.upTo(300)
	for _, p := range on.Practices {
		practices.add(150, func() Fact { return FactOf(PracticeSeen, p) })
	}
}

// onRights reports whether a partnership is on human rights, by the name of its programme
// or a theme that touches the goal.
func (g Goal) onRights(p *graph.Partnership) bool {
	return index.HasWords(graph.Fold(p.Programme), "human rights") ||
		slices.ContainsFunc(p.Themes, func(t string) bool { return g.touches(graph.Fold(t)) })
}
