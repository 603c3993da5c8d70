package storetest

import (
	"context"
	"errors"
	"testing"

	"twingraph/graph"
)

// checkAwait waits for changes that are made meanwhile, and were made already.
func checkAwait(t *testing.T, store graph.Store) {
	watcher := store.(graph.Watcher)
	for seq := graph.Seq(1); seq <= 3; seq++ {
		arrived := make(chan error)
		for range 4 {
			go func() {
				head, err := watcher.Await(t.Context(), seq-1)
				if err == nil && head.Seq != seq {
					err = errors.New("another change came")
				}
				arrived <- err
			}()
		}
		id := graph.ID("town-" + string(rune('a'+seq)))
		if _, err := store.Append(t.Context(), graph.Batch{After: seq - 1, RecordedAt: stepAt(int(seq)), Added: []graph.Record{
			&graph.City{Statement: says(id), Name: "Town", Kind: graph.CityKindTown},
		}}); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			if err := <-arrived; err != nil {
				t.Error(err)
			}
		}
	}
	if head, err := watcher.Await(t.Context(), 0); err != nil || head.Seq != 3 {
		t.Errorf("a change that was made already: %+v, %v", head, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	_, err := watcher.Await(ended, 3)
	wantCode(t, err, graph.Timeout)
}
