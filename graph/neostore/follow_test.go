package neostore_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
)

// What was recorded is read back change by change, and version by version, and no
// statement for it scans.
func TestTheJournalIsReadBack(t *testing.T) {
	neo4jtest.Driver(t)
	server := neo4jtest.ForTest(t)
	var statements neostoretest.Statements
	store := neostoretest.Open(t, server, statements.Hear)
	if head, err := store.Published(t.Context()); err != nil || head != (neostore.Published{}) {
		t.Fatalf("the head of an empty store: %v, %v", head, err)
	}
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	city := func(id graph.ID, name string, at time.Time) *graph.City {
		return &graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Documented, RecordedAt: at}, Name: name, Kind: graph.CityKindCity}
	}
	written := []graph.Batch{
		{Added: []graph.Record{city("a", "one", at), city("b", "one", at)}},
		{Added: []graph.Record{city("c", "one", at.AddDate(0, 0, 1))}, Corrected: []graph.Record{city("a", "two", at.AddDate(0, 0, 1))}},
		{Retracted: []graph.Retraction{{Word: graph.WordCity, ID: "b", Reason: "a double", MovedTo: "a"}}},
	}
	var changes []graph.Change
	for i := range written {
		b := &written[i]
		b.After, b.RecordedAt, b.CommittedAt, b.Actor, b.Note = graph.Seq(i), at.AddDate(0, 0, i), at, "test", "a step"
		change, err := store.Append(t.Context(), *b)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, change)
	}
	if head, err := store.Published(t.Context()); err != nil || head.Seq != 3 || !head.RecordedAt.Equal(written[2].RecordedAt) {
		t.Errorf("the head: %v, %v", head, err)
	}
	unordered := cmpopts.SortSlices(func(a, b graph.Record) bool { return a.Base().ID < b.Base().ID })
	all, err := store.Batches(t.Context(), 0, 3)
	if diff := cmp.Diff(neostore.Journal{Changes: changes, Batches: written}, all, unordered); err != nil || diff != "" {
		t.Errorf("all of it: %v\n%s", err, diff)
	}
	later, err := store.Batches(t.Context(), 2, 3)
	if err != nil || len(later.Batches) != 2 || len(later.Batches[0].Added) > 0 || len(later.Batches[1].Retracted) != 1 {
		t.Errorf("what came after the second change: %v, %+v", err, later)
	}
	bare, err := store.Journal(t.Context(), 0, 3)
	if err != nil || cmp.Diff(changes, bare.Changes) != "" || len(bare.Batches[0].Added) > 0 || len(bare.Batches[2].Retracted) != 1 {
		t.Errorf("without records: %v, %+v", err, bare)
	}
	type version struct {
		ID, Name    string
		Seq, Closed graph.Seq // 0 for not yet
		Corrected   bool
	}
	var versions []version
	for _, word := range graph.Words() {
		err := store.EachVersion(t.Context(), word, 3, func(v neostore.Version) {
			c := v.Record.(*graph.City)
			if v.Closed > 3 {
				v.Closed = 0
			}
			versions = append(versions, version{string(c.ID), c.Name, v.Seq, v.Closed, v.Corrected})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := []version{{"a", "one", 1, 2, false}, {"a", "two", 2, 0, true}, {"b", "one", 1, 3, false}, {"c", "one", 2, 0, false}}
	if diff := cmp.Diff(want, versions, cmpopts.SortSlices(func(a, b version) bool { return a.ID+a.Name < b.ID+b.Name })); diff != "" {
		t.Errorf("the versions:\n%s", diff)
	}
	statements.EnterByIndex(t, func(sent neostore.Sent) bool {
		return slices.Contains([]string{"published", "journal_after", "versions"}, sent.Name)
	})
}
