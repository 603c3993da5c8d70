package world_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/world"
)

// citing is records that cite sources, sources among them, and what changes them at random.
type citing struct {
	*rand.Rand
	known map[graph.Target]bool
}

// sources returns a few sources, known or not.
func (c *citing) sources() []graph.ID {
	var ids []graph.ID
	for _, n := range c.Perm(12)[:c.IntN(3)] {
		ids = append(ids, graph.ID(fmt.Sprint("source-", n)))
	}
	return ids
}

// record returns a record with an id of a few, so that it often is known already.
func (c *citing) record() graph.Record {
	named := func(word graph.Word, n int) graph.Statement {
		return graph.Statement{ID: graph.ID(fmt.Sprintf("%s-%d", word, n)), Sources: c.sources()}
	}
	switch c.IntN(5) {
	case 0:
		return &graph.City{Statement: named("city", c.IntN(4)), Name: "Somewhere", Kind: graph.CityKindTown}
	case 1, 2:
		return &graph.Contact{Statement: named("contact", c.IntN(6)), Role: "mayor", Tier: graph.Tiers()[c.IntN(3)]}
	}
	return &graph.Source{Statement: named("source", c.IntN(12)), Title: fmt.Sprint("Title ", c.IntN(1000))}
}

// batch returns a batch of a few records.
func (c *citing) batch(n int) graph.Batch {
	batch, touched := graph.Batch{RecordedAt: at(n)}, map[graph.Target]bool{}
	for range 1 + c.IntN(4) {
		r := c.record()
		target := graph.TargetOf(r)
		switch {
		case touched[target]:
			continue
		case !c.known[target]:
			batch.Added = append(batch.Added, r)
		case c.IntN(3) == 0:
			batch.Retracted = append(batch.Retracted, graph.Retraction{Word: target.Word, ID: target.ID, Reason: "a test"})
		default:
			batch.Corrected = append(batch.Corrected, r)
		}
		touched[target] = true
	}
	for _, r := range batch.Added {
		c.known[graph.TargetOf(r)] = true
	}
	for _, r := range batch.Retracted {
		delete(c.known, graph.Target{Word: r.Word, ID: r.ID})
	}
	return batch
}

// Who sees which sources is the same after each change whether it was asked before it or not:
// when records that cite them come and go, cite others and change their tier, and when sources
// cite each other.
func TestSourcesAreSeenAsByAWorldThatWasNotAskedBefore(t *testing.T) {
	seen := func(w *world.World, tier graph.Tier) []graph.ID {
		page, err := w.List(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: tier}, graph.Query{Word: graph.WordSource, First: graph.MaxFirst})
		if err != nil {
			t.Fatal(err)
		}
		return idsOf(page.Records)
	}
	shown := map[graph.Tier]int{}
	for seed := range uint64(8) {
		c := &citing{rand.New(rand.NewPCG(seed, 0)), map[graph.Target]bool{}}
		asked, silent := world.Empty(), world.Empty()
		for step := range 120 {
			batch := c.batch(step)
			asked, silent = with(t, asked, batch), with(t, silent, batch)
			if c.IntN(3) == 0 {
				continue // what is made next is made of what is some states old
			}
			anew := with(t, silent, graph.Batch{RecordedAt: at(step)}) // so that nothing is asked of silent
			for _, tier := range graph.Tiers() {
				want := seen(anew, tier)
				if diff := cmp.Diff(want, seen(asked, tier)); diff != "" {
					t.Fatalf("seed %d, change %d, what %s sees (-anew +asked before):\n%s", seed, step+1, tier, diff)
				}
				shown[tier] += len(want)
			}
		}
	}
	if public, partner, all := shown[graph.TierPublic], shown[graph.TierPartner], shown[graph.TierRestricted]; public == 0 || public >= partner || partner >= all {
		t.Errorf("the tiers see %d, %d and %d sources: too little differs", public, partner, all)
	}
}
