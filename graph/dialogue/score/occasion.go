package score

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// horizon is how far in the future occasions are looked for, in months.
const horizon = 18

// occasion weighs whether there is an occasion between the city that speaks and the
// target.
//
//	anniversary   of a founding in the next 18 months: every 25th 600, every 10th 500,
//	              every 5th 300; of each link between the two, ended ones left out
//	partnership   of both, running on the day 300 each, 600 at most
//	pledge        of one of both in the last 18 months 200 each, 400 at most
func (s *Scorer) occasion(subject *Subject, e *evidence) {
	for _, a := range s.anniversaries(subject.Route.Number, subject.Number) {
		e.add(a.value, a.fact)
	}
	speaker := subject.Route.Speaker
	partnerships, pledges := e.upTo(600), e.upTo(400)
	for _, p := range s.RecordsOf(subject.Target).Partnerships {
		if slices.Contains(p.Cities, speaker.ID) && s.IsRunning(p) {
			partnerships.add(300, func() Fact { return FactOf(RunningPartnership, p).On(p.Start, p.End) })
		}
	}
	for _, c := range []*graph.City{speaker, subject.Target} {
		for _, p := range s.RecordsOf(c).Pledges {
			if s.Within(p.Date, horizon) {
				pledges.add(200, func() Fact { return FactOf(RecentPledge, p).On(p.Date) })
			}
		}
	}
}

// Occasions returns the occasions between the city that speaks and the target:
// anniversaries by date, partnerships, pledges.
func (s *Scorer) Occasions(subject *Subject) []Fact {
	e := evidence{facts: []Fact{}}
	s.occasion(subject, &e)
	return e.facts
}

// anniversary is a round anniversary of a link's founding.
type anniversary struct {
	link    *graph.TwinningLink
	founded *graph.Claim
	date    graph.PartialDate // as precise as the founding date is known
	years   int
	value   int
}

func (a anniversary) fact() Fact {
	return FactOf(Anniversary, a.link, a.founded).On(a.founded.Date, a.date).counting(a.years)
}

// anniversaries returns the round anniversaries of the links between two cities in the
// months to come, in order of date, then link.
func (s *Scorer) anniversaries(a, b int32) []anniversary {
	var found []anniversary
	for _, l := range s.Between(a, b) {
		if l.Founding == nil || l.Status() == graph.StatusEnded || l.Status() == graph.StatusNotEstablished {
			continue
		}
		end := index.AddMonths(s.Day, horizon)
		year := s.Day.Time().Year()
		for _, in := range []int{year, year + 1, year + 2} {
			years := in - int(l.Founding.Date.Year)
			date := inYear(l.Founding.Date, in)
			if value := roundness(years); value > 0 && date.Last() >= s.Day && date.First() < end {
				found = append(found, anniversary{l.TwinningLink, l.Founding, date, years, value})
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
