package analysis

import (
	"slices"
	"testing"
	"time"
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
		{"Communities", func() error { _, err := FindAlliances(ctx, n, AllianceQuery{Runs: 1}); return err }},
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

// BenchmarkTargets runs what has a target on a seeded network of 20,000 cities and
// 60,000 links.
func BenchmarkTargets(b *testing.B) {
	all := large(b, 20_000, 60_000)
	active := all.Through(Active())
	ctx := b.Context()
	b.Run("Through", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			all.Through(Active())
		}
	})
	b.Run("Connections", func(b *testing.B) {
		b.ReportAllocs()
		r := newRandom(7, 0)
		var took []time.Duration
		for b.Loop() {
			from, to := r.below(active.Len()), r.below(active.Len())
			if from == to {
				continue
			}
			began := time.Now()
			if _, err := Paths(ctx, all.Through(Active()), PathQuery{From: []int{from}, To: []int{to}, MaxLength: 8, Limit: 10}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	})
	b.Run("Alliances", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := FindAlliances(ctx, active, AllianceQuery{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("ConnectionsOfCountries", func(b *testing.B) {
		b.ReportAllocs()
		sides := make([][]int, 2)
		for i := range active.Len() {
			if c := active.Node(i).Country; c == "AA" || c == "BB" {
				sides[c[0]-'A'] = append(sides[c[0]-'A'], i)
			}
		}
		for b.Loop() {
			if _, err := Paths(ctx, all.Through(Active()), PathQuery{From: sides[0], To: sides[1], MaxLength: 8, Limit: 50}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("WhatIf", func(b *testing.B) {
		b.ReportAllocs()
		var changes []Change
		for l := range active.Links() {
			if len(changes) < 10 && active.Degree(l.A) > 20 {
				changes = append(changes, Change{l.ID, "SUSPENDED"})
			}
		}
		for b.Loop() {
			if _, err := WhatIf(ctx, active, WhatIfQuery{Changes: changes}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Mediators", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Mediators(ctx, active, MediatorQuery{Sides: [2][]int{{1}, {2}}, MaxDistance: 3, Limit: 50}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Length", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := MeasureLength(ctx, active, NullModel{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Everything", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Measure(ctx, active, WithEverything, NullModel{}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
