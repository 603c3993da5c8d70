package analysis

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"twingraph/graph"
)

// oracle is what NetworkX says of one network; testdata/fixtures.py writes it. A nil
// number is a measure that is not defined.
type oracle struct {
	Name                                      string
	Cities                                    int
	Countries                                 []string
	Links                                     [][2]int
	Components                                []int
	Diameter                                  *int
	MeanDistance                              *float64
	Triangles                                 int
	Transitivity, MeanClustering              *float64
	DegreeAssortativity, CountryAssortativity *float64
	Degree, Core                              []int
	Clustering, Betweenness, Harmonic         []float64
	PageRank                                  []float64
	Constraint                                []*float64
	Roles                                     []Roles
	Bridges                                   [][2]int
	Joints                                    []int
	Part                                      []int32
	Modularity, ModularityAt2                 float64
	Far                                       int
	PathLengths                               []int
}

func oracles(t *testing.T) []oracle {
	t.Helper()
	text, err := os.ReadFile("testdata/networkx.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []oracle
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (o *oracle) network(t *testing.T) *Network {
	s := citiesOf(o.Cities)
	for i, c := range o.Countries {
		s.cities[i].Country = c
	}
	for _, l := range o.Links {
		s.link(l[0], l[1], graph.StatusActive)
	}
	return s.build(t)
}

func TestMeasuresAgreeWithNetworkX(t *testing.T) {
	for _, o := range oracles(t) {
		t.Run(o.Name, func(t *testing.T) {
			n := o.network(t)
			s, err := Measure(t.Context(), n, WithEverything, NullModel{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			compareMetrics(t, &o, s.Metrics)
			for i, c := range s.Cities {
				if c.Degree != o.Degree[i] || c.Core != o.Core[i] {
					t.Errorf("city %d: degree %d, core %d; want %d, %d", i, c.Degree, c.Core, o.Degree[i], o.Core[i])
				}
				near(t, "clustering", i, &c.Clustering, &o.Clustering[i], 1e-12)
				near(t, "betweenness", i, &c.Betweenness, &o.Betweenness[i], 1e-9)
				near(t, "harmonic", i, &c.Harmonic, &o.Harmonic[i], 1e-9)
				near(t, "PageRank", i, &c.PageRank, &o.PageRank[i], 1e-11)
				near(t, "constraint", i, c.Constraint, o.Constraint[i], 1e-12)
				want := o.Roles[i]
				want.Representative = want.Gatekeeper
				if c.Roles != want {
					t.Errorf("city %d: roles %+v, want %+v", i, c.Roles, want)
				}
			}
		})
	}
}

func compareMetrics(t *testing.T, o *oracle, m Metrics) {
	t.Helper()
	if m.Cities != o.Cities || m.Links != len(o.Links) || m.Triangles != o.Triangles ||
		m.Components != len(o.Components) || m.Largest != o.Components[0] {
		t.Errorf("got %+v, want %+v", m, o)
	}
	if (m.Diameter == nil) != (o.Diameter == nil) || m.Diameter != nil && *m.Diameter != *o.Diameter {
		t.Errorf("diameter %v, want %v", m.Diameter, o.Diameter)
	}
	near(t, "mean distance", -1, m.MeanDistance, o.MeanDistance, 1e-12)
	near(t, "mean clustering", -1, m.MeanClustering, o.MeanClustering, 1e-12)
	near(t, "degree assortativity", -1, m.DegreeAssortativity, o.DegreeAssortativity, 1e-9)
	near(t, "country assortativity", -1, m.CountryAssortativity, o.CountryAssortativity, 1e-9)
	if m.Transitivity == nil { // NetworkX says 0 where it is not defined
		m.Transitivity = new(0.0)
	}
	near(t, "transitivity", -1, m.Transitivity, o.Transitivity, 1e-12)
}

// near compares values up to a relative error; nil is only near nil.
func near(t *testing.T, name string, city int, got, want *float64, precision float64) {
	t.Helper()
	if got == nil && want == nil {
		return
	}
	if got == nil || want == nil || math.Abs(*got-*want) > precision*max(1, math.Abs(*want)) {
		show := func(x *float64) any {
			if x == nil {
				return "undefined"
			}
			return *x
		}
		t.Errorf("%s of city %d: got %v, want %v", name, city, show(got), show(want))
	}
}

func TestFragileLinksAgreeWithNetworkX(t *testing.T) {
	for _, o := range oracles(t) {
		t.Run(o.Name, func(t *testing.T) {
			n := o.network(t)
			bridges := [][2]int{}
			for _, b := range Bridges(n) {
				bridges = append(bridges, [2]int{min(b.Link.A, b.Link.B), max(b.Link.A, b.Link.B)})
			}
			slices.SortFunc(bridges, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
			if !slices.Equal(bridges, o.Bridges) {
				t.Errorf("bridges %v, want %v", bridges, o.Bridges)
			}
			joints := []int{}
			for _, j := range Joints(n) {
				joints = append(joints, j.City)
			}
			slices.Sort(joints)
			if !slices.Equal(joints, o.Joints) {
				t.Errorf("joints %v, want %v", joints, o.Joints)
			}
		})
	}
}

func TestModularityAgreesWithNetworkX(t *testing.T) {
	for _, o := range oracles(t) {
		b := newBonds(o.network(t), nil)
		part, count := relabel(o.Part, o.Cities)
		for resolution, want := range map[float64]float64{1: o.Modularity, 2: o.ModularityAt2} {
			got, _ := b.modularity(part, count, resolution)
			near(t, o.Name+": modularity", -1, &got, &want, 1e-12)
		}
	}
}

func TestPathLengthsAgreeWithNetworkX(t *testing.T) {
	for _, o := range oracles(t) {
		if o.Far == 0 {
			continue
		}
		// NetworkX lists 15 paths of any length; we list those of up to 16 links.
		want := slices.DeleteFunc(slices.Clone(o.PathLengths), func(k int) bool { return k > MaxPathLength })
		paths, err := Paths(t.Context(), o.network(t), PathQuery{From: []int{0}, To: []int{o.Far}, MaxLength: MaxPathLength, Limit: 15})
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, p := range paths {
			got = append(got, p.Length())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lengths %v, want %v", o.Name, got, want)
		}
	}
}
