package bench

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// heap is the memory of the Neo4j that is measured.
const heap = "2g"

// database returns the Neo4j that the environment names, or one with the compiler
// and the collector of a server that runs for long, which ends with the benchmark.
func database(tb testing.TB) *localneo4j.Server {
	tb.Helper()
	if uri := os.Getenv("TWINGRAPH_BENCH_NEO4J_URI"); uri != "" {
		return localneo4j.Attach(uri, os.Getenv("TWINGRAPH_BENCH_NEO4J_USERNAME"), os.Getenv("TWINGRAPH_BENCH_NEO4J_PASSWORD"))
	}
	ctx, cancel := context.WithTimeout(tb.Context(), 10*time.Minute) // the first time, Maven fetches it
	defer cancel()
	lib, err := neo4jtest.Lib(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	server, err := localneo4j.Start(ctx, localneo4j.Options{Home: tb.TempDir(), Lib: lib, Heap: heap})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = server.Kill() })
	return server
}

// counted is a store over Neo4j that counts its statements.
type counted struct {
	*neostore.Store
	statements atomic.Int64
}

// shared opens the store over Neo4j until the benchmark ends.
func shared(tb testing.TB, server *localneo4j.Server) *counted {
	tb.Helper()
	c := &counted{}
	store, err := neostore.Open(tb.Context(), neostore.Options{
		URI: server.URI, Username: server.Username, Password: server.Password,
		OnStatement: func(neostore.Sent) { c.statements.Add(1) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	if err := store.Ready(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	c.Store = store
	return c
}

// stopwatch is a store that notes how long Append takes.
type stopwatch struct {
	graph.Store
	append time.Duration
}

// Append records the batch; see graph.Store.
func (s *stopwatch) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	began := time.Now()
	change, err := s.Store.Append(ctx, batch)
	s.append += time.Since(began)
	return change, err
}

// imports measures how long it takes to record the network in an empty store.
func imports(b *testing.B, r *report, n *invented, store graph.Store) {
	head, err := store.Head(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if head.Seq > 0 {
		b.Logf("the Neo4j holds %d changes already: nothing is imported", head.Seq)
		return
	}
	b.Run("import", func(b *testing.B) {
		watched := &stopwatch{Store: store}
		var took time.Duration
		for b.Loop() { // once: it takes longer than a second
			if took, err = n.record(b.Context(), watched); err != nil {
				b.Fatal(err)
			}
		}
		rate := func(d time.Duration) float64 { return float64(n.rows) / d.Seconds() }
		b.ReportMetric(rate(took), "rows/s")
		r.note("import into Neo4j (aim 5000 rows/s)", "%.0f rows/s: %d rows in %s, of which %s to write them (%.0f rows/s)",
			rate(took), n.rows, seconds(took), seconds(watched.append), rate(watched.append))
	})
}
