package neostore_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
)

// Two servers that store the same document at the same time: one of them does, and both
// see at once what it stored.
func TestServersShareDocuments(t *testing.T) {
	var statements neostoretest.Statements
	one := neostoretest.Empty(t, statements.Hear)
	other := neostoretest.Ready(t, neo4jtest.ForTest(t), statements.Hear)
	ctx := t.Context()
	for revision := range int64(5) {
		var stored sync.Map
		var work sync.WaitGroup
		for i := range 8 {
			store := []*neostore.Store{one, other}[i%2]
			work.Go(func() {
				d, err := store.Put(ctx, graph.Document{Kind: "token", ID: "a", Revision: revision, Body: fmt.Appendf(nil, `{"by":%d}`, i)})
				switch {
				case err == nil:
					stored.Store(i, d)
				case graph.CodeOf(err) != graph.Conflict:
					t.Errorf("put %d over revision %d: %v", i, revision, err)
				}
			})
		}
		work.Wait()
		count := 0
		for i, d := range stored.Range {
			count++
			for _, store := range []*neostore.Store{one, other} {
				got, err := store.Document(ctx, "token", "a")
				if want := d.(graph.Document); err != nil || got.Revision != revision+1 || string(got.Body) != string(want.Body) || want.Revision != got.Revision {
					t.Errorf("put %v over revision %d: %+v, %v", i, revision, got, err)
				}
			}
		}
		if count != 1 {
			t.Errorf("%d of 8 writers stored revision %d", count, revision+1)
		}
	}
	if list, err := other.Documents(ctx, "token"); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	if err := one.Remove(ctx, "token", "a"); err != nil {
		t.Error(err)
	}
	if _, err := other.Document(ctx, "token", "a"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("after it was removed: %v", err)
	}
	if _, err := other.Keyed(ctx, "k"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("a key that no change has: %v", err)
	}
	names := statements.EnterByIndex(t, func(sent neostore.Sent) bool {
		return slices.Contains([]string{"document", "documents", "document_create", "document_put", "document_remove", "keyed"}, sent.Name)
	})
	if len(names) != 6 {
		t.Errorf("statements %v", names)
	}
}

// Of two changes with one key the second is refused, and the store stays as it was.
func TestAKeyIsOfOneChange(t *testing.T) {
	one := neostoretest.Empty(t, nil)
	other := neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	first, err := one.Append(t.Context(), graph.Batch{RecordedAt: at, CommittedAt: at, Actor: "test", Note: "first", Key: "k"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := other.Keyed(t.Context(), "k"); err != nil || got.Change != first {
		t.Errorf("%+v, %v, want %+v", got, err, first)
	}
	if _, err := other.Append(t.Context(), graph.Batch{After: 1, RecordedAt: at, CommittedAt: at, Actor: "test", Note: "again", Key: "k"}); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("the same key again: %v", err)
	}
	for range 2 { // without a key there is nothing to be the same
		head, err := one.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := one.Append(t.Context(), graph.Batch{After: head.Seq, RecordedAt: at, CommittedAt: at, Actor: "test", Note: "more"}); err != nil {
			t.Fatal(err)
		}
	}
}
