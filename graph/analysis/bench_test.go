package analysis

import (
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
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
		{"Bridges", func() error { fragile(n); return nil }},
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
	b.Run("Communities", func(b *testing.B) { benchmarkCommunities(b, n) })
}

// benchmarkCommunities makes one run; alliances take ten.
func benchmarkCommunities(b *testing.B, n *Network) {
	b.ReportAllocs()
	var d division
	for b.Loop() {
		d = divideOnce(b.Context(), newBonds(n, nil), 1, newRandom(0, 0))
	}
	b.ReportMetric(d.quality, "modularity")
}

// targetSketch is the seeded network of the project's benchmarks, of 20,000 cities,
// 60,000 links and 120,000 claims, as it stands on the day of the first release.
func targetSketch() *sketch {
	s := &sketch{stand: map[graph.ID]Standing{}}
	claims := map[graph.ID][]*graph.Claim{}
	for _, record := range network.Records(1, 20_000, 60_000, 120_000) {
		switch r := record.(type) {
		case *graph.City:
			s.cities = append(s.cities, r)
		case *graph.TwinningLink:
			s.links = append(s.links, r)
		case *graph.Claim:
			claims[r.Link] = append(claims[r.Link], r)
		}
	}
	day := graph.PartialDate{Year: 2026, Month: 11, Day: 22}.First()
	for _, l := range s.links {
		h := graph.NewHistory(l, claims[l.ID])
		s.stand[l.ID] = Standing{Status: h.At(day).Status, History: h}
	}
	return s
}

// BenchmarkTargets runs what has a target in time.
func BenchmarkTargets(b *testing.B) {
	s := targetSketch()
	all := s.build(b)
	active := all.Through(Active())
	ctx := b.Context()
	b.Run("Through", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			all.Through(Active())
		}
	})
	b.Run("New", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.build(b)
		}
	})
	b.Run("Connections", func(b *testing.B) {
		b.ReportAllocs()
		r := newRandom(7, 0)
		var took []time.Duration
		for b.Loop() {
			from, to := r.intN(active.Len()), r.intN(active.Len())
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
	b.Run("Journeys", func(b *testing.B) {
		b.ReportAllocs()
		r := newRandom(7, 0)
		for b.Loop() {
			from, to := r.intN(active.Len()), r.intN(active.Len())
			if from == to {
				continue
			}
			q := JourneyQuery{PathQuery: PathQuery{From: []int{from}, To: []int{to}, MaxLength: 8, Limit: 10}, Begin: 10_000, End: 20_000}
			if _, err := Journeys(ctx, all, q); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("ConnectionsOfCountries", func(b *testing.B) {
		b.ReportAllocs()
		sides := make([][]int, 2)
		for i := range active.Len() {
			switch active.Node(i).Country {
			case "DE":
				sides[0] = append(sides[0], i)
			case "UA":
				sides[1] = append(sides[1], i)
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
			if _, err := Mediators(ctx, active, MediatorQuery{Sides: [2][]int{{1}, {2}}, MaxDistance: 3}); err != nil {
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
}
