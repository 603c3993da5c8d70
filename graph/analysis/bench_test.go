package analysis

import (
	"testing"
)

// Each benchmark runs on KONECT's edge list; testdata/compare.py puts them beside
// python-igraph and NetworkX.
func BenchmarkKonect(b *testing.B) {
	n := konect(b)
	ctx := b.Context()
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"Betweenness", func() error { _, err := Betweenness(ctx, n, nil); return err }},
		{"HarmonicClosenessAndMeanDistance", func() error { _, err := AllDistances(ctx, n, nil); return err }},
		{"PageRank", func() error { _, err := PageRank(ctx, n, Damping); return err }},
		{"CoreNumbers", func() error { CoreNumbers(n); return nil }},
		{"Constraint", func() error { Constraint(n); return nil }},
		{"Transitivity", func() error { Cluster(n); return nil }},
		{"Brokerage", func() error { Brokerage(n); return nil }},
		{"Components", func() error { Components(n); return nil }},
		{"Bridges", func() error { Bridges(n); return nil }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
