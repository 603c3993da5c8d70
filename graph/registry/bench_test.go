package registry_test

import (
	"context"
	"fmt"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// planet returns about n records in the proportions of the world's network: for
// each city two links, for each link two claims.
func planet(n int) []graph.Record {
	cities := n / 7
	records := make([]graph.Record, 0, n+1)
	records = append(records, source("list", "2026-02-08"))
	name := func(i int) graph.ID { return graph.ID(fmt.Sprintf("city-%06d", i%cities)) }
	for i := range cities {
		c := city(name(i))
		c.Aliases = []string{"Alias", "Other name"}
		c.Location = &graph.Location{Latitude: float64(i % 90), Longitude: float64(i % 180)}
		records = append(records, c)
	}
	for i := range 2 * cities {
		a, b := name(i), name(i*7+1)
		if a == b {
			b = name(i*7 + 2)
		}
		l := link(graph.ID(fmt.Sprintf("link-%06d", i)), a, b)
		l.Sources = []graph.ID{"list"}
		records = append(records, l,
			claim(l.ID+"--established", l.ID, graph.Established, "1990", "list"),
			claim(l.ID+"--listed", l.ID, graph.Listed, "", "list"))
	}
	return records
}

// BenchmarkSubmit records 230,000 records in an empty store.
func BenchmarkSubmit(b *testing.B) {
	records := planet(230_000)
	for b.Loop() {
		office := registry.New(storetest.NewReference(), graph.Latest)
		if _, err := office.Submit(context.Background(), registry.Submission{Records: records}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSubmitAgain submits 230,000 records that the store holds already.
func BenchmarkSubmitAgain(b *testing.B) {
	records := planet(230_000)
	office := registry.New(storetest.NewReference(), graph.Latest)
	if _, err := office.Submit(context.Background(), registry.Submission{Records: records}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		receipt, err := office.Submit(context.Background(), registry.Submission{Records: records})
		if err != nil || receipt.Unchanged != len(records) {
			b.Fatalf("%+v, %v", receipt, err)
		}
	}
}
