package analysis

import (
	"math"
	"slices"
	"testing"
)

func TestRefinementKeepsItsBooks(t *testing.T) {
	merged := 0
	smallNetworks(t, 1000, 25, func(t *testing.T, n *Network, r *random) {
		b := newBonds(n, nil)
		l := newLeiden(t.Context(), b, 0.5+r.unit(), r)
		part := make([]int32, b.len())
		for i := range part {
			part[i] = int32(r.intN(3) % b.len())
		}
		sub := l.refine(b, part)
		// What each sub-community has to the rest of its community, counted anew.
		outward := make([]float64, b.len())
		for v := range sub {
			if part[sub[v]] != part[v] {
				t.Errorf("%d is merged across communities", v)
			}
			if sub[v] != int32(v) {
				merged++
			}
			for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
				if w := b.to[i]; part[w] == part[v] && sub[w] != sub[v] {
					outward[sub[v]] += b.weight[i]
				}
			}
		}
		for _, s := range sub {
			if math.Abs(l.outward[s]-outward[s]) > 1e-9 {
				t.Errorf("sub-community %d has %f outward, want %f", s, l.outward[s], outward[s])
			}
		}
		if pieces, count := (&leiden{base: b}).connected(sub); count != len(slices.Compact(slices.Sorted(slices.Values(sub)))) {
			t.Errorf("sub-communities %v fall apart into %v", sub, pieces)
		}
	})
	if merged < 1000 {
		t.Errorf("only %d cities were merged", merged)
	}
}

func TestDivisionsThatFellApartAreSplit(t *testing.T) {
	n := networkOf(t, 5, [][2]int{{0, 1}, {2, 3}})
	got, count := (&leiden{base: newBonds(n, nil)}).connected([]int32{7, 7, 7, 7, 7})
	if want := []int32{0, 0, 1, 1, 2}; !slices.Equal(got, want) || count != 3 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMergingKeepsWeights(t *testing.T) {
	smallNetworks(t, 500, 15, func(t *testing.T, n *Network, r *random) {
		b := newBonds(n, []Bond{{0, n.Len() - 1, 2.5}})
		part := make([]int32, b.len())
		for i := range part {
			part[i] = int32(r.intN(4))
		}
		part, count := relabel(part, max(4, b.len()))
		var m merged
		m.merge(newBonds(networkOf(t, 3, [][2]int{{0, 1}}), nil), []int32{0, 0, 1}, 2, newTally(3)) // room that was used before
		m.merge(b, part, count, newTally(b.len()))
		if m.total != b.total {
			t.Errorf("weight %f, want %f", m.total, b.total)
		}
		single := make([]int32, count)
		for i := range single {
			single[i] = int32(i)
		}
		whole, _ := b.modularity(part, count, 1.3)
		after, _ := m.modularity(single, count, 1.3)
		near(t, "modularity", -1, &after, &whole, 1e-12)
	})
}

func TestCertaintyIsTheShareOfRunsThatAgree(t *testing.T) {
	parts := newParts([]int32{0, 0, 0, 0, 1, 1, 2}, 3)
	runs := []division{
		{part: []int32{0, 0, 0, 0, 1, 1, 2}, count: 3}, // as it is
		{part: []int32{0, 0, 0, 1, 1, 1, 2}, count: 3}, // one of four goes over
		{part: []int32{0, 0, 1, 1, 2, 3, 2}, count: 4}, // halves and loners
		{part: []int32{0, 0, 0, 0, 0, 0, 0}, count: 1}, // all in one
	}
	// The fourth city agrees where it is with two or three of its three; in the third
	// run each of four has one of three, which is less than half.
	if got, want := certainty(parts, runs), []float64{0.75, 0.75, 0.75, 0.5, 0.75, 0.75, 0.5}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// Half of the others is not more than half.
	three := newParts([]int32{0, 0, 0}, 1)
	if got := certainty(three, []division{{part: []int32{0, 0, 1}, count: 2}}); !slices.Equal(got, []float64{0, 0, 0}) {
		t.Errorf("got %v, want none", got)
	}
}
