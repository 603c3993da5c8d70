package filestore_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
)

// towns appends the towns of changes from to to.
func towns(t *testing.T, journal graph.Journal, from, to int) {
	t.Helper()
	for n := from; n <= to; n++ {
		if change, err := journal.Append(t.Context(), town(n)); err != nil || change.Seq != graph.Seq(n) {
			t.Fatalf("town %d: change %d, %v", n, change.Seq, err)
		}
	}
}

// wantHead fails the test unless the last change is number n.
func wantHead(t *testing.T, store graph.Reader, n int) {
	t.Helper()
	if head, err := store.Head(t.Context()); err != nil || head.Seq != graph.Seq(n) {
		t.Fatalf("the head is %d, %v; want %d", head.Seq, err, n)
	}
}

func TestAGroupIsSeenByNobodyBeforeAllOfItIsDurable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	store := openFile(t, path)
	towns(t, store, 1, 1)
	awaited := make(chan graph.Change)
	go func() {
		change, _ := store.Await(context.Background(), 1)
		awaited <- change
	}()
	err := store.Group(t.Context(), func(journal graph.Journal) error {
		towns(t, journal, 2, 4)
		wantHead(t, journal, 4)
		wantHead(t, store, 1)
		wantTowns(t, store, 1)
		beside, err := filestore.Open(path, filestore.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		wantTowns(t, beside, 1)
		return beside.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	if change := <-awaited; change.Seq != 4 {
		t.Errorf("those who wait saw change %d; want all of the group at once", change.Seq)
	}
	towns(t, store, 5, 5)
	wantTowns(t, store, 5)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	wantTowns(t, openFile(t, path), 5)
}

func TestAGroupThatIsGivenUpLeavesNothing(t *testing.T) {
	store := open(t).(*filestore.Store)
	towns(t, store, 1, 1)
	given := errors.New("given up")
	var kept graph.Journal
	err := store.Group(t.Context(), func(journal graph.Journal) error {
		kept = journal
		towns(t, journal, 2, 3)
		return given
	})
	if !errors.Is(err, given) {
		t.Errorf("error %v", err)
	}
	wantTowns(t, store, 1)
	if _, err := kept.Append(t.Context(), town(4)); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("a group that is over takes more: %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = store.Group(t.Context(), func(journal graph.Journal) error {
			towns(t, journal, 2, 2)
			panic("a defect")
		})
	}()
	wantTowns(t, store, 1)
	towns(t, store, 2, 2)
}

func TestAGroupGivesWayToWhoeverAppendsMeanwhile(t *testing.T) {
	store := open(t).(*filestore.Store)
	err := store.Group(t.Context(), func(journal graph.Journal) error {
		towns(t, journal, 1, 2)
		towns(t, store, 1, 1)
		if _, err := journal.Append(t.Context(), town(3)); graph.CodeOf(err) != graph.Conflict {
			t.Errorf("a group that was outrun takes more: %v", err)
		}
		return nil
	})
	if graph.CodeOf(err) != graph.Conflict {
		t.Errorf("error %v, want CONFLICT", err)
	}
	wantTowns(t, store, 1)
	towns(t, store, 2, 2)
}

func TestAGroupThatCannotBeWrittenBreaksTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	store := openFile(t, path)
	towns(t, store, 1, 1)
	err := store.Group(t.Context(), func(journal graph.Journal) error {
		towns(t, journal, 2, 3)
		return store.LoseFile()
	})
	if graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("error %v, want UNAVAILABLE", err)
	}
	wantTowns(t, store, 1)
	if err := store.Ready(t.Context()); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("whether it was written is not known, and the store is ready: %v", err)
	}
	if err := store.Group(t.Context(), func(graph.Journal) error { return nil }); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("error %v, want UNAVAILABLE", err)
	}
	wantTowns(t, openFile(t, path), 1)
}

func TestAGroupSealsWhatIsPersonal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	store := openFile(t, path)
	towns(t, store, 1, 1)
	city := town(1).Added[0].Base().ID
	contact := func(id, value string) *graph.Contact {
		return &graph.Contact{
			Statement: graph.Statement{ID: graph.ID(id), Confidence: graph.Documented},
			City:      city, Role: "mayor", Channel: graph.ChannelEmail, Value: value, Tier: graph.TierRestricted,
		}
	}
	err := store.Group(t.Context(), func(journal graph.Journal) error {
		for n, batch := range []graph.Batch{
			{Added: []graph.Record{contact("one", "one@example.org"), contact("two", "two@example.org")}},
			{Corrected: []graph.Record{contact("one", "anew@example.org")}},
			{Added: []graph.Record{contact("three", "three@example.org")}},
		} {
			batch.After, batch.RecordedAt, batch.Note = graph.Seq(n+1), at(n+2), "personal"
			if _, err := journal.Append(t.Context(), batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	erase := graph.Erasure{After: 4, Batch: graph.Batch{RecordedAt: at(5)}, By: graph.Steward, Records: []graph.Target{{Word: graph.WordContact, ID: "two"}}}
	if _, err := store.Erase(t.Context(), erase); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	v := graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	found, err := openFile(t, path).Records(t.Context(), v, graph.WordContact, []graph.ID{"one", "two", "three"})
	if err != nil || found[1] != nil {
		t.Fatalf("%v, %v", found, err)
	}
	for i, want := range map[int]string{0: "anew@example.org", 2: "three@example.org"} {
		if got := found[i].(*graph.Contact).Value; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A process that writes groups of three is killed: of each group all is there, or nothing.
func TestAGroupSurvivesAKillAsOne(t *testing.T) {
	t.Setenv(envGrouped, "3")
	rng := rand.New(rand.NewPCG(2, 1))
	acknowledged, path := 0, filepath.Join(t.TempDir(), "test.db")
	for round := range filestore.Kills(t, 10) {
		last := writeAndKill(t, path, time.Duration(rng.Int64N(int64(20*time.Millisecond))), true)
		acknowledged = max(acknowledged, int(last))
		store := openFile(t, path)
		head, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n := int(head.Seq); n%3 != 0 || n < acknowledged || n > acknowledged+3 {
			t.Fatalf("round %d: the head is %d; %d was acknowledged", round, n, acknowledged)
		}
		acknowledged = int(head.Seq)
		wantTowns(t, store, acknowledged)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
