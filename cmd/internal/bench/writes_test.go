package bench

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/registry"
)

// editor records claims over Neo4j, by way of the mirror of one server.
type editor struct {
	here   *mirror.Mirror
	office *registry.Registry
	links  []*graph.TwinningLink
	n      int
}

func newEditor(b *testing.B, server *localneo4j.Server) *editor {
	e := &editor{here: mirrored(b, server)}
	e.office = registry.New(e.here, time.Now)
	page, err := e.here.List(b.Context(), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordTwinningLink, First: 500})
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range page.Records {
		e.links = append(e.links, r.(*graph.TwinningLink))
	}
	return e
}

// record records one claim, and returns the link and the number of the change.
func (e *editor) record(ctx context.Context) (graph.ID, graph.Seq, error) {
	e.n++
	link := e.links[e.n%len(e.links)]
	claim := &graph.Claim{
		Statement: graph.Statement{ID: graph.ID(fmt.Sprintf("%s--bench-%d", link.ID, time.Now().UnixNano())), Confidence: graph.Documented, Sources: link.Sources},
		Link:      link.ID, Type: graph.ReviewOpened, Authority: graph.ThirdParty, Date: graph.PartialDate{Year: 2026, Month: 11, Day: uint8(1 + e.n%20)},
	}
	receipt, err := e.office.Record(ctx, func(context.Context, graph.Reader) (registry.Submission, error) {
		return registry.Submission{Actor: "bench", Note: "one claim", Records: []graph.Record{claim}, Explain: true}, nil
	})
	return link.ID, receipt.Change.Seq, err
}

// writes measures how long one claim over Neo4j takes from the request to a changed answer on
// the same server, how long after it was recorded another server shows it, and what readers
// wait meanwhile.
func writes(b *testing.B, r *report, server *localneo4j.Server) {
	b.Run("one claim recorded", func(b *testing.B) {
		e, other := newEditor(b, server), mirrored(b, server)
		var took, seen []time.Duration
		for b.Loop() {
			for range 200 {
				began := time.Now()
				link, seq, err := e.record(b.Context())
				if err == nil {
					_, err = e.here.Histories(b.Context(), graph.View{KnownAt: graph.Latest()}, []graph.ID{link})
				}
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
				recorded := time.Now()
				for head := graph.Seq(0); head < seq; {
					change, err := other.Await(b.Context(), seq-1)
					if err != nil {
						b.Fatal(err)
					}
					head = change.Seq
				}
				if _, err := other.World(b.Context()); err != nil {
					b.Fatal(err)
				}
				seen = append(seen, time.Since(recorded))
			}
		}
		b.ReportMetric(float64(late(took).Microseconds())/1000, "p95-ms")
		r.note("one claim over Neo4j, to a changed answer (aim: p95 40 ms)", "p50 %s ms, p95 %s ms", ms(middle(took)), ms(late(took)))
		r.note("shown by another server (aim: 250 ms)", "p50 %s ms, p95 %s ms, at most %s ms", ms(middle(seen)), ms(late(seen)), ms(slices.Max(seen)))
	})
	b.Run("readers while one writes", func(b *testing.B) {
		e := newEditor(b, server)
		view := graph.View{KnownAt: graph.Latest(), AsOf: graph.DayOf(time.Now())}
		q := graph.Query{Word: graph.WordTwinningLink, Where: graph.In("status", "ACTIVE"), OrderBy: "since", First: 100}
		var took [2][]time.Duration
		for b.Loop() {
			for when := range took {
				stop, done := make(chan struct{}), make(chan error, 1)
				go func() {
					for when == 1 {
						select {
						case <-stop:
							done <- nil
							return
						default:
						}
						if _, _, err := e.record(b.Context()); err != nil {
							done <- err
							return
						}
					}
					done <- nil
				}()
				for range 100 {
					began := time.Now()
					page, err := e.here.List(b.Context(), view, q)
					if err == nil {
						_, err = e.here.ListAcross(b.Context(), view, graph.WordTwinningLink, "claims", idsOf(page.Records), graph.Query{Word: graph.WordClaim, First: 100})
					}
					if err != nil {
						b.Fatal(err)
					}
					took[when] = append(took[when], time.Since(began))
				}
				close(stop)
				if err := <-done; err != nil {
					b.Fatal(err)
				}
			}
		}
		ratio := float64(late(took[1])) / float64(late(took[0]))
		b.ReportMetric(ratio, "p95-while/alone")
		r.note("readers while one writes over Neo4j (aim: p95 1.5 times)", "p95 %s ms alone, %s ms while: %.2f times", ms(late(took[0])), ms(late(took[1])), ratio)
	})
}

func idsOf(records []graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, r := range records {
		ids[i] = r.Base().ID
	}
	return ids
}

// late returns the 95th percentile.
func late(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)*95/100]
}
