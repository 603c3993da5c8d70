package atlas_test

import (
	"path/filepath"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
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

// It is clause 6.8 of the laws, too: a suspension of 2022, a year alone, is there on the first
// day of that year already; whoever compares later days with it is shown no change, and how
// many such links there are.
func TestChangesDatedAroundTheEarlierDayAreCountedApart(t *testing.T) {
	store := bundled(t)
	of := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"gk"}, Confidence: graph.Recalled}
	}
	records := []graph.Record{}
	for id, date := range map[graph.ID]string{"boundary-year": "2022", "boundary-month": "2022-02", "boundary-day": "2022-02-20", "boundary-after": "2022-03"} {
		begun, _ := graph.ParsePartialDate("1990-01-01")
		stopped, err := graph.ParsePartialDate(date)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, &graph.TwinningLink{Statement: of(id), A: "aachen-de", B: "ulan-ude-ru", Kind: graph.LinkKindContactGroup},
			&graph.Claim{Statement: of(id + "--began"), Link: id, Type: graph.Established, Date: begun, Authority: graph.ThirdParty},
			&graph.Claim{Statement: of(id + "--stopped"), Link: id, Type: graph.Suspended, Date: stopped, Authority: graph.ThirdParty})
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: records}); err != nil {
		t.Fatal(err)
	}
	r := atlas.New(store, today).For(graph.Viewer{})
	where := graph.In("kind", string(graph.LinkKindContactGroup))
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2022-02-24", "2022-12-31", 2}, // the year and the month
		{"2022-12-31", "2022-02-24", 2}, // the other way about
		{"2022-02-28", "2022-12-31", 1}, // the month is over
		{"2021-12-31", "2022-12-31", 0}, // all are shown as changes
		{"2023-01-01", "2023-12-31", 0},
	} {
		from, to := dayOf(t, c.from), dayOf(t, c.to)
		got, err := r.Boundary(t.Context(), graph.View{AsOf: to, KnownAt: graph.Latest()}, from, where)
		if err != nil || got != c.want {
			t.Errorf("from %s to %s: got %d, want %d (%v)", c.from, c.to, got, c.want, err)
		}
	}
}

func dayOf(t *testing.T, text string) graph.Day {
	t.Helper()
	day, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// It is compared with a count that goes through the links and their days one by one.
func TestBoundariesOfRandomHistories(t *testing.T) {
	open := func(t *testing.T) graph.Store {
		store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = store.Close() })
		return store
	}
	storetest.RunBoundary(t, open, func(store graph.Store, v graph.View, from graph.Day, where *graph.Filter) (int, error) {
		viewer := graph.Viewer{Tier: v.Tier}
		return atlas.New(store, today).For(viewer).Boundary(t.Context(), v, from, where)
	})
}
