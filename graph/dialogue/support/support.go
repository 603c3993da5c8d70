package support

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/world"
)

// SafeCount is the smallest count of support twinnings that is shown.
const SafeCount = 3

// Overview is what can safely be shown of support twinnings: counts by country and nothing
// else of the records themselves. Nothing in it can be added or subtracted to a count under
// SafeCount.
type Overview struct {
	Pairs []Pair // the most frequent first, then by countries
	Total int    // of all pairs that are shown; those withheld are not in it
	// Withheld says that there are pairs too rare to be shown. How many they are and which
	// is not said.
	Withheld bool
	// Programmes are public: campaigns that ask for such twinnings, with the courses of
	// action that they advise.
	Programmes []Programme
}

// Pair is how many support twinnings there are between two countries.
type Pair struct {
	MandateCountry, DefenderCountry string // ISO 3166-1 alpha-2
	Count                           int    // at least SafeCount
}

// Programme is a public programme of support twinnings.
type Programme struct {
	Campaign *graph.Campaign
	Courses  []*graph.Practice // courses of action, in order of id
}

// Summary sums up the support twinnings of a moment, which has to be taken at
// tier RESTRICTED to hold any; they carry no dates, so that the day bears on programmes
// only: those that had begun. What it returns is safe for everybody.
//
// Error: Internal when the moment was taken at another tier: a summary of what a
// lesser viewer sees would say that there is nothing.
func Summary(s *world.Moment, asOf graph.Day) (*Overview, error) {
	if s.View.Tier != graph.TierRestricted {
		return nil, graph.Errorf(graph.Internal, "a summary of support twinnings needs a moment of tier %s", graph.TierRestricted)
	}
	o := &Overview{Pairs: []Pair{}, Programmes: []Programme{}}
	byPair := map[[2]string]int{}
	for _, t := range s.SupportTwinnings {
		byPair[[2]string{t.MandateCountry, t.DefenderCountry}]++
	}
	for pair, count := range byPair {
		if count < SafeCount {
			o.Withheld = true
			continue
		}
		o.Total += count
		o.Pairs = append(o.Pairs, Pair{pair[0], pair[1], count})
	}
	slices.SortFunc(o.Pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.MandateCountry, b.MandateCountry), cmp.Compare(a.DefenderCountry, b.DefenderCountry))
	})
	ix := index.New(s, asOf)
	for _, c := range ix.Advising() {
		if c.Stance != graph.StanceProtect || !ix.Underway(c, c.Start) {
			continue
		}
		courses := slices.DeleteFunc(slices.Clone(c.Practices), func(p *graph.Practice) bool { return p.Kind != graph.PracticeAction })
		o.Programmes = append(o.Programmes, Programme{c.Campaign, append([]*graph.Practice{}, courses...)})
	}
	return o, nil
}
