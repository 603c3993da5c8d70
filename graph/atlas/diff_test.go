package atlas_test

import (
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// It is clause 6.8 of the laws: what became known is left out of a comparison unless asked
// for.
func TestWhatBecameKnownIsAskedFor(t *testing.T) {
	r := atlas.New(bundled(t), today).For(graph.Viewer{})
	day := func(text string) graph.Day {
		d, err := graph.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	from, to := day("2026-01-01"), day("2026-11-22")
	total := func(from, to graph.Day, became atlas.Filter) int {
		t.Helper()
		where, err := atlas.OnlyBecame(nil, became, from, to)
		if err != nil {
			t.Fatal(err)
		}
		page, err := r.StatusDiff(t.Context(), graph.View{AsOf: to, KnownAt: graph.Latest()}, from, graph.DiffQuery{Where: where, First: 1, Count: true})
		if err != nil {
			t.Fatal(err)
		}
		return page.Total
	}
	known, all := total(from, to, atlas.Filter{"eq": "BECAME_KNOWN"}), total(from, to, atlas.Filter{"in": []any{"HAPPENED", "BECAME_KNOWN"}})
	if happened := total(from, to, nil); known < 100 || happened+known != all {
		t.Errorf("%d happened and %d became known of %d", happened, known, all)
	}
	if back := total(to, from, nil); back != all {
		t.Errorf("backwards %d, want all %d", back, all)
	}
}
