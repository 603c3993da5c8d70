package storetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twingraph/graph"
)

func emptyStore(t *testing.T, store graph.Store) {
	n := newNetwork(store)
	if err := store.Ready(t.Context()); err != nil {
		t.Errorf("an empty store is not ready: %v", err)
	}
	n.agree(t, head())
	for _, word := range graph.Words() {
		n.agree(t, list(restricted(), graph.Query{Word: word, First: 10, Count: true}))
		n.agree(t, records(restricted(), word, "nobody"))
		n.agree(t, fate(restricted(), word, "nobody"))
	}
	n.agree(t, tally(restricted(), nil))
	n.agree(t, search(restricted(), graph.SearchQuery{Text: "a", First: 10}))
	n.agree(t, diff(restricted(), day("2020-01-01"), graph.DiffQuery{First: 10, Count: true}))
	n.agree(t, changes(restricted(), graph.Window[graph.Seq]{First: 10}))
	neverNil(t, store)
}

// neverNil checks that empty answers are empty, not nil.
func neverNil(t *testing.T, store graph.Store) {
	t.Helper()
	ctx, v := context.Background(), public()
	nothing := graph.Query{Word: graph.WordCity, Where: graph.In("id", "nobody"), First: 10}
	if found, err := store.Records(ctx, v, graph.WordCity, nil); err != nil || found == nil {
		t.Errorf("records of no ids: %v, %v; want an empty slice", found, err)
	}
	if page, err := store.List(ctx, v, nothing); err != nil || page.Records == nil || page.Positions == nil || page.Total != -1 {
		t.Errorf("an empty page: %+v, %v; want empty slices and no total", page, err)
	}
	if pages, err := store.ListAcross(ctx, v, graph.WordTwinningLink, "cities", nil, nothing); err != nil || pages == nil {
		t.Errorf("pages of no ids: %v, %v; want an empty slice", pages, err)
	}
	pages, err := store.ListAcross(ctx, v, graph.WordTwinningLink, "cities", []graph.ID{"nobody"}, nothing)
	if err != nil || len(pages) != 1 || pages[0].Records == nil || pages[0].Positions == nil {
		t.Errorf("pages of an unknown id: %+v, %v; want one page with empty slices", pages, err)
	}
	if found, err := store.Histories(ctx, v, nil); err != nil || found == nil {
		t.Errorf("histories of no ids: %v, %v; want an empty map", found, err)
	}
	if hits, err := store.Search(ctx, v, graph.SearchQuery{Text: "qqqq", First: 10}); err != nil || hits == nil {
		t.Errorf("no hits: %v, %v; want an empty slice", hits, err)
	}
	if tally, err := store.Tally(ctx, v, graph.In("id", "nobody")); err != nil || tally.ByStatus == nil || tally.ByKind == nil || tally.ByCountry == nil || tally.Records == nil {
		t.Errorf("an empty tally: %+v, %v; want empty maps", tally, err)
	}
	if page, err := store.Diff(ctx, v, v.AsOf, graph.DiffQuery{First: 10}); err != nil || page.Items == nil || page.Total != -1 || page.Moves != nil {
		t.Errorf("an empty diff: %+v, %v; want an empty slice, no total, no moves", page, err)
	}
	if page, err := store.Diff(ctx, v, v.AsOf, graph.DiffQuery{First: 10, Count: true}); err != nil || page.Total != 0 || page.Moves == nil {
		t.Errorf("an empty counted diff: %+v, %v; want total 0 and an empty map", page, err)
	}
	if found, err := store.Changes(ctx, v, graph.Window[graph.Seq]{First: 10, After: new(graph.Seq(1000))}); err != nil || found == nil {
		t.Errorf("no changes: %v, %v; want an empty slice", found, err)
	}
	if found, err := store.ChangeItems(ctx, v, []graph.Seq{1000}, graph.Window[graph.ChangeItem]{First: 10}); err != nil || len(found) != 1 || found[0].Items == nil {
		t.Errorf("no items: %v, %v; want one empty page", found, err)
	}
}

func checkRecords(t *testing.T, n *network) {
	t.Run("in the order of the ids, nil for an unknown one, twice where asked twice", func(t *testing.T) {
		answer := n.agree(t, records(public(), graph.WordCity, "tuchow-pl", "nobody", "aachen-de", "tuchow-pl"))
		wantIDs(t, idsOf(answer.([]graph.Record)), "tuchow-pl", "", "aachen-de", "tuchow-pl")
	})
	t.Run("every record of every word as it was recorded", func(t *testing.T) {
		for _, word := range graph.Words() {
			found := n.ids(t, restricted(), graph.Query{Word: word})
			n.agree(t, records(restricted(), word, found...))
		}
	})
	t.Run("a record carries the instant of its version, whatever the caller put there", func(t *testing.T) {
		found, err := n.Records(t.Context(), public(), graph.WordCity, []graph.ID{"aachen-de", "tuchow-pl"})
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range []int{1, 3} {
			if at := found[i].Base().RecordedAt; !at.Equal(stepAt(step)) {
				t.Errorf("%s was recorded at %v, want %v", found[i].Base().ID, at, stepAt(step))
			}
		}
	})
	t.Run("a claim without a date takes its source's, and follows its correction", func(t *testing.T) {
		for step, want := range map[int]string{1: "2015", 3: "2018-11-20"} {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			found, err := n.Records(t.Context(), v, graph.WordClaim, []graph.ID{"aachen-kostroma--listed"})
			if err != nil || found[0] == nil {
				t.Fatal(found, err)
			}
			if c := found[0].(*graph.Claim); c.Assumed != date(want) || !c.Date.IsZero() {
				t.Errorf("after step %d the claim is of %q, assumed %q; want assumed %q", step, c.Date, c.Assumed, want)
			}
		}
	})
	t.Run("an id is of its word", func(t *testing.T) {
		answer := n.agree(t, records(public(), graph.WordSource, "aachen-de", "atlas"))
		wantIDs(t, idsOf(answer.([]graph.Record)), "", "atlas")
	})
}

// wantIDs fails the test unless the ids are those, in that order.
func wantIDs(t *testing.T, got []graph.ID, want ...graph.ID) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// wantCode fails the test unless the error has the code.
func wantCode(t *testing.T, err error, want graph.Code) {
	t.Helper()
	if got := graph.CodeOf(err); got != want {
		t.Errorf("error %v has code %q, want %q", err, got, want)
	}
}
