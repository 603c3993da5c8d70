package graph_test

import (
	"cmp"
	"testing"

	"twingraph/graph"
)

func TestAWindowShowsItsPartOfAList(t *testing.T) {
	list := []int{10, 20, 30, 40, 50}
	at := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		window   graph.Window[int]
		from, to int
		more     bool
	}{
		"the first":                         {graph.Window[int]{First: 2}, 0, 2, true},
		"all":                               {graph.Window[int]{First: 5}, 0, 5, false},
		"the last":                          {graph.Window[int]{Last: 2}, 3, 5, true},
		"the first after one":               {graph.Window[int]{First: 2, After: at(20)}, 2, 4, true},
		"the first after what is gone":      {graph.Window[int]{First: 9, After: at(25)}, 2, 5, false},
		"the last before one":               {graph.Window[int]{Last: 2, Before: at(40)}, 1, 3, true},
		"the last before what is gone":      {graph.Window[int]{Last: 9, Before: at(35)}, 0, 3, false},
		"the first between two":             {graph.Window[int]{First: 1, After: at(10), Before: at(50)}, 1, 2, true},
		"the last between two":              {graph.Window[int]{Last: 3, After: at(10), Before: at(50)}, 1, 4, false},
		"nothing between bounds that cross": {graph.Window[int]{First: 3, After: at(40), Before: at(20)}, 4, 4, false},
		"nothing after the end":             {graph.Window[int]{First: 3, After: at(90)}, 5, 5, false},
		"nothing before the beginning":      {graph.Window[int]{Last: 3, Before: at(1)}, 0, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			from, to, more := c.window.Cut(len(list), func(i, at int) int { return cmp.Compare(list[i], at) })
			if from != c.from || to != c.to || more != c.more {
				t.Errorf("got [%d, %d) and more %t, want [%d, %d) and %t", from, to, more, c.from, c.to, c.more)
			}
		})
	}
}

func TestAWindowIsChecked(t *testing.T) {
	for name, c := range map[string]struct {
		window graph.Window[int]
		code   graph.Code
	}{
		"neither first nor last": {graph.Window[int]{}, graph.BadUserInput},
		"both":                   {graph.Window[int]{First: 1, Last: 1}, graph.BadUserInput},
		"less than none":         {graph.Window[int]{Last: -1}, graph.BadUserInput},
		"too many":               {graph.Window[int]{Last: 501}, graph.LimitExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			if err := c.window.Check(graph.MaxFirst); graph.CodeOf(err) != c.code {
				t.Errorf("got %v, want code %s", err, c.code)
			}
		})
	}
}
