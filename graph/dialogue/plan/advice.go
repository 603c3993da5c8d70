package plan

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// Advice is a documented practice that fits a goal.
type Advice struct {
	Practice  *graph.Practice
	Campaigns []*graph.Campaign // those of whose documents it comes, in order of id
	Fits      bool              // one of them is about links between these two countries, and the practice is about no others
	SeenHere  bool              // it was documented in one of the two cities
}

// advice returns the practices that fit the goal: those that come from the documents of
// campaigns that ask for the same. What is about these two countries comes first, then
// what was seen in these cities; then by kind, then by id. Cautions are not among them:
// they are flags of the plan.
func (p planner) advice() []Advice {
	byPractice := map[graph.ID]int{}
	list := []Advice{}
	here := []graph.ID{p.plan.Target.ID, p.subject.Route.Speaker.ID, p.subject.Route.From.ID}
	for _, c := range p.Advising() {
		if !p.Goal.ServedBy(c.Stance) || !p.Underway(c, c.Start) {
			continue
		}
		fits := index.About(c.Campaign, p.subject.Route.Speaker.Country, p.plan.Target.Country)
		for _, practice := range c.Practices {
			if practice.Kind == graph.PracticeCaution {
				continue
			}
			i, had := byPractice[practice.ID]
			if !had {
				i = len(list)
				byPractice[practice.ID] = i
				seen := func(id graph.ID) bool { return slices.Contains(here, id) }
				list = append(list, Advice{Practice: practice, SeenHere: slices.ContainsFunc(practice.Cities, seen)})
			}
			list[i].Campaigns = append(list[i].Campaigns, c.Campaign)
			list[i].Fits = list[i].Fits || fits && index.Fits(practice, p.subject.Route.Speaker.Country, p.plan.Target.Country)
		}
	}
	slices.SortFunc(list, func(a, b Advice) int {
		return cmp.Or(first(a.Fits, b.Fits), first(a.SeenHere, b.SeenHere),
			cmp.Compare(practiceRank(a.Practice.Kind), practiceRank(b.Practice.Kind)), cmp.Compare(a.Practice.ID, b.Practice.ID))
	})
	return list
}

// first orders what is before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// practiceRank is the order in which kinds of practice are shown: what to do, on what
// occasion, what worked, what is recommended, what helps.
func practiceRank(k graph.PracticeKind) int {
	return slices.Index([]graph.PracticeKind{
		graph.PracticeAction, graph.PracticeOpportunity, graph.PracticeBest, graph.PracticeRecommendation,
		graph.PracticeNextStep, graph.PracticeSupportMeasure,
	}, k)
}
