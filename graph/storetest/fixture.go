package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// network is a store under test, filled with the little network of
// fixture_records.go, and a reference filled with the same.
type network struct {
	*both
	registry *registry.Registry
}

// The instants at which the little network was recorded.
func stepAt(step int) time.Time {
	return time.Date(2023, time.January, 10, 12, 0, 0, 0, time.UTC).AddDate(0, 3*(step-1), 0)
}

// today is the day on which the cases ask, unless they say otherwise.
func today() graph.Day { return day("2024-06-15") }

// public, partner and restricted ask on today, with all that is known.
func public() graph.View {
	return graph.View{AsOf: today(), KnownAt: graph.Latest(), Tier: graph.TierPublic}
}
func partner() graph.View {
	return graph.View{AsOf: today(), KnownAt: graph.Latest(), Tier: graph.TierPartner}
}
func restricted() graph.View {
	return graph.View{AsOf: today(), KnownAt: graph.Latest(), Tier: graph.TierRestricted}
}

// settle records the little network, step by step.
func settle(t *testing.T, store graph.Store) *network {
	t.Helper()
	n := newNetwork(store)
	for i, s := range steps() {
		s.RecordedAt = stepAt(i + 1)
		n.submit(t, s)
	}
	return n
}

func newNetwork(store graph.Store) *network {
	b := &both{Store: store, ref: NewReference()}
	return &network{both: b, registry: registry.New(b, func() time.Time { return stepAt(20) })}
}

// submit records a submission, which must be sound, in the store and the
// reference.
func (n *network) submit(t *testing.T, s registry.Submission) registry.Receipt {
	t.Helper()
	if s.Actor == "" {
		s.Actor = "storetest"
	}
	receipt, err := n.registry.Submit(context.Background(), s)
	if err != nil {
		if rejection, ok := errors.AsType[*registry.Rejection](err); ok {
			for _, problem := range rejection.Problems {
				t.Log(problem)
			}
		}
		t.Fatalf("submit %q: %v", s.Note, err)
	}
	return receipt
}

// agree asks the question of the store and of the reference and fails the test
// unless the answers are the same. It returns the store's.
func (n *network) agree(t *testing.T, q question) any {
	t.Helper()
	answer, _ := compare(t, n.ref, n.Store, q)
	return answer
}

// ids lists all records that q selects, page by page of the length that q asks
// for and from the end that it asks for, and returns their ids in order. Every page must
// be as the reference's.
func (n *network) ids(t *testing.T, v graph.View, q graph.Query) []graph.ID {
	t.Helper()
	if q.First == 0 && q.Last == 0 {
		q.First = graph.MaxFirst
	}
	return walkPages(q.Window(), func(w graph.Window[graph.Position]) ([]graph.ID, []graph.Position, bool) {
		answer, ok := compare(t, n.ref, n.Store, list(v, within(q, w)))
		page, _ := answer.(graph.Page)
		return idsOf(page.Records), page.Positions, ok && page.More
	})
}

func idsOf(records []graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, record := range records {
		if record != nil {
			ids[i] = record.Base().ID
		}
	}
	return ids
}

// both is a store that appends to a reference too.
type both struct {
	graph.Store
	ref *Reference
}

// Append appends the batch to the store, then to the reference; the two changes
// must be the same.
func (b *both) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	change, err := b.Store.Append(ctx, batch)
	if err != nil {
		return change, err
	}
	want, err := b.ref.Append(ctx, batch)
	if err != nil {
		return change, err
	}
	if change != want {
		return change, graph.Errorf(graph.Internal, "appended %+v, want %+v", change, want)
	}
	return change, nil
}

// day and date read dates of cases, which are sound.
func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func date(s string) graph.PartialDate {
	d, err := graph.ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
