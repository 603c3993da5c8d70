package analysis

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"

	"twingraph/graph"
)

// everyPath lists all paths that q allows, in the order of Paths, by trying all.
// step says whether and with which links the path can go on.
func everyPath(n *Network, q PathQuery, allowed func(cities []int) bool) [][]int {
	var paths [][]int
	var walk func(cities []int)
	walk = func(cities []int) {
		if !allowed(cities) {
			return
		}
		at := cities[len(cities)-1]
		if slices.Contains(q.To, at) {
			paths = append(paths, slices.Clone(cities))
			return
		}
		if len(cities) > q.MaxLength {
			return
		}
		for next := range n.Neighbours(at) {
			if !slices.Contains(cities, next) && !slices.Contains(q.From, next) {
				walk(append(slices.Clone(cities), next))
			}
		}
	}
	from := slices.Clone(q.From)
	slices.Sort(from)
	for _, city := range slices.Compact(from) {
		walk([]int{city})
	}
	slices.SortFunc(paths, func(a, b []int) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	return paths
}

// randomSides draws two sides without a city in common; false when there is no room.
func randomSides(r *random, count int) (from, to []int, ok bool) {
	if r.intN(2) == 0 && count > 1 {
		return []int{0}, []int{1 + r.intN(count-1)}, true
	}
	for city := range count {
		switch r.intN(1 + count) {
		case 0:
			from = append(from, city)
		case 1:
			to = append(to, city)
		}
	}
	return from, to, len(from) > 0 && len(to) > 0
}

func cityLists(paths []Path) [][]int {
	lists := make([][]int, len(paths))
	for i, p := range paths {
		lists[i] = p.Cities
	}
	return lists
}

func TestPathsAreTheFirstOfAllPaths(t *testing.T) {
	compared := 0
	smallNetworks(t, 8000, 9, func(t *testing.T, n *Network, r *random) {
		from, to, ok := randomSides(r, n.Len())
		if !ok {
			return
		}
		q := PathQuery{From: from, To: to, MaxLength: 1 + r.intN(8), Limit: 1 + r.intN(60)}
		want := everyPath(n, q, func([]int) bool { return true })
		got, err := Paths(t.Context(), n, q)
		if err != nil {
			t.Fatal(err)
		}
		want = want[:min(len(want), q.Limit)]
		if !slices.EqualFunc(cityLists(got), want, slices.Equal) {
			t.Errorf("%+v:\n got %v\nwant %v", q, cityLists(got), want)
		}
		compared += len(want)
	})
	if compared < 10000 {
		t.Errorf("only %d paths were compared", compared)
	}
}

func TestPathsCarryParallelLinks(t *testing.T) {
	s := citiesOf(3)
	first := s.link(0, 1, graph.StatusActive)
	s.link(1, 2, graph.StatusActive)
	second := s.link(1, 0, graph.StatusSuspended)
	n := s.build(t)
	q := PathQuery{From: []int{0}, To: []int{2}, MaxLength: 4, Limit: 10}
	for _, c := range []struct {
		name    string
		through Selection
		want    []graph.ID
	}{
		{"all", Selection{}, []graph.ID{first, second}},
		{"active", Active(), []graph.ID{first}},
	} {
		t.Run(c.name, func(t *testing.T) {
			paths, err := Paths(t.Context(), n.Through(c.through), q)
			if err != nil {
				t.Fatal(err)
			}
			if len(paths) != 1 {
				t.Fatalf("parallel links make one path, got %d", len(paths))
			}
			var ids []graph.ID
			for _, l := range paths[0].Steps[0].Links {
				ids = append(ids, l.ID)
			}
			if !slices.Equal(ids, c.want) {
				t.Errorf("got %v, want %v", ids, c.want)
			}
		})
	}
}

func TestPathsRefuse(t *testing.T) {
	n := networkOf(t, 4, [][2]int{{0, 1}, {1, 2}, {2, 3}})
	good := PathQuery{From: []int{0}, To: []int{3}, MaxLength: 3, Limit: 1}
	for _, c := range []struct {
		name string
		bend func(*PathQuery)
		code graph.Code
		path string
	}{
		{"no city to begin with", func(q *PathQuery) { q.From = nil }, graph.BadUserInput, "from"},
		{"no city to end with", func(q *PathQuery) { q.To = nil }, graph.BadUserInput, "to"},
		{"the same city twice", func(q *PathQuery) { q.To = []int{0} }, graph.BadUserInput, "to"},
		{"a city that is not there", func(q *PathQuery) { q.To = []int{4} }, graph.BadUserInput, "to"},
		{"no length", func(q *PathQuery) { q.MaxLength = 0 }, graph.BadUserInput, "maxLength"},
		{"an absurd length", func(q *PathQuery) { q.MaxLength = 1000 }, graph.LimitExceeded, "maxLength"},
		{"a negative limit", func(q *PathQuery) { q.Limit = -1 }, graph.BadUserInput, "limit"},
		{"an absurd limit", func(q *PathQuery) { q.Limit = 1_000_000 }, graph.LimitExceeded, "limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := good
			c.bend(&q)
			_, err := Paths(t.Context(), n, q)
			if graph.CodeOf(err) != c.code || err.(*graph.Error).Path != c.path {
				t.Errorf("got %v, want %s about %s", err, c.code, c.path)
			}
		})
	}
	t.Run("an ended context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Paths(ctx, n, good); graph.CodeOf(err) != graph.Timeout {
			t.Errorf("got %v, want %s", err, graph.Timeout)
		}
	})
}

func TestPathsStopAtTheBoundOfWork(t *testing.T) {
	n := networkOf(t, 40, randomPairs(newRandom(1, 0), 40, 0.5))
	s := newSearch(t.Context(), n, PathQuery{From: []int{0}, To: []int{39}, MaxLength: 9, Limit: 100}, always{})
	s.work = 1000
	if _, err := s.best(100); graph.CodeOf(err) != graph.LimitExceeded {
		t.Errorf("got %v, want %s", err, graph.LimitExceeded)
	}
}

func ExamplePaths() {
	s := citiesOf(4)
	for _, ends := range [][2]int{{0, 1}, {1, 3}, {0, 2}, {2, 3}, {1, 2}} {
		s.link(ends[0], ends[1], graph.StatusActive)
	}
	n, _ := New(s.cities, s.links, func(l *graph.TwinningLink) Standing { return s.stand[l.ID] })
	paths, _ := Paths(context.Background(), n, PathQuery{From: []int{0}, To: []int{3}, MaxLength: 3, Limit: 3})
	for _, p := range paths {
		fmt.Println(p.Cities)
	}
	// Output:
	// [0 1 3]
	// [0 2 3]
	// [0 1 2 3]
}
