package progress

import (
	"cmp"
	"context"
	"math"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/world"
)

// Progress is how far a campaign has come by a day.
type Progress struct {
	Campaign      *graph.Campaign
	AsOf          graph.Day
	Pledges       int // by the day; one form is one pledge
	Cities        int // different cities that pledged
	Organisations int // different organisations that pledged
	Undated       int // pledges without a date; they count
	ByCountry     []Count
	ByFocusArea   []Count
	NamedIn       []*graph.Source // the sources that name the focus areas, in order of id
	ByMonth       []MonthCount    // months with pledges, in order; the month by which they are known to have been received
	Milestones    []MilestoneProgress
	Pace          Pace
	// Answered are the cities that acted as the campaign asks, after it began: to thank.
	// Against are those that acted the other way. Latest first.
	Answered, Against []Answer
	AnsweredCount     int
	AgainstCount      int
	Opposed           []Rival // campaigns that ask for the contrary, side by side, in order of id
}

// Count is how often something is named. Of a country "" stands for not known.
type Count struct {
	Key    string
	Number int
}

// MonthCount is the pledges of one month.
type MonthCount struct {
	Month graph.PartialDate // a month, or a year where the date is no more precise
	New   int
	Total int // by the end of it, undated ones included
}

// MilestoneProgress is how far a milestone is.
type MilestoneProgress struct {
	graph.Milestone
	Reached   bool
	ReachedOn graph.PartialDate // by then it was reached: the date of the pledge with which it was reached; zero when not reached or not known
	Claimed   graph.PartialDate // by then the organiser says to have had as many; zero when it says nothing by the day
	Missing   int
	// PerMonth is the pace needed: pledges missing for each month that is left, rounded
	// to two decimals; 0 when it is reached, without a date or past it.
	PerMonth float64
	Late     bool // its date has passed and it is not reached
}

// Pace is how fast pledges came in.
type Pace struct {
	LastYear float64 // pledges a month in the last 12 months, rounded to two decimals
	Overall  float64 // a month since the campaign began; 0 when that is not known
}

// Rival is an opposed campaign in a line.
type Rival struct {
	Campaign *graph.Campaign
	Recorded bool // one of the two is recorded to oppose the other; false when only their stances on the same links say so
	Pledges  int
	Answered int
	Against  int
}

// Of returns how far a campaign has come by a day. Without milestones there is no pace to be
// kept.
//
// Errors: NotFound for a campaign that is not known, Timeout when ctx ends.
func Of(ctx context.Context, s *world.Moment, campaign graph.ID, asOf graph.Day) (*Progress, error) {
	c, _ := s.Record(graph.WordCampaign, campaign).(*graph.Campaign)
	if c == nil {
		return nil, graph.Errorf(graph.NotFound, "no campaign %q is known; search for it by name", campaign).At("id")
	}
	ix := index.New(s, asOf)
	p := &Progress{Campaign: c, AsOf: asOf, ByCountry: []Count{}, ByFocusArea: []Count{}, ByMonth: []MonthCount{}, Milestones: []MilestoneProgress{}}
	pledges := pledgesTo(ix, c)
	p.count(ix, pledges)
	p.milestones(pledges)
	p.pace(pledges)
	if err := question.Stopped(ctx); err != nil {
		return nil, err
	}
	p.Answered, p.Against = answersTo(ix, c)
	p.AnsweredCount, p.AgainstCount = len(p.Answered), len(p.Against)
	p.Opposed = []Rival{}
	for _, rival := range rivals(ix, c) {
		if err := question.Stopped(ctx); err != nil {
			return nil, err
		}
		answered, against := answersTo(ix, rival.Campaign)
		rival.Pledges, rival.Answered, rival.Against = len(pledgesTo(ix, rival.Campaign)), len(answered), len(against)
		p.Opposed = append(p.Opposed, rival)
	}
	return p, nil
}

// pledgesTo returns the pledges to a campaign by the day, in order of date, undated
// ones first, then id.
func pledgesTo(ix *index.Index, c *graph.Campaign) []*graph.Pledge {
	pledges := world.Across[*graph.Pledge](ix.Moment, c, "pledges")
	pledges = slices.DeleteFunc(pledges, func(p *graph.Pledge) bool { return !ix.Underway(p, p.Date) })
	slices.SortFunc(pledges, func(a, b *graph.Pledge) int {
		return cmp.Or(cmp.Compare(a.Date.First(), b.Date.First()), cmp.Compare(a.ID, b.ID))
	})
	return pledges
}

// count fills in how many pledges there are, by country, focus area and month.
func (p *Progress) count(ix *index.Index, pledges []*graph.Pledge) {
	var namedIn []graph.ID
	cities, organisations := map[graph.ID]bool{}, map[graph.ID]bool{}
	countries, areas, months := map[string]int{}, map[string]int{}, map[graph.PartialDate]int{}
	p.Pledges = len(pledges)
	for _, pledge := range pledges {
		switch {
		case pledge.City != "":
			cities[pledge.City] = true
		case pledge.Organisation != "":
			organisations[pledge.Organisation] = true
		}
		countries[pledge.Country]++
		for _, area := range pledge.FocusAreas {
			areas[area]++
		}
		if len(pledge.FocusAreas) > 0 {
			namedIn = append(namedIn, pledge.Sources...)
		}
		if pledge.Date.IsZero() {
			p.Undated++
			continue
		}
		month := pledge.Date
		month.Day = 0
		months[month]++
	}
	for month, n := range months {
		p.ByMonth = append(p.ByMonth, MonthCount{Month: month, New: n})
	}
	slices.SortFunc(p.ByMonth, func(a, b MonthCount) int { return a.Month.Compare(b.Month) })
	total := p.Undated
	for i := range p.ByMonth {
		total += p.ByMonth[i].New
		p.ByMonth[i].Total = total
	}
	p.Cities, p.Organisations = len(cities), len(organisations)
	slices.Sort(namedIn)
	p.NamedIn = []*graph.Source{}
	for _, id := range slices.Compact(namedIn) {
		if s, ok := ix.Record(graph.WordSource, id).(*graph.Source); ok {
			p.NamedIn = append(p.NamedIn, s)
		}
	}
	p.ByCountry, p.ByFocusArea = counts(countries), counts(areas)
}

// counts returns counts, the largest first, then by key.
func counts(of map[string]int) []Count {
	list := make([]Count, 0, len(of))
	for key, n := range of {
		list = append(list, Count{key, n})
	}
	slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Number, a.Number), cmp.Compare(a.Key, b.Key)) })
	return list
}

// milestones fills in how far each milestone is.
func (p *Progress) milestones(pledges []*graph.Pledge) {
	for _, m := range p.Campaign.Milestones {
		mp := MilestoneProgress{Milestone: m, Reached: len(pledges) >= m.Pledges}
		for _, c := range p.Campaign.ClaimedPledges {
			if c.Pledges >= m.Pledges && !c.By.IsZero() && c.By.First() <= p.AsOf {
				mp.Claimed = c.By
				break
			}
		}
		if mp.Reached {
			mp.ReachedOn = pledges[m.Pledges-1].Date
		} else {
			mp.Missing = m.Pledges - len(pledges)
			mp.Late = !m.By.IsZero() && m.By.Last() < p.AsOf
			if !m.By.IsZero() && !mp.Late {
				mp.PerMonth = perMonth(mp.Missing, p.AsOf, m.By.Last()+1)
			}
		}
		p.Milestones = append(p.Milestones, mp)
	}
}

// pace fills in how fast pledges came in.
func (p *Progress) pace(pledges []*graph.Pledge) {
	yearAgo, lately := index.AddMonths(p.AsOf, -12), 0
	for _, pledge := range pledges {
		if !pledge.Date.IsZero() && pledge.Date.First() > yearAgo {
			lately++
		}
	}
	p.Pace.LastYear = perMonth(lately, yearAgo, p.AsOf)
	if start := p.Campaign.Start; !start.IsZero() && start.First() < p.AsOf {
		p.Pace.Overall = perMonth(len(pledges), start.First(), p.AsOf)
	}
}

// perMonth returns n for each month of the days from and up to but not including to,
// with a month of 365.2425 / 12 days, rounded to two decimals.
func perMonth(n int, from, to graph.Day) float64 {
	months := float64(to-from) / (365.2425 / 12)
	return math.Round(100*float64(n)/months) / 100
}

// rivals returns the campaigns on the same subject that oppose one, in order of id: those
// recorded to, from either side, and those that ask the same cities for the contrary about
// links with the same country.
func rivals(ix *index.Index, c *graph.Campaign) []Rival {
	var rivals []Rival
	for _, other := range ix.Campaigns {
		recorded := slices.Contains(c.Opposes, other.ID) || slices.Contains(other.Opposes, c.ID)
		if index.SameSubject(c, other) && (recorded || contraryStances(c.Stance, other.Stance) && meet(c, other)) {
			rivals = append(rivals, Rival{Campaign: other, Recorded: recorded})
		}
	}
	return rivals
}

// contraryStances reports whether one stance keeps links that the other cuts.
func contraryStances(a, b graph.Stance) bool {
	keeps := func(s graph.Stance) bool { return s == graph.StanceMaintain || s == graph.StanceMaintainAndDialogue }
	cuts := func(s graph.Stance) bool { return s == graph.StanceSuspend || s == graph.StanceEnd }
	return keeps(a) && cuts(b) || cuts(a) && keeps(b)
}

// meet reports whether two campaigns are about links with the same country and ask
// cities of the same.
func meet(a, b *graph.Campaign) bool {
	overlap := func(these, those []string) bool {
		covers := func(list []string, s string) bool {
			return slices.Contains(list, "global") || slices.Contains(list, s) || index.Covers(list, s)
		}
		return slices.ContainsFunc(these, func(s string) bool { return covers(those, s) }) ||
			slices.ContainsFunc(those, func(s string) bool { return covers(these, s) })
	}
	return overlap(a.About, b.About) && overlap(a.Scope, b.Scope)
}
