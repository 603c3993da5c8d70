package world_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

func at(n int) time.Time { return time.Date(2024, time.January, 1, 0, 0, n, 0, time.UTC) }

func town(id graph.ID, name string) graph.Record {
	return &graph.City{Statement: graph.Statement{ID: id}, Name: name, Kind: graph.CityKindTown}
}

// with returns the world after one more batch, which must be taken.
func with(t *testing.T, w *world.World, batch graph.Batch) *world.World {
	t.Helper()
	head, _ := w.Head(t.Context())
	batch.After = head.Seq
	next, change, err := w.With(batch)
	if err != nil {
		t.Fatal(err)
	}
	if change.Seq != head.Seq+1 {
		t.Fatalf("change %+v after %+v", change, head)
	}
	return next
}

// names returns the names of all cities, in order of id.
func names(t *testing.T, w *world.World, knownAt time.Time) string {
	t.Helper()
	page, err := w.List(t.Context(), graph.View{KnownAt: knownAt}, graph.Query{Word: graph.WordCity, First: graph.MaxFirst})
	if err != nil {
		t.Fatal(err)
	}
	s := ""
	for _, r := range page.Records {
		s += r.(*graph.City).Name
	}
	return s
}

func TestAWorldStaysAsItIs(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: []graph.Record{town("b", "b"), town("d", "d")}})
	two := with(t, one, graph.Batch{RecordedAt: at(2), Added: []graph.Record{town("a", "a")}, Corrected: []graph.Record{town("b", "B")}})
	three := with(t, two, graph.Batch{RecordedAt: at(3), Retracted: []graph.Retraction{{Word: graph.WordCity, ID: "d", Reason: "gone"}}})
	// And two more of the same number, from the same world.
	left := with(t, two, graph.Batch{RecordedAt: at(3), Added: []graph.Record{town("c", "l")}})
	right := with(t, two, graph.Batch{RecordedAt: at(3), Added: []graph.Record{town("c", "r")}})
	left = with(t, left, graph.Batch{RecordedAt: at(4), Added: []graph.Record{town("e", "e")}})
	right = with(t, right, graph.Batch{RecordedAt: at(4), Added: []graph.Record{town("e", "e")}})
	for range 2 { // the second time from what was kept
		for _, c := range []struct {
			w       *world.World
			knownAt time.Time
			want    string
		}{
			{world.Empty(), at(9), ""}, {one, at(9), "bd"}, {two, at(9), "aBd"}, {three, at(9), "aB"},
			{left, at(9), "aBlde"}, {right, at(9), "aBrde"}, {left, at(3), "aBld"}, {right, at(3), "aBrd"},
			{three, at(2), "aBd"}, {three, at(1), "bd"}, {three, at(0), ""}, {one, at(0), ""}, {left, at(1), "bd"}, {right, at(2), "aBd"},
		} {
			if got := names(t, c.w, c.knownAt); got != c.want {
				t.Errorf("at %s: %q, want %q", c.knownAt.Format(time.TimeOnly), got, c.want)
			}
		}
	}
}

func TestABatchThatDoesNotFitIsRefused(t *testing.T) {
	w := with(t, world.Empty(), graph.Batch{RecordedAt: at(5), Added: []graph.Record{town("a", "a")}})
	for name, batch := range map[string]graph.Batch{
		"made for another head": {After: 0, RecordedAt: at(6)},
		"recorded before":       {After: 1, RecordedAt: at(4)},
		"adds what is known":    {After: 1, RecordedAt: at(6), Added: []graph.Record{town("a", "again")}},
		"adds the same twice":   {After: 1, RecordedAt: at(6), Added: []graph.Record{town("b", "b"), town("b", "b")}},
		"corrects what is not":  {After: 1, RecordedAt: at(6), Corrected: []graph.Record{town("b", "b")}},
		"retracts what is not":  {After: 1, RecordedAt: at(6), Retracted: []graph.Retraction{{Word: graph.WordCity, ID: "b"}}},
		"retracts the same twice": {After: 1, RecordedAt: at(6), Retracted: []graph.Retraction{
			{Word: graph.WordCity, ID: "a"}, {Word: graph.WordCity, ID: "a"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := w.With(batch); graph.CodeOf(err) != graph.Conflict {
				t.Errorf("error %v, want a conflict", err)
			}
			if got := names(t, w, at(9)); got != "a" {
				t.Errorf("the world became %q", got)
			}
		})
	}
}

// The journal is kept in chunks: numbers and instants are found across their edges.
func TestAThousandChanges(t *testing.T) {
	w := world.Empty()
	for n := range 1000 {
		w = with(t, w, graph.Batch{RecordedAt: at(n), Added: []graph.Record{town(graph.ID(fmt.Sprintf("t%04d", n)), "t")}})
	}
	v := graph.View{KnownAt: at(700)}
	for after := graph.Seq(0); after < 1100; after += 37 {
		changes, err := w.Changes(t.Context(), v, graph.Window[graph.Seq]{First: 500, After: &after})
		want := min(500, max(0, 701-int(after)))
		if err != nil || len(changes) != want || want > 0 && (changes[0].Seq != after+1 || changes[want-1].Seq != after+graph.Seq(want)) {
			t.Fatalf("after %d: %d changes, %v; want %d", after, len(changes), err, want)
		}
	}
	for _, n := range []int{0, 254, 255, 256, 511, 512, 998} {
		if got := len(names(t, w, at(n))); n < graph.MaxFirst && got != n+1 {
			t.Errorf("%d towns after change %d", got, n+1)
		}
	}
}

// Many ask the same world at once, for what nobody asked for before, while the
// next one is made.
func TestManyReadersAtOnce(t *testing.T) {
	w := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: network.Records(5, 200, 500, 1200)})
	w = with(t, w, graph.Batch{RecordedAt: at(2), Added: []graph.Record{town("late", "late")}})
	ask := func(n int) (graph.Tally, []graph.Hit, graph.Page, error) {
		ctx, v := context.Background(), graph.View{AsOf: graph.Day(18000 + n%40*50), KnownAt: at(n % 3)}
		tally, err := w.Tally(ctx, v, graph.Has("claims", graph.In("type", graph.Listed)))
		hits, err2 := w.Search(ctx, v, graph.SearchQuery{Text: "ber", First: 10})
		page, err3 := w.List(ctx, v, graph.Query{Word: graph.WordTwinningLink, OrderBy: "since", First: 10, Where: &graph.Filter{Ends: &graph.Ends{One: graph.In("country", "DE")}}})
		for _, e := range []error{err2, err3} {
			if err == nil {
				err = e
			}
		}
		return tally, hits, page, err
	}
	var wg sync.WaitGroup
	results := make([][3]int, 240)
	for reader := range 8 {
		wg.Go(func() {
			for i := reader; i < len(results); i += 8 {
				tally, hits, page, err := ask(i % 120)
				if err != nil {
					t.Error(err)
				}
				results[i] = [3]int{tally.Links, len(hits), len(page.Records)}
			}
		})
	}
	for i := range 20 {
		with(t, w, graph.Batch{RecordedAt: at(3), Added: []graph.Record{town("new", fmt.Sprint(i))}})
	}
	wg.Wait()
	for i, got := range results {
		if got != results[i%120] {
			t.Errorf("question %d: %v, and %v when asked again", i%120, results[i%120], got)
		}
	}
}
