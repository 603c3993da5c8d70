package dialogue

import (
	"slices"

	"twingraph/graph"
)

// credibility weighs how credible the city that speaks is.
//
//	pledges       200 each, 400 at most; 100 more for each with focus areas that touch
//	              the matter, 200 at most
//	resolutions   human rights commitment in force 300, solidarity 100; 500 at most
//	partnerships  on human rights 150 each, 300 at most
//	practices     documented in the city 150 each, 300 at most
func (sc *scene) credibility(m *matter, t *tally) {
	if t.quiet {
		t.total = sc.credits(m.speaker, m.goal)
		return
	}
	sc.credit(m.speaker, m.goal, t)
}

// credits returns the credibility of a speaker, before its upper end. It is the same
// for all channels of a question.
func (sc *scene) credits(speaker *graph.City, g Goal) int {
	total, had := sc.credited[speaker]
	if !had {
		t := tally{quiet: true}
		sc.credit(speaker, g, &t)
		total = t.total
		sc.credited[speaker] = total
	}
	return total
}

func (sc *scene) credit(speaker *graph.City, g Goal, t *tally) {
	file := sc.on(speaker)
	pledges, focus := allowance(400), allowance(200)
	for _, p := range file.pledges {
		if grain := pledges.take(200); grain > 0 {
			t.add(grain, func() Fact { return factOf(Pledged, p).on(p.Date) })
		}
		touching := 0
		for _, area := range p.FocusAreas {
			if g.touches(graph.Fold(area)) {
				touching++
			}
		}
		if touching > 0 {
			if grain := focus.take(100); grain > 0 {
				t.add(grain, func() Fact { return factOf(FocusArea, p).counting(touching) })
			}
		}
	}
	resolutions := allowance(500)
	for _, r := range file.commitments {
		if grain := resolutions.take(300); grain > 0 {
			t.add(grain, func() Fact { return factOf(Commitment, r).on(r.Adopted) })
		}
	}
	for _, r := range file.solidarity {
		if grain := resolutions.take(100); grain > 0 {
			t.add(grain, func() Fact { return factOf(SolidarityText, r).on(r.Adopted) })
		}
	}
	partnerships := allowance(300)
	for _, p := range file.partnerships {
		if !onRights(g, p) {
			continue
		}
		if grain := partnerships.take(150); grain > 0 {
			t.add(grain, func() Fact { return factOf(RightsPartnership, p).on(p.Start) })
		}
	}
	practices := allowance(300)
	for _, p := range file.practices {
		if grain := practices.take(150); grain > 0 {
			t.add(grain, func() Fact { return factOf(PracticeSeen, p) })
		}
	}
}

// onRights reports whether a partnership is on human rights, by the name of its
// programme or a theme that touches the matter.
func onRights(g Goal, p *graph.Partnership) bool {
	return hasWords(graph.Fold(p.Programme), "human rights") ||
		slices.ContainsFunc(p.Themes, func(t string) bool { return g.touches(graph.Fold(t)) })
}
