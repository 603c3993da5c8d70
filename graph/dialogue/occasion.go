package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// horizon is how far ahead occasions are looked for, in months.
const horizon = 18

// occasion weighs whether there is an occasion between the city that speaks and the
// target.
//
//	anniversary   of a founding in the next 18 months: every 25th 600, every 10th 500,
//	              every 5th 300; of each link between the two, ended ones left out
//	partnership   of both, running on the day 300 each, 600 at most
//	pledge        of one of both in the last 18 months 200 each, 400 at most
func (sc *scene) occasion(m *matter, t *tally) {
	for _, a := range sc.anniversaries(m.by, m.at) {
		t.add(a.grain, a.fact)
	}
	partnerships := allowance(600)
	for _, p := range sc.on(m.target).partnerships {
		if !slices.Contains(p.Cities, m.speaker.ID) || !sc.isRunning(p) {
			continue
		}
		if grain := partnerships.take(300); grain > 0 {
			t.add(grain, func() Fact { return factOf(RunningPartnership, p).on(p.Start, p.End) })
		}
	}
	pledges := allowance(400)
	for _, c := range []*graph.City{m.speaker, m.target} {
		for _, p := range sc.on(c).pledges {
			if !sc.since(p.Date, horizon) {
				continue
			}
			if grain := pledges.take(200); grain > 0 {
				t.add(grain, func() Fact { return factOf(RecentPledge, p).on(p.Date) })
			}
		}
	}
}

// isRunning reports whether a partnership runs on the day: it ends later or, where
// its end is not known, began no more than three years before.
func (sc *scene) isRunning(p *graph.Partnership) bool {
	if p.End.IsZero() {
		return sc.since(p.Start, 36)
	}
	return sc.begun(p.Start) && p.End.Last() >= sc.day
}

// anniversary is a round anniversary of a link's founding.
type anniversary struct {
	link    *graph.TwinningLink
	founded *graph.Claim
	date    graph.PartialDate // as precise as the founding date is known
	years   int
	grain   int
}

func (a anniversary) fact() Fact {
	return factOf(Anniversary, a.link, a.founded).on(a.founded.Date, a.date).counting(a.years)
}

// anniversaries returns the round anniversaries of the links between two cities in
// the months to come, in order of date, then link.
func (sc *scene) anniversaries(a, b int32) []anniversary {
	var found []anniversary
	ties := sc.ground.of(a)
	for i := range ties {
		t := &ties[i]
		l, founded := t.TwinningLink, t.founded
		if t.number != b || founded == nil || t.status() == graph.StatusEnded || t.status() == graph.StatusNotEstablished {
			continue
		}
		end := addMonths(sc.day, horizon)
		year := sc.day.Time().Year()
		for _, in := range []int{year, year + 1, year + 2} {
			years := in - int(founded.Date.Year)
			date := inYear(founded.Date, in)
			if grain := roundness(years); grain > 0 && date.Last() >= sc.day && date.First() < end {
				found = append(found, anniversary{l, founded, date, years, grain})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b anniversary) int {
		return cmp.Or(a.date.Compare(b.date), cmp.Compare(a.link.ID, b.link.ID))
	})
	return found
}

// roundness returns what an anniversary adds, 0 for one that is not round.
func roundness(years int) int {
	switch {
	case years <= 0 || years%5 != 0:
		return 0
	case years%25 == 0:
		return 600
	case years%10 == 0:
		return 500
	}
	return 300
}

// inYear returns the date in another year; 29 February becomes the 28th where there
// is none.
func inYear(d graph.PartialDate, year int) graph.PartialDate {
	leap := year%4 == 0 && (year%100 != 0 || year%400 == 0)
	if d.Month == 2 && d.Day == 29 && !leap {
		d.Day = 28
	}
	d.Year = int16(year)
	return d
}
