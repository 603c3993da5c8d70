package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// SafeCount is the smallest count of support twinnings that is told.
const SafeCount = 3

// SupportOverview is what can safely be told of support twinnings, which pair a
// mandate holder with a human rights defender at risk: counts by country and nothing else
// of the records themselves. Nothing in it can be added or subtracted to a count below
// SafeCount.
type SupportOverview struct {
	Pairs []SupportPair // the most frequent first, then by countries
	Total int           // of all pairs that are told; those withheld are not in it
	// Withheld says that there are pairs too rare to be told. How many they are and which
	// is not said.
	Withheld bool
	// Programmes are public: campaigns that ask for such twinnings, with the courses of
	// action that they advise.
	Programmes []SupportProgramme
}

// SupportPair is how many support twinnings there are between two countries.
type SupportPair struct {
	MandateCountry, DefenderCountry string // ISO 3166-1 alpha-2
	Count                           int    // at least SafeCount
}

// SupportProgramme is a public programme of support twinnings.
type SupportProgramme struct {
	Campaign *graph.Campaign
	Courses  []*graph.Practice // courses of action, in order of id
}

// SupportSummary sums up the support twinnings of a snapshot, which has to be taken at
// tier RESTRICTED to hold any; they carry no dates, so that the day bears on programmes
// only: those that had begun. What it returns is safe for everybody.
//
// Error: Internal when the snapshot was taken at another tier: a summary of what a
// lesser viewer sees would say that there is nothing.
func SupportSummary(s *snapshot.Snapshot, asOf graph.Day) (*SupportOverview, error) {
	if s.View.Tier != graph.TierRestricted {
		return nil, graph.Errorf(graph.Internal, "a summary of support twinnings needs a snapshot of tier %s", graph.TierRestricted)
	}
	o := &SupportOverview{Pairs: []SupportPair{}, Programmes: []SupportProgramme{}}
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
		o.Pairs = append(o.Pairs, SupportPair{pair[0], pair[1], count})
	}
	slices.SortFunc(o.Pairs, func(a, b SupportPair) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.MandateCountry, b.MandateCountry), cmp.Compare(a.DefenderCountry, b.DefenderCountry))
	})
	sc := newScene(s, asOf)
	for _, c := range sc.campaigns() {
		if c.Stance != graph.StanceProtect || !sc.begun(c.Start) {
			continue
		}
		courses := slices.DeleteFunc(slices.Clone(c.practices), func(p *graph.Practice) bool { return p.Kind != graph.PracticeAction })
		o.Programmes = append(o.Programmes, SupportProgramme{c.Campaign, append([]*graph.Practice{}, courses...)})
	}
	return o, nil
}
