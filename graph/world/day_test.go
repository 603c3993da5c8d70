package world_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/world"
)

// A day that was asked for before a change is answered after it as by a world in which it was
// not: when statuses change, when dates are new, and when links come and go.
func TestADayIsTheSameAsFromTheBeginningAfterEachChange(t *testing.T) {
	first := imported(t, &memory{World: world.Empty()}).(*memory).World // nothing is asked of it
	store, changes := &memory{World: first}, []graph.Batch{}
	page, err := (&memory{World: with(t, first, graph.Batch{RecordedAt: at(100_000_000)})}).List(t.Context(), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordTwinningLink, First: 40})
	if err != nil {
		t.Fatal(err)
	}
	types := []graph.ClaimType{graph.Ended, graph.Suspended, graph.Established, graph.ReviewOpened, graph.Listed}
	for step := range 24 {
		link := page.Records[step].(*graph.TwinningLink)
		head, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		batch := graph.Batch{After: head.Seq, RecordedAt: head.RecordedAt.Add(time.Second)}
		switch claim := (&graph.Claim{
			Statement: graph.Statement{ID: graph.ID(fmt.Sprint("late-", step))}, Link: link.ID,
			Type: types[step%len(types)], Authority: graph.PartyDecision, Date: graph.PartialDate{Year: int16(2005 + step%20), Month: uint8(1 + step%12)},
		}); {
		case step%8 == 6:
			added := *link
			added.ID = graph.ID(fmt.Sprint("a-new-link-", step))
			claim.Link = added.ID
			batch.Added = []graph.Record{&added, claim}
		case step%8 == 7:
			batch.Retracted = []graph.Retraction{{Word: graph.WordClaim, ID: graph.ID(fmt.Sprint("late-", step-2)), Reason: "a test"}}
		default:
			batch.Added = []graph.Record{claim}
		}
		store.World, changes = with(t, store.World, batch), append(changes, batch)
		if step%3 == 1 {
			continue // what was made is two states old, then
		}
		anew := first
		for _, batch := range changes {
			anew = with(t, anew, batch)
		}
		for _, day := range []graph.Day{dayOf(2010, 6), dayOf(2023, 3)} {
			sameDay(t, store, anew, graph.View{AsOf: day, KnownAt: graph.Latest()}, step)
		}
	}
}

func sameDay(t *testing.T, store, anew graph.Reader, v graph.View, step int) {
	t.Helper()
	same := func(what string, ask func(graph.Reader) (any, error)) {
		t.Helper()
		got, err := ask(store)
		want, failed := ask(anew)
		if err != nil || failed != nil {
			t.Fatal(err, failed)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s after change %d (-anew +after):\n%s", what, step, diff)
		}
	}
	same("the tally", func(r graph.Reader) (any, error) { return r.Tally(t.Context(), v, nil) })
	for _, field := range graph.ShapeOf(graph.WordTwinningLink).Fields {
		if !field.At {
			continue
		}
		by := graph.Grouping{Field: field.Name}
		if field.Type == graph.Date {
			by.Part = graph.PartMonth
		}
		same("groups by "+field.Name, func(r graph.Reader) (any, error) {
			return r.Count(t.Context(), v, graph.CountQuery{Word: graph.WordTwinningLink, By: []graph.Grouping{by}})
		})
		if field.Ordered {
			same("the order by "+field.Name, func(r graph.Reader) (any, error) {
				p, err := r.List(t.Context(), v, graph.Query{Word: graph.WordTwinningLink, OrderBy: field.Name, Desc: step%2 == 0, First: 300})
				return p.Positions, err
			})
		}
	}
}
