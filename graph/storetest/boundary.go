package storetest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"twingraph/graph"
)

// RunBoundary records random histories in stores and compares what count says of random
// pairs of days with the Reference: how many of the links that match have one status on both,
// and may have changed in between, since what brought the status about is dated by an
// interval that has the earlier day in it, before its last (clause 6.8 of the laws).
func RunBoundary(t *testing.T, open Open, count func(graph.Store, graph.View, graph.Day, *graph.Filter) (int, error)) {
	counted := 0
	for seed := range uint64(3) {
		n := newNetwork(open(t))
		rng := rand.New(rand.NewPCG(seed, 7))
		history := &generator{Rand: rng, ref: n.ref, at: stepAt(1), names: someNames}
		for range 8 {
			history.step(t, n)
		}
		asking := &inquirer{Rand: rng, network: n}
		for range 600 {
			v, from := asking.view(), asking.view().AsOf
			var where *graph.Filter
			if rng.IntN(4) == 0 {
				where = asking.filter(graph.WordTwinningLink, 2)
			}
			want := n.ref.boundary(v, from, where)
			got, err := count(n.Store, v, from, where)
			if err != nil || got != want {
				t.Fatalf("seed %d, from %s to %s where %+v: got %d, want %d (%v)", seed, from, v.AsOf, where, got, want, err)
			}
			counted += want
		}
	}
	if counted < 20 {
		t.Errorf("only %d links were to be counted: the test shows little", counted)
	}
}

// boundary looks at each link by itself, and goes back day by day to where its status began.
func (r *Reference) boundary(v graph.View, from graph.Day, where *graph.Filter) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	count, earlier, later := 0, min(from, v.AsOf), max(from, v.AsOf)
	for _, record := range r.all(v, graph.WordTwinningLink) {
		h := r.history(v, record.Base().ID)
		status := h.At(earlier).Status
		if status != h.At(later).Status || !r.matches(v, where, record) {
			continue
		}
		first := earlier
		for earlier-first <= 366 && h.At(first-1).Status == status {
			first-- // no interval is longer than a year
		}
		if r.lasts(v, record.Base().ID, first, h.At(first).Governing) > earlier {
			count++
		}
	}
	return count
}

// lasts returns the last day of the shortest interval among the claims about a link that take
// effect on a day: of those that govern then, where any does.
func (r *Reference) lasts(v graph.View, link graph.ID, first graph.Day, governing []graph.ID) graph.Day {
	var all, some []graph.Day
	for _, c := range r.all(v, graph.WordClaim) {
		c := c.(*graph.Claim)
		if date := c.Effective(); c.Link == link && c.Type != graph.ReviewOpened && !date.IsZero() && date.First() == first {
			all = append(all, date.Last())
			if slices.Contains(governing, c.ID) {
				some = append(some, date.Last())
			}
		}
	}
	switch {
	case len(some) > 0:
		return slices.Min(some)
	case len(all) > 0:
		return slices.Min(all)
	}
	return graph.MinDay
}
