package mirror_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

// contacts returns the town with contacts of it, as many as asked for.
func contacts(n int) []graph.Record {
	records := []graph.Record{city("town", 1)}
	for i := range n {
		records = append(records, &graph.Contact{
			Statement: graph.Statement{ID: contactID(i), Confidence: graph.Documented}, City: "town",
			Channel: graph.ChannelEmail, Value: fmt.Sprintf("%d@town.example", i), Tier: graph.TierPublic,
		})
	}
	return records
}

func contactID(i int) graph.ID { return graph.ID(fmt.Sprint("contact-", i)) }

// erases erases one of the contacts through a store.
func erases(t *testing.T, store graph.Eraser, head graph.Change, i int) graph.Change {
	t.Helper()
	change, err := store.Erase(t.Context(), graph.Erasure{
		After: head.Seq, By: graph.Steward, Records: []graph.Target{{Word: graph.WordContact, ID: contactID(i)}},
		Batch: graph.Batch{RecordedAt: head.RecordedAt, CommittedAt: head.RecordedAt, Actor: "steward", Note: "asked for"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return change
}

// known reports whether a reader knows of a contact now, or ever did.
func known(ctx context.Context, r graph.Reader, i int, at time.Time) (bool, error) {
	for _, knownAt := range []time.Time{graph.Latest(), at} {
		v := graph.View{KnownAt: knownAt, Tier: graph.TierRestricted}
		found, err := r.Records(ctx, v, graph.WordContact, []graph.ID{contactID(i)})
		if err != nil || found[0] != nil {
			return true, err
		}
		lives, err := r.(graph.Historian).Versions(ctx, v, []graph.Target{{Word: graph.WordContact, ID: contactID(i)}})
		if err != nil || len(lives[0]) > 0 {
			return true, err
		}
	}
	return false, nil
}

// What one server erased, no other shows to who asks afterwards, at any instant, however
// many ask while it does.
func TestWhatWasErasedElsewhereIsNotShown(t *testing.T) {
	neo4jtest.Driver(t)
	const all = 6
	var quiet, s sent
	other := store(t, &quiet)
	records(t, other, registry.Submission{Records: contacts(all)})
	m := standing(t, store(t, &s), patient())
	head, err := other.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := head.RecordedAt
	for i := range all { // before, all of them are known
		if is, err := known(t.Context(), m, i, at); err != nil || !is {
			t.Fatalf("contact %d: %t, %v", i, is, err)
		}
	}
	var erased atomic.Int32 // how many are gone for sure
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				gone := int(erased.Load())
				for i := range gone {
					if is, err := known(t.Context(), m, i, at); err != nil || is {
						t.Errorf("contact %d of %d erased ones: known %t, %v", i, gone, is, err)
						return
					}
				}
			}
		})
	}
	for i := range all {
		if i == all/2 {
			head = erases(t, m, head, i) // through the mirror itself
		} else {
			head = erases(t, other, head, i)
		}
		erased.Store(int32(i + 1))
		if i%2 == 0 { // it stands, and so the next one finds a world
			if err := m.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	close(stop)
	readers.Wait()
	for i := range all {
		if is, err := known(t.Context(), m, i, at); err != nil || is {
			t.Errorf("contact %d is known in the end: %t, %v", i, is, err)
		}
	}
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	changes, err := m.Changes(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, graph.Window[graph.Seq]{First: 10})
	if err != nil || len(changes) != 1 || changes[0].Added != 1 || changes[0].Note != "" {
		t.Errorf("changes %+v, %v", changes, err)
	}
}

// An erasure while the network is being loaded, of which the one part is loaded before it
// and the other after it.
func TestAnErasureWhileTheNetworkIsLoaded(t *testing.T) {
	neo4jtest.Driver(t)
	var quiet, s sent
	other := store(t, &quiet)
	records(t, other, registry.Submission{Records: contacts(2)})
	head, err := other.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := head.RecordedAt
	var once sync.Once
	s.on = func(name string) {
		if name == "versions" {
			once.Do(func() { head = erases(t, other, head, 0) })
		}
	}
	m := mirror.New(store(t, &s), patient())
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true} {
		if is, err := known(t.Context(), m, i, at); err != nil || is != want {
			t.Errorf("contact %d: known %t, %v", i, is, err)
		}
	}
}
