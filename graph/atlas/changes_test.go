package atlas_test

import (
	"reflect"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
)

// Pages of changes go on after the same change, and back before it, when numbers move
// because something was restricted that was public, and when the change itself is gone.
// Nothing is shown twice or left out.
func TestPagesOfChangesWhenNumbersMove(t *testing.T) {
	store := bundled(t) // change 1
	seconds := 0
	now := func() time.Time { return today().Add(time.Duration(seconds) * time.Second) }
	submit := func(r graph.Record, later int) {
		t.Helper()
		seconds += later
		if _, err := registry.New(store, now).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{r}}); err != nil {
			t.Fatal(err)
		}
	}
	office := func(id graph.ID, tier graph.Tier) *graph.Contact {
		return &graph.Contact{
			Statement: graph.Statement{ID: id, Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
			City:      "tuchow-pl", Role: "office", Channel: graph.ChannelEmail, Value: "office@example.org", Tier: tier,
		}
	}
	town := func(id graph.ID) *graph.City {
		return &graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Recalled}, Name: "Town", Country: "GB", Kind: graph.CityKindTown}
	}
	submit(office("one", graph.TierPublic), 1) // 2
	submit(town("two-gb"), 1)                  // 3
	submit(office("three", graph.TierPublic), 1)
	submit(town("four-gb"), 1) // 5
	submit(town("five-gb"), 1) // 6

	a := atlas.New(store, now)
	page := func(since int, w graph.Window[atlas.ChangePlace]) (numbers []graph.Seq, places []atlas.ChangePlace, at atlas.ChangePage) {
		t.Helper()
		r := a.For(graph.Viewer{})
		at, err := r.Changes(t.Context(), r.View(), since, w, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range at.Changes {
			numbers, places = append(numbers, c.Seq), append(places, atlas.PlaceOf(c))
		}
		return numbers, places, at
	}
	_, places, all := page(0, graph.Window[atlas.ChangePlace]{First: 10})
	if len(places) != 6 || all.Total != 6 || all.Later || all.Earlier {
		t.Fatalf("%d changes, %+v", len(places), all)
	}
	submit(office("one", graph.TierRestricted), 1) // change 2 is gone, and so is this one
	submit(office("three", graph.TierRestricted), 1)
	// Those that are left are 1, 3, 5 and 6, now numbered 1 to 4.
	for _, c := range []struct {
		name           string
		since          int
		window         graph.Window[atlas.ChangePlace]
		want           []graph.Seq
		earlier, later bool
	}{
		{"after the first", 0, graph.Window[atlas.ChangePlace]{First: 1, After: &places[0]}, []graph.Seq{2}, true, true},
		{"after one that is gone", 0, graph.Window[atlas.ChangePlace]{First: 5, After: &places[1]}, []graph.Seq{2, 3, 4}, true, false},
		{"after one that moved", 0, graph.Window[atlas.ChangePlace]{First: 1, After: &places[2]}, []graph.Seq{3}, true, true},
		{"after another that is gone", 0, graph.Window[atlas.ChangePlace]{First: 5, After: &places[3]}, []graph.Seq{3, 4}, true, false},
		{"after the last", 0, graph.Window[atlas.ChangePlace]{First: 5, After: &places[5]}, nil, true, false},
		{"before one that is gone", 0, graph.Window[atlas.ChangePlace]{Last: 5, Before: &places[3]}, []graph.Seq{1, 2}, false, true},
		{"before one that moved", 0, graph.Window[atlas.ChangePlace]{Last: 1, Before: &places[4]}, []graph.Seq{2}, true, true},
		{"the last", 0, graph.Window[atlas.ChangePlace]{Last: 2}, []graph.Seq{3, 4}, true, false},
		{"the last of those after a number", 3, graph.Window[atlas.ChangePlace]{Last: 2}, []graph.Seq{4}, false, false},
		{"between two", 0, graph.Window[atlas.ChangePlace]{First: 5, After: &places[0], Before: &places[5]}, []graph.Seq{2, 3}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			numbers, _, at := page(c.since, c.window)
			if !reflect.DeepEqual(numbers, c.want) || at.Earlier != c.earlier || at.Later != c.later || at.Total != 4-c.since {
				t.Errorf("got %v, %t %t of %d; want %v, %t %t", numbers, at.Earlier, at.Later, at.Total, c.want, c.earlier, c.later)
			}
		})
	}
}
