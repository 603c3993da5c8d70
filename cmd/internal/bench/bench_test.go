package bench

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"
)

// BenchmarkNetwork measures everything on one network and prints a table.
func BenchmarkNetwork(b *testing.B) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(400)) // as serve does
	}
	var r report
	n := invent(planet)
	folder := b.TempDir()
	file := sync.OnceValue(func() string { return n.file(b, folder) })

	b.Run("embedded", func(b *testing.B) {
		path := file()
		before := live()
		store := embedded(b, path)
		r.note("memory of the embedded network", "%d MB", (live()-before)>>20)
		s := serve(b, store)
		for _, q := range append(questions(), newDay(), nothing()) {
			measure(b, &r, "embedded", q, func() []*way { return []*way{s.asking(n, q)} })
		}
	})
	b.Run("neo4j", func(b *testing.B) {
		server := database(b)
		store := shared(b, server)
		imports(b, &r, n, store)
		s, f := serve(b, store), plain(b, server)
		same(b, n, s, f, 12)
		loads(b, &r, server)
		m := serve(b, mirrored(b, server))
		same(b, n, m, f, 12)
		for _, q := range questions() {
			measure(b, &r, "neo4j", q, func() []*way {
				asking := s.asking(n, q)
				asking.sent = store.statements.Load
				return []*way{asking, f.asking(n, q), m.asking(n, q)}
			})
		}
		follows(b, &r, server)
		writes(b, &r, server)
	})
	b.Run("start", func(b *testing.B) { starts(b, &r, file()) })
	r.print(os.Stdout)
}

// measure measures a question on a store with one client and with eight: over
// HTTP, and the floor if there is one.
func measure(b *testing.B, r *report, store string, q question, ways func() []*way) {
	for _, clients := range []int{1, 8} {
		b.Run(fmt.Sprintf("%s/clients=%d", q.name, clients), func(b *testing.B) {
			a := answers{store: store, question: q.name, clients: clients}
			ways := ways()
			a.graphql = ways[0]
			t := timing{warmUp: time.Second, slice: 250 * time.Millisecond, total: 3 * time.Second}
			if len(ways) > 1 {
				a.floor, a.mirror = ways[1], ways[2]
				t.warmUp *= 2 // the server compiles what is asked often
			}
			for b.Loop() { // once: it takes longer than a second
				interleave(b.Context(), clients, t, ways...)
			}
			for _, w := range ways {
				if w.err != nil {
					b.Fatalf("%s: %v", w.name, w.err)
				}
			}
			a.report(b)
			r.answers = append(r.answers, a)
		})
	}
}

// report reports as benchmarks do: for one answer.
func (a answers) report(b *testing.B) {
	millis := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	g := a.graphql
	b.ReportMetric(g.each(uint64(g.within))*float64(a.clients), "ns/op")
	b.ReportMetric(g.each(g.mallocs), "allocs/op")
	b.ReportMetric(g.each(g.bytes), "B/op")
	b.ReportMetric(millis(g.quantile(.5)), "p50-ms")
	b.ReportMetric(millis(g.quantile(.95)), "p95-ms")
	if a.floor != nil {
		b.ReportMetric(millis(a.floor.quantile(.5)), "floor-p50-ms")
		b.ReportMetric(millis(a.floor.quantile(.95)), "floor-p95-ms")
		b.ReportMetric(a.ratio(a.graphql, .5), "ratio")
		b.ReportMetric(millis(a.mirror.quantile(.5)), "mirror-p50-ms")
		b.ReportMetric(a.ratio(a.mirror, .5), "mirror-ratio")
	}
}

// live returns the bytes that are in use once what is not has gone.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
