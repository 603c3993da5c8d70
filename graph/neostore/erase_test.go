package neostore_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
)

// withContact records a contact, and one that moved to it, and returns the erasure of it.
func withContact(t *testing.T, store graph.Store) graph.Erasure {
	t.Helper()
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	contact := func(id graph.ID) *graph.Contact {
		return &graph.Contact{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, City: "town", Person: "Somebody", Tier: graph.TierPartner, Personal: true}
	}
	town := &graph.City{Statement: graph.Statement{ID: "town", Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}
	for seq, batch := range []graph.Batch{
		{Key: "k", Note: "about somebody", Added: []graph.Record{town, contact("one"), contact("other")}},
		{Retracted: []graph.Retraction{{Word: graph.WordContact, ID: "other", Reason: "the same", MovedTo: "one"}}},
	} {
		batch.After, batch.RecordedAt, batch.CommittedAt, batch.Actor = graph.Seq(seq), at, at, "test"
		if _, err := store.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	return graph.Erasure{After: 2, By: graph.Steward, Records: []graph.Target{{Word: graph.WordContact, ID: "one"}},
		Batch: graph.Batch{RecordedAt: at.Add(time.Hour), CommittedAt: at, Actor: "steward", Note: "asked for"}}
}

// Every statement of an erasure finds its way by an index.
func TestAnErasureEntersByAnIndex(t *testing.T) {
	var statements neostoretest.Statements
	store := neostoretest.Empty(t, statements.Hear)
	if _, err := store.Erase(t.Context(), withContact(t, store)); err != nil {
		t.Fatal(err)
	}
	if list, err := store.Erasures(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	journal, err := store.Batches(t.Context(), 2, 3)
	if err != nil || !journal.Erased {
		t.Errorf("the journal does not say that records were erased: %+v, %v", journal, err)
	}
	if later, err := store.Journal(t.Context(), 3, 3); err != nil || later.Erased {
		t.Errorf("the journal says that records were erased after the last change: %+v, %v", later, err)
	}
	names := statements.EnterByIndex(t, func(sent neostore.Sent) bool {
		return slices.Contains([]string{"erase_find", "erase_changes", "erase_moved", "erase_blot", "erase_note", "erase_finish", "left", "erasures", "journal_after", "before"}, sent.Name)
	})
	if len(names) != 10 {
		t.Errorf("statements %v", names)
	}
}

// An erasure that is cut short after its change is finished by the next server that opens
// the store; one that is cut short before it did nothing.
func TestAnErasureThatIsCutShortIsFinished(t *testing.T) {
	for _, at := range []string{"erase_note", "publish", "erase_finish"} {
		t.Run(at, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			erasing := false
			store := neostoretest.Empty(t, func(sent neostore.Sent) {
				if erasing && sent.Name == at {
					cancel()
				}
			})
			e := withContact(t, store)
			erasing = true
			if _, err := store.Erase(ctx, e); graph.CodeOf(err) != graph.Timeout {
				t.Fatalf("it was not cut short: %v", err)
			}
			again := neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
			if at == "erase_note" { // within the transaction
				if _, err := again.Erase(t.Context(), e); err != nil {
					t.Errorf("once more: %v", err)
				}
			}
			list, err := again.Erasures(t.Context())
			want := []graph.Erased{{Word: graph.WordContact, RecordedAt: []time.Time{e.Batch.RecordedAt.Add(-time.Hour)}, ErasedAt: e.Batch.RecordedAt, By: graph.Steward}}
			if diff := cmp.Diff(want, list); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
			driver, err := neo4jtest.ForTest(t).Open()
			if err != nil {
				t.Fatal(err)
			}
			defer driver.Close(t.Context())
			for text, want := range map[string]int{
				"MATCH (n:Contact) RETURN count(n)":                            1,
				"MATCH (n:Erasing) RETURN count(n)":                            0,
				"MATCH (n:Retraction) WHERE n.movedTo = 'one' RETURN count(n)": 0,
				"MATCH (n) WHERE n.id = 'one' RETURN count(n)":                 0,
				"MATCH (h:Head) RETURN h.seq":                                  3,
			} {
				if n := count(t, driver, text); n != want {
					t.Errorf("%s: %d, want %d", text, n, want)
				}
			}
		})
	}
}
