package analysis

import (
	"slices"
	"testing"

	"twingraph/graph"
)

// randomHistory draws a history over days 0 to 9.
func randomHistory(r *random) graph.History {
	var h graph.History
	from := graph.MinDay
	for day := graph.Day(0); ; day++ {
		if day < 10 && r.intN(3) > 0 {
			continue
		}
		status := []graph.Status{graph.StatusActive, graph.StatusSuspended, graph.StatusUnknown}[r.intN(3)]
		to := day
		if day >= 10 {
			to = graph.MaxDay
		}
		h = append(h, graph.Spell{From: from, To: to, LinkStatus: graph.LinkStatus{Status: status}})
		if day >= 10 {
			return h
		}
		from = day
	}
}

// earliest tries all days: it returns the earliest days on which the steps of a path
// can be taken in order, nil when they cannot.
func earliest(n *Network, cities []int, q JourneyQuery) []graph.Day {
	days := []graph.Day{}
	day := q.Begin
	for i := 1; i < len(cities); i++ {
		stands := func(l Link) bool {
			return l.History.At(day).Status == graph.StatusActive &&
				(len(q.Through.Kinds) == 0 || slices.Contains(q.Through.Kinds, l.Kind))
		}
		for !slices.ContainsFunc(n.Between(cities[i-1], cities[i]), stands) {
			if day++; day > q.End {
				return nil
			}
		}
		days = append(days, day)
	}
	return days
}

func TestJourneysAreTheFirstOfAllPathsThatRespectTime(t *testing.T) {
	compared := 0
	for seed := range 8000 {
		r := newRandom(uint64(seed), 2)
		count := 3 + r.intN(7)
		s := citiesOf(count)
		for _, p := range randomPairs(r, count, 0.2+0.7*r.unit()) {
			for range 1 + r.intN(6)/5 { // now and then two links
				id := s.link(p[0], p[1], graph.StatusUnknown)
				s.stand[id] = Standing{Status: graph.StatusUnknown, History: randomHistory(r)}
				if r.intN(4) == 0 {
					s.links[len(s.links)-1].Kind = graph.LinkKindFriendship
				}
			}
		}
		n := s.build(t)
		from, to, ok := randomSides(r, count)
		if !ok {
			continue
		}
		q := JourneyQuery{PathQuery: PathQuery{From: from, To: to, MaxLength: 1 + r.intN(7), Limit: 1 + r.intN(40)}}
		q.Begin = graph.Day(r.intN(12) - 1)
		q.End = q.Begin + graph.Day(r.intN(8))
		if r.intN(3) == 0 {
			q.Through.Kinds = []graph.LinkKind{graph.LinkKindTwinning}
		}
		want := everyPath(n, q.PathQuery, func(cities []int) bool { return earliest(n, cities, q) != nil })
		want = want[:min(len(want), q.Limit)]
		got, err := Journeys(t.Context(), n, q)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(cityLists(got), want, slices.Equal) {
			t.Fatalf("seed %d: %+v:\n got %v\nwant %v", seed, q, cityLists(got), want)
		}
		compared += len(want)
		for _, p := range got {
			days := earliest(n, p.Cities, q)
			for i, step := range p.Steps {
				if step.Day != days[i] || len(step.Links) == 0 {
					t.Fatalf("seed %d: step %d of %v is taken on day %d, want %d", seed, i, p.Cities, step.Day, days[i])
				}
				for _, l := range step.Links {
					if l.Status != graph.StatusActive || l.History.At(step.Day).Status != graph.StatusActive {
						t.Fatalf("seed %d: %s does not stand on day %d", seed, l.ID, step.Day)
					}
				}
			}
		}
	}
	if compared < 5000 {
		t.Errorf("only %d journeys were compared", compared)
	}
}

// The first of two ways to city 3 is late, and only one of two ways on from there can
// still be taken then: the first path needs the latest of both departures.
func TestJourneysTakeALateFirstStepWhenThereIsTime(t *testing.T) {
	s := citiesOf(7)
	for _, link := range []struct {
		a, b        int
		first, last graph.Day
	}{
		{0, 1, 0, 9}, {1, 3, 6, 9}, {0, 2, 0, 9}, {2, 3, 0, 9},
		{3, 4, 0, 9}, {4, 6, 0, 9}, {3, 5, 0, 9}, {5, 6, 0, 4},
	} {
		id := s.link(link.a, link.b, graph.StatusActive)
		s.stand[id] = Standing{Status: graph.StatusActive, History: graph.History{
			{From: link.first, To: link.last + 1, LinkStatus: graph.LinkStatus{Status: graph.StatusActive}}}}
	}
	got, err := Journeys(t.Context(), s.build(t), JourneyQuery{
		PathQuery: PathQuery{From: []int{0}, To: []int{6}, MaxLength: 4, Limit: 10}, Begin: 0, End: 9})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]int{{0, 1, 3, 4, 6}, {0, 2, 3, 4, 6}, {0, 2, 3, 5, 6}}
	if !slices.EqualFunc(cityLists(got), want, slices.Equal) {
		t.Errorf("got %v, want %v", cityLists(got), want)
	}
}

func TestJourneysRefuseATimeThatRunsBackwards(t *testing.T) {
	n := networkOf(t, 2, [][2]int{{0, 1}})
	_, err := Journeys(t.Context(), n, JourneyQuery{
		PathQuery: PathQuery{From: []int{0}, To: []int{1}, MaxLength: 1, Limit: 1}, Begin: 2, End: 1,
	})
	if graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("got %v, want %s", err, graph.BadUserInput)
	}
}

// It is clause 6.9 of the laws: a link that a list alone shows can be passed before the list,
// is marked, and makes the arrival one at the latest.
func TestAListShowsWhatWasThereBefore(t *testing.T) {
	date := func(text string) graph.PartialDate {
		d, err := graph.ParsePartialDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	claim := func(kind graph.ClaimType, day string) *graph.Claim {
		return &graph.Claim{Statement: graph.Statement{ID: graph.ID(string(kind) + day)}, Type: kind, Date: date(day), Authority: graph.ThirdParty}
	}
	s := citiesOf(3)
	stand := func(a, b int, claims ...*graph.Claim) {
		id := s.link(a, b, graph.StatusUnknown)
		link := s.links[len(s.links)-1]
		s.stand[id] = Standing{Status: graph.StatusUnknown, History: graph.NewHistory(link, claims)}
	}
	stand(0, 1, claim(graph.Listed, "2015-08-15"))
	stand(1, 2, claim(graph.Established, "1990-01-01"), claim(graph.Ended, "2010-01-01"))
	n := s.build(t)
	days := func(begin, end string) []Path {
		t.Helper()
		paths, err := Journeys(t.Context(), n, JourneyQuery{PathQuery: PathQuery{From: []int{0}, To: []int{2}, MaxLength: 3, Limit: 1}, Begin: date(begin).First(), End: date(end).First()})
		if err != nil {
			t.Fatal(err)
		}
		return paths
	}
	paths := days("2005-01-01", "2020-01-01")
	if len(paths) != 1 || !paths[0].Steps[0].ByList || paths[0].Steps[1].ByList || paths[0].Steps[0].Day != date("2005-01-01").First() || paths[0].AtLatest() != date("2015-08-15").First() {
		t.Errorf("before the list: %+v", paths)
	}
	if paths := days("2011-01-01", "2020-01-01"); len(paths) != 0 {
		t.Errorf("after the end: %+v", paths)
	}
	alone := n
	member := func(first string) []GroupMember {
		return []GroupMember{
			{City: s.cities[0].ID, First: date(first).First(), Last: graph.MaxDay}, {City: s.cities[1].ID, First: date(first).First(), Last: graph.MaxDay},
		}
	}
	for _, c := range []struct {
		first string
		want  bool
	}{{"2000-01-01", false}, {"2012-01-01", true}} {
		var err error
		if n, err = alone.WithMembers(date("2020-01-01").First(), []Group{{Organisation: "group", Members: member(c.first)}}); err != nil {
			t.Fatal(err)
		}
		if paths := days("2005-01-01", "2020-01-01"); len(paths) != 1 || paths[0].Steps[0].ByList != c.want {
			t.Errorf("members of one group from %s on: %+v, want a step by a list alone: %v", c.first, paths, c.want)
		}
	}
}
