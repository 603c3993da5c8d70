package analysis

import (
	"cmp"
	"math"
	"slices"
	"testing"
)

// Every measure here is recomputed from its definition, by trying everything, on
// thousands of small random networks.

// without returns the network less one link (by position in pairsOf) or one city.
func without(t *testing.T, n *Network, drop func(a, b int) bool) *Network {
	return n.within(func(a, b int32) bool { return !drop(int(min(a, b)), int(max(a, b))) })
}

func TestBridgesAreTheLinksWhoseLossSplits(t *testing.T) {
	smallNetworks(t, 3000, 12, func(t *testing.T, n *Network, _ *random) {
		before := Components(n)
		got := map[[2]int]Bridge{}
		last := math.MaxInt
		for _, b := range Bridges(n) {
			got[[2]int{min(b.Link.A, b.Link.B), max(b.Link.A, b.Link.B)}] = b
			if b.Smaller > last {
				t.Errorf("bridges are out of order")
			}
			last = b.Smaller
		}
		for _, p := range pairsOf(n) {
			after := Components(without(t, n, func(a, b int) bool { return [2]int{a, b} == p }))
			bridge, found := got[p]
			if splits := len(after.Members) > len(before.Members); splits != found {
				t.Errorf("%v: splits is %t, bridge is %t", p, splits, found)
				continue
			} else if !splits {
				continue
			}
			side := func(city int) int { return len(after.Members[after.Of[city]]) }
			smaller, larger := min(side(p[0]), side(p[1])), max(side(p[0]), side(p[1]))
			if bridge.Smaller != smaller || bridge.Larger != larger || side(bridge.Side) != smaller {
				t.Errorf("%v: got %+v, want %d and %d", p, bridge, smaller, larger)
			}
		}
	})
}

func TestParallelLinksAreNoBridge(t *testing.T) {
	s := citiesOf(3)
	s.link(0, 1, "ACTIVE")
	ended := s.link(1, 0, "ENDED")
	lone := s.link(1, 2, "ACTIVE")
	n := s.build(t)
	if b := Bridges(n); len(b) != 1 || b[0].Link.ID != lone {
		t.Errorf("got %+v, want %s alone", b, lone)
	}
	if b := Bridges(n.Through(Active())); len(b) != 2 {
		t.Errorf("with %s gone both others are bridges, got %+v", ended, b)
	}
}

func TestJointsAreTheCitiesWhoseLossSplits(t *testing.T) {
	smallNetworks(t, 3000, 12, func(t *testing.T, n *Network, _ *random) {
		before := Components(n)
		got := map[int][]int{}
		for _, j := range Joints(n) {
			got[j.City] = j.Pieces
		}
		for city := range n.Len() {
			after := Components(without(t, n, func(a, b int) bool { return a == city || b == city }))
			var pieces []int
			for _, members := range after.Members {
				if members[0] != city && before.Of[members[0]] == before.Of[city] {
					pieces = append(pieces, len(members))
				}
			}
			if len(pieces) < 2 {
				pieces = nil
			}
			if !slices.Equal(got[city], pieces) {
				t.Errorf("city %d: got %v, want %v", city, got[city], pieces)
			}
		}
	})
}

// steps returns all distances by Floyd's algorithm; a large number for out of reach.
func steps(n *Network) [][]int {
	d := make([][]int, n.Len())
	for i := range d {
		d[i] = slices.Repeat([]int{1 << 20}, n.Len())
		d[i][i] = 0
	}
	for _, p := range pairsOf(n) {
		d[p[0]][p[1]], d[p[1]][p[0]] = 1, 1
	}
	for k := range d {
		for i := range d {
			for j := range d {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	return d
}

func TestDistancesAndBetweennessByDefinition(t *testing.T) {
	smallNetworks(t, 2000, 11, func(t *testing.T, n *Network, _ *random) {
		d := steps(n)
		paths := make([][]float64, n.Len()) // numbers of shortest paths, by counting walks of that length
		for s := range paths {
			paths[s] = make([]float64, n.Len())
			paths[s][s] = 1
			for length := 1; length < n.Len(); length++ {
				for v := range n.Len() {
					if d[s][v] == length {
						for u := range n.Neighbours(v) {
							if d[s][u] == length-1 {
								paths[s][v] += paths[s][u]
							}
						}
					}
				}
			}
		}
		got, err := Betweenness(t.Context(), n, nil)
		if err != nil {
			t.Fatal(err)
		}
		all, err := AllDistances(t.Context(), n, nil)
		if err != nil {
			t.Fatal(err)
		}
		largest := Components(n).Members[0]
		diameter, total := 0, 0
		for v := range n.Len() {
			through, harmonic := 0.0, 0.0
			for s := range n.Len() {
				if s != v && d[s][v] < 1<<20 {
					harmonic += 1 / float64(d[s][v])
					if slices.Contains(largest, v) {
						diameter, total = max(diameter, d[s][v]), total+d[s][v]
					}
				}
				for e := range s {
					if s != v && e != v && d[s][e] < 1<<20 && d[s][v]+d[v][e] == d[s][e] {
						through += paths[s][v] * paths[v][e] / paths[s][e]
					}
				}
			}
			near(t, "betweenness", v, &got[v], &through, 1e-9)
			near(t, "harmonic", v, &all.Harmonic[v], &harmonic, 1e-9)
		}
		mean := float64(total) / max(1, float64(len(largest)*(len(largest)-1)))
		near(t, "mean distance", -1, &all.Mean, &mean, 1e-12)
		if all.Diameter != diameter {
			t.Errorf("diameter %d, want %d", all.Diameter, diameter)
		}
	})
}

func TestConstraintByDefinition(t *testing.T) {
	smallNetworks(t, 2000, 12, func(t *testing.T, n *Network, _ *random) {
		p := func(i, j int) float64 {
			if n.pairBetween(int32(i), int32(j)) < 0 {
				return 0
			}
			return 1 / float64(n.Degree(i))
		}
		for i, got := range Constraint(n) {
			want := 0.0
			for j := range n.Neighbours(i) {
				sum := p(i, j)
				for q := range n.Len() {
					sum += p(i, q) * p(q, j)
				}
				want += sum * sum
			}
			if n.Degree(i) == 0 {
				if !math.IsNaN(got) {
					t.Errorf("city %d has no neighbours and constraint %v", i, got)
				}
				continue
			}
			near(t, "constraint", i, &got, &want, 1e-12)
		}
	})
}

func TestBrokerageByDefinition(t *testing.T) {
	smallNetworks(t, 3000, 12, func(t *testing.T, n *Network, _ *random) {
		for broker, got := range Brokerage(n) {
			var want Roles
			home := n.Node(broker).Country
			for a := range n.Neighbours(broker) {
				for b := range n.Neighbours(broker) {
					from, to := n.Node(a).Country, n.Node(b).Country
					if a >= b || n.pairBetween(int32(a), int32(b)) >= 0 || home == "" || from == "" || to == "" {
						continue
					}
					switch {
					case from == home && to == home:
						want.Coordinator++
					case from == to:
						want.Consultant++
					case from == home || to == home:
						want.Gatekeeper++
						want.Representative++
					default:
						want.Liaison++
					}
				}
			}
			if got != want {
				t.Errorf("city %d: got %+v, want %+v", broker, got, want)
			}
		}
	})
}

func TestClusteringByDefinition(t *testing.T) {
	smallNetworks(t, 2000, 12, func(t *testing.T, n *Network, _ *random) {
		linked := func(a, b int) bool { return n.pairBetween(int32(a), int32(b)) >= 0 }
		triangles := 0
		for a := range n.Len() {
			for b := range a {
				for c := range b {
					if linked(a, b) && linked(b, c) && linked(a, c) {
						triangles++
					}
				}
			}
		}
		if got := Cluster(n).Triangles; got != triangles {
			t.Errorf("%d triangles, want %d", got, triangles)
		}
	})
}

func TestComponentsAndSharedPartnersByDefinition(t *testing.T) {
	smallNetworks(t, 3000, 12, func(t *testing.T, n *Network, r *random) {
		d := steps(n)
		parts := Components(n)
		for a := range n.Len() {
			for b := range a {
				if (parts.Of[a] == parts.Of[b]) != (d[a][b] < 1<<20) {
					t.Errorf("%d and %d: distance %d, components %v", a, b, d[a][b], parts.Of)
				}
			}
		}
		a, b := r.intN(n.Len()), r.intN(n.Len())
		shared := []int{}
		for c := range n.Len() {
			if d[a][c] == 1 && d[b][c] == 1 {
				shared = append(shared, c)
			}
		}
		if got := SharedPartners(n, a, b); !slices.Equal(got, shared) {
			t.Errorf("shared partners of %d and %d: %v, want %v", a, b, got, shared)
		}
	})
}

func TestCoresByPeeling(t *testing.T) {
	smallNetworks(t, 2000, 14, func(t *testing.T, n *Network, _ *random) {
		want := make([]int, n.Len())
		for k := 1; k <= n.Len(); k++ {
			in := slices.Repeat([]bool{true}, n.Len())
			for again := true; again; {
				again = false
				for v := range in {
					degree := 0
					for w := range n.Neighbours(v) {
						if in[w] {
							degree++
						}
					}
					if in[v] && degree < k {
						in[v], again = false, true
					}
				}
			}
			for v, stays := range in {
				if stays {
					want[v] = k
				}
			}
		}
		if got := CoreNumbers(n); !slices.Equal(got, want) {
			t.Errorf("core numbers %v, want %v", got, want)
		}
	})
}

func TestMediatorsByDefinition(t *testing.T) {
	found := 0
	smallNetworks(t, 3000, 12, func(t *testing.T, n *Network, r *random) {
		from, to, ok := randomSides(r, n.Len())
		if !ok {
			return
		}
		q := MediatorQuery{Sides: [2][]int{from, to}, MaxDistance: 1 + r.intN(3)}
		got, err := Mediators(t.Context(), n, q)
		if err != nil {
			t.Fatal(err)
		}
		// A way to one side avoids the other.
		avoiding := func(side []int) [][]int {
			return steps(without(t, n, func(a, b int) bool { return slices.Contains(side, a) || slices.Contains(side, b) }))
		}
		nearest := func(d [][]int, city int, side []int) int {
			least := 1 << 20
			for _, s := range side {
				least = min(least, d[city][s])
			}
			return least
		}
		toFrom, toTo := avoiding(to), avoiding(from)
		want := map[int][2]int{}
		for city := range n.Len() {
			a, b := nearest(toFrom, city, from), nearest(toTo, city, to)
			if !slices.Contains(from, city) && !slices.Contains(to, city) && max(a, b) <= q.MaxDistance {
				want[city] = [2]int{a, b}
			}
		}
		if len(got) != len(want) {
			t.Errorf("%+v: got %+v, want %v", q, got, want)
		}
		for _, m := range got {
			if w := want[m.City]; m.To[0].Distance != w[0] || m.To[1].Distance != w[1] {
				t.Errorf("%+v: got %+v, want %v", q, m, w)
			}
			for i, side := range q.Sides {
				checkWay(t, n, m, m.To[i], side, q.Sides[1-i])
			}
		}
		if !slices.IsSortedFunc(got, func(a, b Mediator) int {
			return cmp.Compare(a.To[0].Distance+a.To[1].Distance, b.To[0].Distance+b.To[1].Distance)
		}) {
			t.Errorf("mediators %+v are out of order", got)
		}
		found += len(got)
	})
	if found < 1000 {
		t.Errorf("only %d mediators were compared", found)
	}
}

// checkWay checks that a way leads where it says.
func checkWay(t *testing.T, n *Network, m Mediator, w Way, side, other []int) {
	t.Helper()
	if len(w.Shortest) != w.Distance+1 || w.Shortest[0] != m.City || !slices.Contains(side, w.Shortest[w.Distance]) {
		t.Errorf("%+v is no shortest way from %d to %v", w, m.City, side)
	}
	for i, city := range w.Shortest[1:] {
		if n.pairBetween(int32(w.Shortest[i]), int32(city)) < 0 || slices.Contains(other, city) {
			t.Errorf("%v is no way to %v past %v", w.Shortest, side, other)
		}
	}
	partners := 0
	for _, s := range side {
		if n.pairBetween(int32(m.City), int32(s)) >= 0 {
			partners++
		}
	}
	if w.Partners != partners || len(w.Direct) != partners {
		t.Errorf("%+v: want %d partners", w, partners)
	}
}
