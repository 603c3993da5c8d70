package filestore_test

import (
	"context"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// A request sees one state of the network, what it wrote itself, and a change that it finds
// by its key; changes that are waited for come all the same.
func TestARequestSeesOneState(t *testing.T) {
	store := open(t)
	add := func(ctx context.Context, id graph.ID, key string) {
		t.Helper()
		city := &graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Recalled}, Name: "Town", Country: "GB", Kind: graph.CityKindTown}
		if _, err := registry.New(store, time.Now).Submit(ctx, registry.Submission{Actor: "test", Key: key, Records: []graph.Record{city}}); err != nil {
			t.Fatal(err)
		}
	}
	ctx := store.(interface {
		Asking(context.Context) context.Context
	}).Asking(t.Context())
	sees := func(when string, want int) {
		t.Helper()
		v := graph.View{KnownAt: graph.Latest()}
		page, err := store.List(ctx, v, graph.Query{Word: graph.WordCity, First: 1, Count: true})
		if err != nil {
			t.Fatal(err)
		}
		changes, err := store.Changes(ctx, v, graph.Window[graph.Seq]{First: 10})
		if err != nil || page.Total != want || len(changes) != want {
			t.Errorf("%s: %d cities and %d changes, %v; want %d", when, page.Total, len(changes), err, want)
		}
	}
	add(t.Context(), "a", "")
	sees("at first", 1)
	add(t.Context(), "b", "")
	sees("after others recorded", 1)
	if head, err := store.(graph.Watcher).Await(ctx, 1); err != nil || head.Seq != 2 {
		t.Errorf("waited for %d, %v", head.Seq, err)
	}
	add(ctx, "c", "")
	sees("after it recorded itself", 3)
	add(t.Context(), "d", "key")
	sees("after others recorded with a key", 3)
	if _, err := store.(graph.Keyed).Keyed(ctx, "key"); err != nil {
		t.Fatal(err)
	}
	sees("after it found a change by its key", 4)
}
