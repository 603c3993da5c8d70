package analysis

import (
	"math"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

func toGonum(n *Network) *simple.UndirectedGraph {
	g := simple.NewUndirectedGraph()
	for i := range n.Len() {
		g.AddNode(simple.Node(i))
	}
	for _, p := range pairsOf(n) {
		g.SetEdge(simple.Edge{F: simple.Node(p[0]), T: simple.Node(p[1])})
	}
	return g
}

// same compares our values with gonum's, which leaves out cities at 0.
func same(t *testing.T, name string, ours []float64, theirs map[int64]float64, factor, precision float64) {
	t.Helper()
	for i, x := range ours {
		near(t, name, i, new(x*factor), new(theirs[int64(i)]), precision)
	}
}

func TestMeasuresAgreeWithGonum(t *testing.T) {
	smallNetworks(t, 200, 30, func(t *testing.T, n *Network, r *random) {
		g := toGonum(n)
		betweenness, err := Betweenness(t.Context(), n, nil)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "betweenness", betweenness, network.Betweenness(g), 2, 1e-9) // gonum counts a pair from both ends
		d, err := AllDistances(t.Context(), n, nil)
		if err != nil {
			t.Fatal(err)
		}
		all := path.DijkstraAllPaths(g)
		same(t, "harmonic", d.Harmonic, network.Harmonic(g, all), 1, 1e-9)
		compareComponents(t, n, topo.ConnectedComponents(g))
		core := CoreNumbers(n)
		for k := range slices.Max(core) + 2 {
			var cities []int
			for _, node := range topo.KCore(k, g) {
				cities = append(cities, int(node.ID()))
			}
			slices.Sort(cities)
			ours := slices.Concat(KCores(n, k)...)
			slices.Sort(ours)
			if !slices.Equal(ours, cities) {
				t.Errorf("%d-core %v, want %v", k, ours, cities)
			}
		}
	})
}

func compareComponents(t *testing.T, n *Network, theirs [][]gonum.Node) {
	t.Helper()
	components := Components(n)
	if len(components.Members) != len(theirs) {
		t.Errorf("%d components, want %d", len(components.Members), len(theirs))
	}
	for _, component := range theirs {
		for _, node := range component {
			if components.Of[node.ID()] != components.Of[component[0].ID()] {
				t.Errorf("%d and %d are in one component", node.ID(), component[0].ID())
			}
		}
	}
	for number, members := range components.Members {
		if number > 0 && bySizeThenFirst(components.Members[number-1], members) >= 0 {
			t.Errorf("components %v are out of order", components.Members)
		}
		for _, city := range members {
			if components.Of[city] != number {
				t.Errorf("city %d is in component %d and in the list of %d", city, components.Of[city], number)
			}
		}
	}
}

func TestPathsAgreeWithGonum(t *testing.T) {
	smallNetworks(t, 300, 14, func(t *testing.T, n *Network, r *random) {
		if n.Len() < 2 {
			return
		}
		q := PathQuery{From: []int{0}, To: []int{n.Len() - 1}, MaxLength: MaxPathLength, Limit: 12}
		ours, err := Paths(t.Context(), n, q)
		if err != nil {
			t.Fatal(err)
		}
		theirs := path.YenKShortestPaths(toGonum(n), q.Limit, math.Inf(1), simple.Node(0), simple.Node(n.Len()-1))
		if len(ours) != len(theirs) {
			t.Fatalf("%d paths, want %d", len(ours), len(theirs))
		}
		for i := range ours {
			if ours[i].Length() != len(theirs[i])-1 {
				t.Errorf("path %d has %d links, want %d", i, ours[i].Length(), len(theirs[i])-1)
			}
		}
	})
}

func TestModularityAgreesWithGonum(t *testing.T) {
	smallNetworks(t, 300, 25, func(t *testing.T, n *Network, r *random) {
		if n.Pairs() == 0 {
			return
		}
		resolution := 0.5 + r.unit()
		a, err := FindAlliances(t.Context(), n, AllianceQuery{Resolution: resolution, MinSize: 1, Runs: 2})
		if err != nil {
			t.Fatal(err)
		}
		var communities [][]gonum.Node
		for _, members := range a.Parts.Members {
			var nodes []gonum.Node
			for _, city := range members {
				nodes = append(nodes, simple.Node(city))
			}
			communities = append(communities, nodes)
		}
		near(t, "modularity", -1, &a.Modularity, new(community.Q(toGonum(n), communities, resolution)), 1e-9)
	})
}
