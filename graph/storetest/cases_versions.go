package storetest

import (
	"context"
	"testing"
	"time"

	"twingraph/graph"
)

// versions asks for the lives of records, among others that never were.
func versions(v graph.View, targets ...graph.Target) question {
	return question{"versions of " + targets[0].String() + " " + showView(v), func(r graph.Reader) (any, error) {
		asked := append([]graph.Target{{Word: graph.WordCity, ID: "nobody"}}, targets...)
		return r.(graph.Historian).Versions(context.Background(), v, asked)
	}}
}

// checkVersions asks for the life of every record, for every viewer, as known at every
// instant at which something was recorded.
func checkVersions(t *testing.T, n *network) {
	var targets []graph.Target
	for word, ids := range n.ref.records {
		for id := range ids {
			targets = append(targets, graph.Target{Word: word, ID: id})
		}
	}
	for _, tier := range append(graph.Tiers(), "EVERYTHING") {
		for seq := range n.ref.batches {
			at := n.ref.batches[seq].RecordedAt
			for _, knownAt := range []time.Time{at.Add(-time.Microsecond), at, graph.Latest()} {
				n.agree(t, versions(graph.View{AsOf: today(), KnownAt: knownAt, Tier: tier}, targets...))
			}
		}
	}
}

func checkLives(t *testing.T, n *network) {
	life := func(v graph.View, word graph.Word, id graph.ID) []graph.RecordVersion {
		return n.agree(t, versions(v, graph.Target{Word: word, ID: id})).([][]graph.RecordVersion)[1]
	}
	t.Run("a record that was merged: added, then taken back, with where it went", func(t *testing.T) {
		steps := life(public(), graph.WordCity, "aix-la-chapelle-de")
		if len(steps) != 2 || steps[0].Kind != graph.ItemAdded || steps[0].Record == nil {
			t.Fatalf("steps %+v", steps)
		}
		if last := steps[1]; last.Kind != graph.ItemRetracted || last.Record != nil || last.MovedTo != "aachen-de" || last.Reason != "the same city" {
			t.Errorf("the last step is %+v", last)
		}
	})
	t.Run("a contact that was public and is restricted now has no life for the public", func(t *testing.T) {
		if steps := life(public(), graph.WordContact, "tuchow-office"); len(steps) != 0 {
			t.Errorf("steps %+v", steps)
		}
		if steps := life(restricted(), graph.WordContact, "tuchow-office"); len(steps) < 2 {
			t.Errorf("those who may see it see %d steps", len(steps))
		}
	})
}

// checkKeys appends batches with keys.
func checkKeys(t *testing.T, store graph.Store) {
	keyed := store.(graph.Keyed)
	requests := map[string]string{"Ünicode \" key": "what tells it from another one"}
	batch := func(after graph.Seq, key string) graph.Batch {
		id := graph.ID("town-" + string(rune('a'+after)))
		return graph.Batch{
			After: after, RecordedAt: stepAt(int(after) + 1), Actor: "storetest", Key: key, Request: requests[key],
			Added: []graph.Record{&graph.City{Statement: says(id), Name: "Town", Kind: graph.CityKindTown}},
		}
	}
	for i, key := range []string{"first", "", "", "Ünicode \" key"} {
		if _, err := store.Append(t.Context(), batch(graph.Seq(i), key)); err != nil {
			t.Fatal(err)
		}
	}
	for key, seq := range map[string]graph.Seq{"first": 1, "Ünicode \" key": 4} {
		change, err := keyed.Keyed(t.Context(), key)
		if err != nil || change.Seq != seq || !change.RecordedAt.Equal(stepAt(int(seq))) || change.Added != 1 || change.Request != requests[key] {
			t.Errorf("%q: %+v, %v", key, change, err)
		}
	}
	for _, key := range []string{"", "second", "FIRST"} {
		_, err := keyed.Keyed(t.Context(), key)
		wantCode(t, err, graph.NotFound)
	}
	_, err := store.Append(t.Context(), batch(4, "first"))
	wantCode(t, err, graph.Conflict)
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 4 {
		t.Errorf("after a key was used twice the head is %+v, %v", head, err)
	}
}
