package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/registry"
)

// mirrored opens a mirror over Neo4j until the benchmark ends, and waits until it
// stands.
func mirrored(tb testing.TB, server *localneo4j.Server) *mirror.Mirror {
	tb.Helper()
	store := neostoretest.Open(tb, server, nil)
	m := mirror.New(store, mirror.Options{Patience: time.Minute}) // what is measured is the mirror
	tb.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return m
}

// loads measures how long it takes until a mirror stands, beside the time in which the
// plain driver reads the same nodes and relationships, in turns.
func loads(b *testing.B, r *report, server *localneo4j.Server) {
	b.Run("load", func(b *testing.B) {
		f := plain(b, server)
		var ours, theirs []time.Duration
		var size int64
		for b.Loop() { // once: it takes longer than a second
			for range 3 {
				began, rows := time.Now(), 0
				for _, cypher := range []string{"MATCH (n) RETURN n", "MATCH ()-[r]->() RETURN r"} {
					if err := f.run(b.Context(), cypher, map[string]any{}, func([]any) { rows++ }); err != nil {
						b.Fatal(err)
					}
				}
				theirs = append(theirs, time.Since(began))
				before := live()
				began = time.Now()
				m := mirrored(b, server)
				ours = append(ours, time.Since(began))
				size = live() - before
				if err := m.Close(); err != nil {
					b.Fatal(err)
				}
			}
		}
		mirror, floor := middle(ours), middle(theirs)
		b.ReportMetric(mirror.Seconds()/floor.Seconds(), "ratio")
		r.note("load the mirror (aim: 1.5 times the plain driver's time)", "%s in %d MB; the driver reads the same in %s: %.2f times",
			seconds(mirror), size>>20, seconds(floor), mirror.Seconds()/floor.Seconds())
	})
}

// follows measures how long it takes from the end of a change by another server until
// a question is answered with it, beside a question without a change.
func follows(b *testing.B, r *report, server *localneo4j.Server) {
	b.Run("follow", func(b *testing.B) {
		m, other := mirrored(b, server), shared(b, server)
		view := graph.View{KnownAt: graph.Latest(), AsOf: graph.DayOf(time.Now())}
		page, err := m.List(b.Context(), view, graph.Query{Word: graph.WordTwinningLink, First: 100})
		if err != nil {
			b.Fatal(err)
		}
		listed, err := graph.ParsePartialDate("2026-01-01")
		if err != nil {
			b.Fatal(err)
		}
		office := registry.New(other, time.Now)
		var with, without []time.Duration
		i := 0
		for b.Loop() {
			for range 30 {
				i++
				link := page.Records[i%len(page.Records)].(*graph.TwinningLink)
				claim := &graph.Claim{
					Statement: graph.Statement{ID: graph.ID(fmt.Sprintf("%s--follow-%d-%d", link.ID, time.Now().UnixNano(), i)), Confidence: graph.Documented, Sources: link.Sources},
					Link:      link.ID, Type: graph.Listed, Authority: graph.ThirdParty, Date: listed,
				}
				if _, err := office.Submit(b.Context(), registry.Submission{Actor: "bench", Note: "one claim", Records: []graph.Record{claim}}); err != nil {
					b.Fatal(err)
				}
				for _, took := range []*[]time.Duration{&with, &without} {
					began := time.Now()
					if _, err := m.World(b.Context()); err != nil {
						b.Fatal(err)
					}
					*took = append(*took, time.Since(began))
				}
			}
		}
		b.ReportMetric(float64(middle(with).Microseconds())/1000, "p50-ms")
		r.note("apply one claim of another server (aim 5 ms)", "%s ms more than the %s ms in which the head is asked for", ms(middle(with)-middle(without)), ms(middle(without)))
	})
}

// middle returns the median.
func middle(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}
