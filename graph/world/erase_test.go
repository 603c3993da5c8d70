package world_test

import (
	"context"
	"testing"

	"twingraph/graph"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// erasing is a store in memory from which records can be erased.
type erasing struct {
	memory
	erased []graph.Erased
}

func (m *erasing) Erase(_ context.Context, e graph.Erasure) (graph.Change, error) {
	if err := e.Check(); err != nil {
		return graph.Change{}, err
	}
	e.Batch.After = e.After
	next, change, err := m.With(e.Batch)
	if err != nil {
		return change, err
	}
	for _, t := range e.Records {
		_, recordedAt := m.Life(t)
		if len(recordedAt) == 0 {
			return graph.Change{}, graph.Errorf(graph.NotFound, "there never was such a record")
		}
		m.erased = append(m.erased, graph.Erased{Word: t.Word, RecordedAt: recordedAt, ErasedAt: change.RecordedAt, By: e.By})
	}
	m.World = next.Without(e.Records)
	return change, nil
}

func (m *erasing) Erasures(context.Context) ([]graph.Erased, error) {
	return append([]graph.Erased{}, m.erased...), nil
}

// What is without the records is as if they never had been, whatever was asked before.
func TestAWorldWithoutRecords(t *testing.T) {
	storetest.RunErasures(t, func(*testing.T) graph.Store { return &erasing{memory: memory{World: world.Empty()}} },
		storetest.Differential{Seeds: []uint64{1, 2, 3, 4}})
}

// The tag moves for those who saw an erased record, and for those who see a change that
// loses its note with it, and for nobody else.
func TestATagMovesForThoseWhoSawWhatWasErased(t *testing.T) {
	contact := func(id graph.ID, tier graph.Tier) *graph.Contact {
		return &graph.Contact{Statement: graph.Statement{ID: id}, City: "here", Tier: tier}
	}
	w := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Note: "a town", Added: []graph.Record{town("here", "Here")}})
	w = with(t, w, graph.Batch{RecordedAt: at(2), Note: "two", Added: []graph.Record{contact("partner", graph.TierPartner), contact("other", graph.TierPartner)}})
	w = with(t, w, graph.Batch{RecordedAt: at(3), Note: "alone", Added: []graph.Record{contact("restricted", graph.TierRestricted)}})
	w = with(t, w, graph.Batch{RecordedAt: at(4), Note: "mixed", Added: []graph.Record{town("there", "There"), contact("mixed", graph.TierRestricted)}})
	for _, c := range []struct {
		erased graph.ID
		moves  []graph.Tier
	}{
		{"restricted", []graph.Tier{graph.TierRestricted}},
		{"partner", []graph.Tier{graph.TierPartner, graph.TierRestricted}},
		{"mixed", graph.Tiers()},
	} {
		t.Run(string(c.erased), func(t *testing.T) {
			after := w.Without([]graph.Target{{Word: graph.WordContact, ID: c.erased}})
			for _, knownAt := range []int{1, 4} {
				moved := map[graph.Tier]bool{}
				for _, tier := range graph.Tiers() {
					v := graph.View{KnownAt: at(knownAt), Tier: tier}
					was, _ := w.Tag(t.Context(), v)
					is, _ := after.Tag(t.Context(), v)
					moved[tier] = was != is
				}
				for _, tier := range graph.Tiers() {
					want := false
					for _, m := range c.moves {
						want = want || m == tier && knownAt == 4
					}
					if moved[tier] != want {
						t.Errorf("known at %d, for %s: moved %v", knownAt, tier, moved[tier])
					}
				}
			}
		})
	}
}
