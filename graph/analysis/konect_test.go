package analysis

import (
	"math"
	"testing"
)

// The figures are those of http://konect.cc/networks/twin; the exact mean distance
// is ours and agrees with igraph's and NetworkX's (the page's 7.654 is an estimate).
func TestKonectFigures(t *testing.T) {
	s, err := Measure(t.Context(), konect(t), WithDistances, NullModel{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := s.Metrics
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"cities", m.Cities, 14274},
		{"links", m.Links, 20573},
		{"pairs", m.Pairs, 20573},
		{"largest component", m.Largest, 10320},
		{"diameter", *m.Diameter, 25},
		{"triangles", m.Triangles, 6327},
		{"maximum degree", m.MaxDegree, 99},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
	for _, c := range []struct {
		name                 string
		got, want, precision float64
	}{
		{"transitivity", *m.Transitivity, 0.111361, 1e-6},
		{"degree assortativity", *m.DegreeAssortativity, 0.386786, 1e-6},
		{"mean degree", m.MeanDegree, 2.88258, 1e-5},
		{"mean distance", *m.MeanDistance, 7.34813, 1e-5},
	} {
		if math.Abs(c.got-c.want) > c.precision/2 {
			t.Errorf("%s: got %.7f, want %v", c.name, c.got, c.want)
		}
	}
}
