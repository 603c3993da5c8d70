package neostore_test

import (
	"context"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
)

// A change that is recorded, and whose writer is lost before it is shown, is shown by the one
// that lost it as soon as that asks again, and by any other one that writes.
func TestAChangeThatWasNotShownIsShown(t *testing.T) {
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	town := func(after graph.Seq, id graph.ID) graph.Batch {
		return graph.Batch{After: after, RecordedAt: at.AddDate(0, 0, int(after)), CommittedAt: at, Actor: "test", Note: "a town",
			Added: []graph.Record{&graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}}}
	}
	for _, c := range []struct {
		name  string
		shows func(t *testing.T, lost, other *neostore.Store)
	}{
		{"by the writer, when it looks", func(t *testing.T, lost, _ *neostore.Store) {
			if head, err := lost.Published(t.Context()); err != nil || head.Seq != 2 {
				t.Errorf("the head is %v, %v", head, err)
			}
		}},
		{"by the writer, when it writes", func(t *testing.T, lost, _ *neostore.Store) {
			if _, err := lost.Append(t.Context(), town(1, "c")); graph.CodeOf(err) != graph.Conflict {
				t.Errorf("it wrote over a change: %v", err)
			}
		}},
		{"by another server that writes", func(t *testing.T, _, other *neostore.Store) {
			if head, err := other.Head(t.Context()); err != nil || head.Seq != 1 {
				t.Errorf("it is shown already: %v, %v", head, err)
			}
			if _, err := other.Append(t.Context(), town(1, "c")); graph.CodeOf(err) != graph.Conflict {
				t.Errorf("it wrote over a change: %v", err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			losing := false
			lost := neostoretest.Empty(t, func(sent neostore.Sent) {
				if losing && sent.Name == "publish" {
					cancel()
				}
			})
			other := neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
			if _, err := lost.Append(t.Context(), town(0, "a")); err != nil {
				t.Fatal(err)
			}
			losing = true
			if _, err := lost.Append(ctx, town(1, "b")); graph.CodeOf(err) != graph.Timeout {
				t.Fatalf("the writer was not lost: %v", err)
			}
			losing = false
			c.shows(t, lost, other)
			for _, store := range []*neostore.Store{lost, other} {
				if head, err := store.Head(t.Context()); err != nil || head.Seq != 2 {
					t.Errorf("the head is %v, %v", head, err)
				}
			}
			if _, err := other.Append(t.Context(), town(2, "c")); err != nil {
				t.Errorf("nobody can write any more: %v", err)
			}
		})
	}
}

// An erasure whose end is lost is finished by the server that lost it, not only by the next one
// that is started.
func TestAnErasureIsFinishedByTheServerThatLostIt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	losing := false
	store := neostoretest.Empty(t, func(sent neostore.Sent) {
		if losing && sent.Name == "erase_finish" {
			cancel()
		}
	})
	e := withContact(t, store)
	losing = true
	if _, err := store.Erase(ctx, e); graph.CodeOf(err) != graph.Timeout {
		t.Fatalf("it was not cut short: %v", err)
	}
	losing = false
	if _, err := store.Published(t.Context()); err != nil {
		t.Fatal(err)
	}
	driver, err := neo4jtest.ForTest(t).Open()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "MATCH (n) WHERE n:Erasing OR n.id = 'one' RETURN count(n)", nil, neo4j.EagerResultTransformer)
	if err != nil || result.Records[0].Values[0] != int64(0) {
		t.Errorf("%v nodes of it are left: %v", result.Records[0].Values, err)
	}
}
