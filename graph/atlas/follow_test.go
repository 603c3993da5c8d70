package atlas_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
)

// Whoever follows changes has each that exists for them once and in order, however often they
// are cut off and go on after the last that they have, while others write and the store is
// closed and opened again.
func TestFollowingOnceAndInOrder(t *testing.T) {
	const each = 100 // changes between two restarts
	changes, err := strconv.Atoi(cmp.Or(os.Getenv("TWINGRAPH_TEST_FOLLOWED"), "500"))
	if err != nil {
		t.Fatalf("TWINGRAPH_TEST_FOLLOWED: %v", err)
	}
	rounds := changes / each
	path := filepath.Join(t.TempDir(), "twingraph.db")
	random := rand.New(rand.NewPCG(11, 5))
	var seen, want []string
	place := &atlas.ChangePlace{}
	written, cuts := 0, 0
	for range rounds {
		store, err := filestore.Open(path, filestore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		batches := make([]graph.Batch, each)
		for i := range batches {
			written++
			b := graph.Batch{After: graph.Seq(written - 1), RecordedAt: today().Add(time.Duration(written) * time.Second), Actor: "test", Note: fmt.Sprint(written)}
			id := graph.ID(fmt.Sprintf("record-%d", written))
			if written > 1 && random.IntN(4) == 0 {
				b.Added = []graph.Record{&graph.Contact{Statement: graph.Statement{ID: id}, City: "record-1", Tier: graph.TierRestricted}}
			} else {
				b.Added = []graph.Record{&graph.City{Statement: graph.Statement{ID: id}, Name: "Town", Kind: graph.CityKindTown}}
				want = append(want, b.Note)
			}
			batches[i] = b
		}
		failed := make(chan error, 1)
		go func() {
			defer close(failed)
			for _, b := range batches {
				if _, err := store.Append(context.WithoutCancel(t.Context()), b); err != nil {
					failed <- err
					return
				}
			}
		}()
		a := atlas.New(store, today).FollowBy(store)
		patience, stop := context.WithTimeout(t.Context(), 2*time.Minute)
		for len(seen) < len(want) && patience.Err() == nil {
			ctx, cut := context.WithCancel(patience)
			left := 1 + random.IntN(20)
			a.Follow(ctx, graph.Viewer{}, place, func(_ context.Context, c *graph.Change) error {
				if ctx.Err() != nil {
					return ctx.Err() // it does not arrive any more
				}
				seen = append(seen, c.Note)
				place = new(atlas.PlaceOf(c))
				if left--; left == 0 || len(seen) == len(want) {
					cuts++
					cut()
				}
				return nil
			})
			cut()
		}
		stop()
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if fmt.Sprint(seen) != fmt.Sprint(want) {
		t.Errorf("%d changes were seen of %d, or in another order:\n%v\n%v", len(seen), len(want), seen, want)
	}
	if cuts < changes/40 {
		t.Errorf("there were %d cuts only", cuts)
	}
	t.Logf("%d changes, %d cuts, %d restarts", len(seen), cuts, rounds-1)
}
