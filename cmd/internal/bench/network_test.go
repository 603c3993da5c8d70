package bench

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/graph/storetest/network"
)

// invented is a network with the shape of the real one: what questions are asked
// about. Its records are made when they are recorded, so that they do not burden
// the memory that is measured.
type invented struct {
	size  int
	rows  int
	names []string      // of cities
	links [][2]graph.ID // the cities of each
}

// invent makes a network of that many cities, with three links and seven and a half
// claims for each. For 20,000 that is three times what is known of the planet in
// 2026.
func invent(cities int) *invented {
	n := &invented{size: cities}
	for _, r := range n.records() {
		n.rows++
		switch r := r.(type) {
		case *graph.City:
			n.names = append(n.names, strings.Clone(r.Name))
		case *graph.TwinningLink:
			n.links = append(n.links, [2]graph.ID{r.A, r.B})
		}
	}
	return n
}

func (n *invented) records() []graph.Record {
	return network.Records(1, n.size, 3*n.size, 15*n.size/2)
}

// planet is the number of cities of the network that is measured.
const planet = 20_000

// record records the network as one change and returns how long that took.
func (n *invented) record(ctx context.Context, store graph.Store) (time.Duration, error) {
	records := n.records()
	began := time.Now()
	_, err := registry.New(store, time.Now).Submit(ctx, registry.Submission{
		Actor: "bench", Note: "an invented network", Records: records,
		RecordedAt: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC),
	})
	return time.Since(began), err
}

// file records the network in a new file of a folder and returns its path.
func (n *invented) file(tb testing.TB, folder string) string {
	tb.Helper()
	path := filepath.Join(folder, "network.db")
	store := embedded(tb, path)
	if _, err := n.record(tb.Context(), store); err != nil {
		tb.Fatal(err)
	}
	if err := store.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// embedded opens the embedded store until the benchmark ends.
func embedded(tb testing.TB, path string) *filestore.Store {
	tb.Helper()
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	return store
}
