package bench

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/world"
)

// evidenceText asks for a page of links with all that they rest on.
const evidenceText = `query ($asOf: Date) { twinningLinks(first: 100, asOf: $asOf) { nodes { id slug
	cities { id slug name country } status { status since exact } claims { id type date reason authority sources { id title url publisher } } } } }`

// fieldByField hides that a store has the network in memory (world.Worlds), so that gqlgen
// resolves every field.
type fieldByField struct {
	graph.Reader
	world.Moments
}

// together is how many questions are asked one way before as many are asked the other way.
const together = 24

// BenchmarkWays measures the processor time of a question in the handler over a network in
// memory, answered in one go by its plan and field by field, in turns.
func BenchmarkWays(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as serve does
	n := invent(planet)
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	w, _, err := world.Empty().With(graph.Batch{RecordedAt: at, CommittedAt: at, Actor: "bench", Note: "an invented network", Added: n.records()})
	if err != nil {
		b.Fatal(err)
	}
	var handlers [2]http.Handler
	for i, reader := range []graph.Reader{fieldByField{w, w}, w} {
		limits := httpd.DefaultLimits()
		limits.Time = time.Minute
		handlers[i], err = httpd.New(httpd.Config{
			Atlas: atlas.New(reader, time.Now), Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(), Limits: limits,
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, q := range append(questions(), question{"evidence", evidenceText, func(_ *invented, die *rand.Rand) map[string]any { return map[string]any{"asOf": month(die)} }}) {
		b.Run(q.name, func(b *testing.B) {
			die := rand.New(rand.NewPCG(1, 2))
			var took [2]time.Duration
			ask := func(way int, bodies [][]byte) {
				runtime.GC() // the other way's garbage is not this one's
				began := spent()
				for _, body := range bodies {
					r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", bytes.NewReader(body))
					r.Header.Set("Content-Type", "application/json")
					out := httptest.NewRecorder()
					handlers[way].ServeHTTP(out, r)
					if out.Code != http.StatusOK || bytes.HasPrefix(out.Body.Bytes(), []byte(`{"errors"`)) {
						b.Fatalf("%d %.300s", out.Code, out.Body)
					}
				}
				took[way] += spent() - began
			}
			both := func() {
				bodies := make([][]byte, together)
				for i := range bodies {
					var err error
					if bodies[i], err = json.Marshal(map[string]any{"query": q.text, "variables": q.variables(n, die)}); err != nil {
						b.Fatal(err)
					}
				}
				ask(0, bodies)
				ask(1, bodies)
			}
			both() // makes what is made once a day asked for
			took = [2]time.Duration{}
			for b.Loop() {
				both()
			}
			asked := float64(b.N * together)
			b.ReportMetric(float64(took[0].Microseconds())/asked, "µs-fields")
			b.ReportMetric(float64(took[1].Microseconds())/asked, "µs-plan")
			b.ReportMetric(float64(took[1])/float64(took[0]), "ratio")
		})
	}
}
