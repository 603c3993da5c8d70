package world

import (
	"slices"
	"sync"
	"testing"
)

// A list that grows twice is two lists, also when both grow at once, and stays what it was.
func TestAListThatGrowsTwiceIsTwoLists(t *testing.T) {
	var base grown[int]
	for n := range 5 {
		base = base.with(n)
	}
	lists := make([]grown[int], 8)
	var all sync.WaitGroup
	for k := range lists {
		all.Go(func() {
			g := base
			for n := range 100 {
				g = g.with(k*1000+n, -k)
			}
			lists[k] = g
		})
	}
	all.Wait()
	for k, g := range lists {
		if len(g.list) != 205 || !slices.Equal(g.list[:5], []int{0, 1, 2, 3, 4}) {
			t.Fatalf("list %d is %v", k, g.list)
		}
		for n := range 100 {
			if g.list[5+2*n] != k*1000+n || g.list[6+2*n] != -k {
				t.Fatalf("list %d is %v", k, g.list)
			}
		}
	}
	if !slices.Equal(base.list, []int{0, 1, 2, 3, 4}) {
		t.Errorf("the list became %v", base.list)
	}
	shared := base.with(5)
	for n := range 20 {
		if next := shared.with(n); cap(shared.list) > len(shared.list) && &next.list[0] != &shared.list[0] {
			t.Fatal("a list that grows once is copied")
		} else {
			shared = next
		}
	}
}
