package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

func checkAppend(t *testing.T, open Open) {
	city := func(id graph.ID) graph.Record {
		return &graph.City{Statement: says(id), Name: "Town " + string(id), Kind: graph.CityKindTown}
	}
	t.Run("numbers changes without gaps and says what each did", func(t *testing.T) {
		n := newNetwork(open(t))
		for i := range 3 {
			receipt := n.submit(t, registry.Submission{RecordedAt: stepAt(i + 1), Note: "more", Records: []graph.Record{city(graph.ID(fmt.Sprint("town-", i)))}})
			if receipt.Change.Seq != graph.Seq(i+1) || receipt.Change.Added != 1 {
				t.Errorf("change %+v", receipt.Change)
			}
			n.agree(t, head())
		}
	})
	t.Run("refuses what does not follow the head, and then holds nothing of it", func(t *testing.T) {
		n := newNetwork(open(t))
		n.submit(t, registry.Submission{RecordedAt: stepAt(2), Records: []graph.Record{city("first")}})
		for name, batch := range map[string]graph.Batch{
			"an older head":     {After: 0, RecordedAt: stepAt(3)},
			"a head to come":    {After: 2, RecordedAt: stepAt(3)},
			"an instant before": {After: 1, RecordedAt: stepAt(2).Add(-time.Microsecond)},
		} {
			batch.Added = []graph.Record{city("second")}
			_, err := n.Store.Append(t.Context(), batch)
			if graph.CodeOf(err) != graph.Conflict {
				t.Errorf("%s: error %v, want a conflict", name, err)
			}
		}
		n.agree(t, head())
		n.agree(t, records(public(), graph.WordCity, "first", "second"))
	})
	t.Run("takes two changes of one instant", func(t *testing.T) {
		n := newNetwork(open(t))
		n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{city("first")}})
		n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{city("second")}})
		v := graph.View{AsOf: today(), KnownAt: stepAt(1)}
		n.agree(t, list(v, graph.Query{Word: graph.WordCity, First: 10}))
		n.agree(t, changes(v, graph.Window[graph.Seq]{First: 10}))
	})
	t.Run("sets the instant of each version, whatever the caller put there", func(t *testing.T) {
		n := newNetwork(open(t))
		first, second := city("first"), city("first")
		first.Base().RecordedAt, second.Base().RecordedAt = stepAt(7), time.Time{}
		for i, batch := range []graph.Batch{{Added: []graph.Record{first}}, {Corrected: []graph.Record{second}}} {
			batch.After, batch.RecordedAt = graph.Seq(i), stepAt(i+1)
			if _, err := n.Append(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
			n.agree(t, records(graph.View{KnownAt: stepAt(i + 1)}, graph.WordCity, "first"))
		}
		n.agree(t, records(graph.View{KnownAt: stepAt(1)}, graph.WordCity, "first"))
	})
	t.Run("a retracted record can be recorded again", func(t *testing.T) {
		n := newNetwork(open(t))
		n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{city("phoenix")}})
		n.submit(t, registry.Submission{RecordedAt: stepAt(2), Retractions: []graph.Retraction{{Word: graph.WordCity, ID: "phoenix", Reason: "burnt"}}})
		n.submit(t, registry.Submission{RecordedAt: stepAt(3), Records: []graph.Record{city("phoenix")}})
		n.submit(t, registry.Submission{RecordedAt: stepAt(4), Retractions: []graph.Retraction{{Word: graph.WordCity, ID: "phoenix", Reason: "burnt again"}}})
		for step := 1; step <= 5; step++ {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			n.agree(t, records(v, graph.WordCity, "phoenix"))
			n.agree(t, fate(v, graph.WordCity, "phoenix"))
			n.agree(t, list(v, graph.Query{Word: graph.WordCity, First: 10, Count: true}))
			n.agree(t, search(v, graph.SearchQuery{Text: "phoenix", First: 10}))
		}
	})
	t.Run("a claim moves from one link to another", func(t *testing.T) { movedClaim(t, newNetwork(open(t))) })
	t.Run("answers nothing, and keeps nothing, when the time allowed ran out", func(t *testing.T) {
		n := newNetwork(open(t))
		n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{city("first")}})
		late, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
		defer cancel()
		_, err := n.List(late, public(), graph.Query{Word: graph.WordCity, First: 1})
		wantCode(t, err, graph.Timeout)
		_, err = n.Tally(late, public(), nil)
		wantCode(t, err, graph.Timeout)
		_, err = n.Search(late, public(), graph.SearchQuery{Text: "town", First: 1})
		wantCode(t, err, graph.Timeout)
		_, err = n.Store.Append(late, graph.Batch{After: 1, RecordedAt: stepAt(2), Added: []graph.Record{city("second")}})
		wantCode(t, err, graph.Timeout)
		n.agree(t, head())
	})
}

// movedClaim corrects a claim so that it is about another link: both histories
// change.
func movedClaim(t *testing.T, n *network) {
	claim := &graph.Claim{Statement: says("c", "s"), Link: "one", Type: graph.Ended, Date: date("2020"), Authority: graph.ThirdParty}
	n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{
		&graph.Source{Statement: says("s"), Title: "S"},
		&graph.City{Statement: says("a"), Name: "A", Kind: graph.CityKindCity},
		&graph.City{Statement: says("b"), Name: "B", Kind: graph.CityKindCity},
		&graph.TwinningLink{Statement: says("one"), A: "a", B: "b", Kind: graph.LinkKindTwinning},
		&graph.TwinningLink{Statement: says("two"), A: "a", B: "b", Kind: graph.LinkKindFriendship},
		claim,
	}})
	moved := *claim
	moved.Link = "two"
	n.submit(t, registry.Submission{RecordedAt: stepAt(2), Records: []graph.Record{&moved}})
	for step := 1; step <= 3; step++ {
		v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
		n.agree(t, histories(v, "one", "two"))
		n.agree(t, list(v, graph.Query{Word: graph.WordTwinningLink, Where: graph.In("status", graph.StatusEnded), First: 10, Count: true}))
		n.agree(t, listAcross(v, graph.WordTwinningLink, "claims", []graph.ID{"one", "two"}, graph.Query{Word: graph.WordClaim, First: 10}))
	}
}

// checkStablePages writes between the pages of one question.
func checkStablePages(t *testing.T, store graph.Store) {
	n := newNetwork(store)
	town := func(name string) graph.Record {
		return &graph.City{Statement: says(graph.ID("town-" + name)), Name: name, Kind: graph.CityKindTown}
	}
	n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{town("b"), town("d"), town("f"), town("h")}})
	page := func(after *graph.Position) graph.Page {
		q := graph.Query{Word: graph.WordCity, OrderBy: "name", First: 2, After: after}
		return n.agree(t, list(public(), q)).(graph.Page)
	}
	first := page(nil)
	wantIDs(t, idsOf(first.Records), "town-b", "town-d")
	n.submit(t, registry.Submission{RecordedAt: stepAt(2), Records: []graph.Record{town("a"), town("c"), town("e")}, Retractions: []graph.Retraction{
		{Word: graph.WordCity, ID: "town-d", Reason: "the record that the cursor stands on"},
	}})
	second := page(&first.Positions[1])
	wantIDs(t, idsOf(second.Records), "town-e", "town-f") // no record twice, none left out
	third := page(&second.Positions[1])
	wantIDs(t, idsOf(third.Records), "town-h")
	if third.More {
		t.Error("the last page says that there is more")
	}
}
