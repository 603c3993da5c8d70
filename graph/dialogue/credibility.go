package dialogue

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// credibility weighs how credible the city that speaks is.
//
//	pledges       200 each, 400 at most; 100 more for each with focus areas that touch
//	              the matter, 200 at most
//	resolutions   human rights commitment in force 300, solidarity 100; 500 at most
//	partnerships  on human rights 150 each, 300 at most
//	practices     documented in the city 150 each, 300 at most
func (sc *scene) credibility(m *matter, t *tally) {
	pledges, focus := allowance(400), allowance(200)
	for _, p := range sc.pledgesOf(m.speaker) {
		if grain := pledges.take(200); grain > 0 {
			t.add(grain, func() Fact { return factOf(Pledged, p).on(p.Date) })
		}
		touching := 0
		for _, area := range p.FocusAreas {
			if m.goal.touches(graph.Fold(area)) {
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
	for _, kind := range []graph.ResolutionKind{graph.HumanRightsCommitment, graph.Solidarity} {
		full, fact := 300, Commitment
		if kind == graph.Solidarity {
			full, fact = 100, SolidarityText
		}
		for _, r := range snapshot.Across[*graph.Resolution](sc.Snapshot, m.speaker, "resolutions") {
			if r.Kind != kind {
				continue
			}
			if inForce, _ := r.Life().At(sc.day); inForce != graph.InForceTrue {
				continue
			}
			if grain := resolutions.take(full); grain > 0 {
				t.add(grain, func() Fact { return factOf(fact, r).on(r.Adopted) })
			}
		}
	}
	partnerships := allowance(300)
	for _, p := range sc.partnershipsOf(m.speaker) {
		if !onRights(m.goal, p) {
			continue
		}
		if grain := partnerships.take(150); grain > 0 {
			t.add(grain, func() Fact { return factOf(RightsPartnership, p).on(p.Start) })
		}
	}
	practices := allowance(300)
	for _, p := range snapshot.Across[*graph.Practice](sc.Snapshot, m.speaker, "practices") {
		if p.Kind != graph.PracticeBest {
			continue
		}
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

// pledgesOf returns the pledges of a city made by the day, in order of id.
func (sc *scene) pledgesOf(c *graph.City) []*graph.Pledge {
	return slices.DeleteFunc(snapshot.Across[*graph.Pledge](sc.Snapshot, c, "pledges"),
		func(p *graph.Pledge) bool { return !sc.begun(p.Date) })
}
