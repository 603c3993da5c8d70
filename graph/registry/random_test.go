package registry_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"twingraph/graph"
	"twingraph/graph/check"
	"twingraph/graph/registry"
)

// dice draws submissions about a few cities, links, claims and sources, so that
// they meet often.
type dice struct{ *rand.Rand }

func (d dice) id(kind string, n int) graph.ID { return graph.ID(fmt.Sprintf("%s%d", kind, d.IntN(n))) }

func (d dice) date() string {
	return [...]string{"", "", "1990", "2020-05", "2021", "2022-03-01", "2022-03-02", "2023-07"}[d.IntN(8)]
}

func (d dice) record() graph.Record {
	switch d.IntN(8) {
	case 0, 1:
		return source(d.id("source", 4), d.date())
	case 2:
		c := city(d.id("city", 5))
		c.Notes = string(d.id("note ", 3))
		return c
	case 3, 4:
		return link(d.id("link", 4), d.id("city", 5), d.id("city", 5))
	}
	types := graph.ClaimTypes()
	c := claim(d.id("claim", 12), d.id("link", 4), types[d.IntN(len(types))], d.date(), d.id("source", 4))
	if c.Type == graph.Observed {
		c.Observed = graph.StatusEnded
	}
	if c.Type == graph.NotListed {
		c.Directory = "register"
	} else if d.IntN(2) == 0 {
		c.Side, c.Authority = d.id("city", 5), graph.PartyDecision
	}
	return c
}

func (d dice) retraction() graph.Retraction {
	r := graph.Retraction{Reason: "drawn"}
	kind, n := "claim", 12
	switch d.IntN(5) {
	case 0:
		r.Word, kind, n = graph.WordSource, "source", 4
	case 1:
		r.Word, kind, n = graph.WordCity, "city", 5
	case 2:
		r.Word, kind, n = graph.WordTwinningLink, "link", 4
	default:
		r.Word = graph.WordClaim
	}
	r.ID = d.id(kind, n)
	if d.IntN(2) == 0 {
		r.MovedTo = d.id(kind, n)
	}
	return r
}

func (d dice) submission() registry.Submission {
	var s registry.Submission
	for range 1 + d.IntN(4) {
		s.Records = append(s.Records, d.record())
	}
	for range d.IntN(3) {
		s.Retractions = append(s.Retractions, d.retraction())
	}
	return s
}

// TestRandomSubmissions draws thousands of submissions, most of which break a law.
// Those that are taken must say exactly which histories they change, and leave the
// store lawful.
func TestRandomSubmissions(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			ctx := context.Background()
			o := newOffice(t)
			d := dice{rand.New(rand.NewPCG(seed, 7))}
			kept := map[graph.ID]graph.History{} // as a store that materialises them would
			retracted := 0
			for range 3000 {
				before := len(o.batches)
				receipt, err := o.Submit(ctx, d.submission())
				if err != nil && graph.CodeOf(err) != graph.BadUserInput {
					t.Fatal(err)
				}
				if len(o.batches) == before {
					continue
				}
				retracted += receipt.Retracted
				maps.Copy(kept, o.batches[before].Histories)
				now, err := o.Histories(ctx, graph.View{KnownAt: graph.Latest()}, []graph.ID{"link0", "link1", "link2", "link3"})
				if err != nil {
					t.Fatal(err)
				}
				for id := range kept {
					if !kept[id].Equal(now[id]) {
						t.Fatalf("change %d: history of %s\n%v\nwant\n%v", receipt.Change.Seq, id, kept[id], now[id])
					}
				}
			}
			if len(o.batches) < 300 || retracted < 20 {
				t.Errorf("only %d changes and %d retractions were taken; draw others", len(o.batches), retracted)
			}
			findings, err := check.Run(ctx, o, check.Options{Instants: 40})
			if err != nil || !findings.OK() {
				t.Errorf("%v, %d findings, such as %v", err, findings.Count, findings.List[:min(3, len(findings.List))])
			}
		})
	}
}
