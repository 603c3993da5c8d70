package mirror

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/world"
)

// versionBytes is what one version takes in memory, with its share of the indexes and
// of what is derived: 20,000 cities, 60,000 links and 150,000 claims take 230 MB.
const versionBytes = 1000

// versionsOf returns how many versions of records the changes made.
func versionsOf(changes []graph.Change) int {
	n := 0
	for _, c := range changes {
		n += c.Added + c.Corrected
	}
	return n
}

// fits returns an error with code LimitExceeded where that many versions take more
// memory than the mirror may use.
func (m *Mirror) fits(versions int) error {
	if needs := int64(versions) * versionBytes; m.options.Memory > 0 && needs > m.options.Memory {
		return graph.Errorf(graph.LimitExceeded, "the network takes about %d MB, and %d MB are allowed for it", needs/1e6, m.options.Memory/1e6)
	}
	return nil
}

// load reads the network as it is at a head, and makes that the state.
func (m *Mirror) load(ctx context.Context, head neostore.Published) error {
	began := time.Now()
	journal, err := m.store.Journal(ctx, 0, head.Seq)
	if err != nil {
		return err
	}
	versions := versionsOf(journal.Changes)
	if err := m.fits(versions); err != nil {
		return err
	}
	bulk := world.NewBulk(journal.Changes)
	for _, batch := range journal.Batches {
		for _, gone := range batch.Retracted {
			bulk.Retraction(batch.After+1, gone)
		}
	}
	if err := m.read(ctx, head.Seq, bulk); err != nil {
		return err
	}
	w, err := bulk.World()
	if err != nil {
		return err
	}
	m.set(state{world: w, head: head, versions: versions})
	m.options.Log.InfoContext(ctx, "mirror: the network is in memory; questions are answered from there",
		"change", head.Seq, "versions", versions, "took", time.Since(began).Round(time.Millisecond))
	return nil
}

// read reads all versions, several words at the same time, the large ones first.
func (m *Mirror) read(ctx context.Context, upto graph.Seq, bulk *world.Bulk) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	words := graph.Words()
	large := []graph.Word{graph.WordClaim, graph.WordTwinningLink, graph.WordCity}
	slices.SortStableFunc(words, func(a, b graph.Word) int {
		return cmp.Compare(uint(slices.Index(large, a)), uint(slices.Index(large, b)))
	})
	todo := make(chan graph.Word, len(words))
	for _, word := range words {
		todo <- word
	}
	close(todo)
	var readers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for word := range todo {
				err := m.store.EachVersion(ctx, word, upto, func(v neostore.Version) {
					bulk.Version(v.Record, v.Seq, v.Closed, v.Corrected)
				})
				if err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	readers.Wait()
	return context.Cause(ctx)
}
