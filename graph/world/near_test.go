package world_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/world"
)

// What is across an edge is the same whether a few records are asked for, which are looked up
// one by one, or all of them: after a change, now and before it, and for every viewer.
func TestAFewRecordsHaveTheNeighboursThatAllHave(t *testing.T) {
	store := imported(t, &memory{World: world.Empty()}).(*memory)
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := head.RecordedAt
	recorded := func(batch graph.Batch) { // a new state, in which nothing was asked for yet
		head, _ := store.Head(t.Context())
		batch.RecordedAt = head.RecordedAt.Add(1)
		store.World = with(t, store.World, batch)
	}
	link := firstOf[*graph.TwinningLink](t, store)
	claim := firstOf[*graph.Claim](t, store)
	moved := *claim
	moved.Link, moved.Side, moved.Sources = link.ID, "", moved.Sources[:0:0]
	contact := &graph.Contact{Statement: graph.Statement{ID: "hidden", Sources: claim.Sources}, Role: "mayor", City: link.A, Tier: graph.TierRestricted}
	recorded(graph.Batch{Corrected: []graph.Record{&moved}, Added: []graph.Record{contact}})

	keeper := world.NewKeeper(struct{ graph.Reader }{store}, 8)
	n := 0
	for _, tier := range graph.Tiers() {
		for _, knownAt := range []graph.View{{AsOf: dayOf(2022, 6), KnownAt: before, Tier: tier}, {AsOf: dayOf(2022, 6), KnownAt: graph.Latest(), Tier: tier}} {
			m, err := keeper.Moment(t.Context(), knownAt)
			if err != nil {
				t.Fatal(err)
			}
			for _, from := range graph.Words() {
				var ids []graph.ID
				for _, r := range m.Select(from, nil, dayOf(2022, 6)) {
					ids = append(ids, r.Base().ID)
				}
				ids = append(ids, "nobody")
				for _, edge := range graph.ShapeOf(from).Edges {
					orders := []string{""}
					for _, field := range graph.ShapeOf(edge.To).Fields {
						if field.Ordered {
							orders = append(orders, field.Name)
						}
					}
					for k, some := range slices.Collect(slices.Chunk(ids, 60)) {
						recorded(graph.Batch{Added: []graph.Record{&graph.Source{Statement: graph.Statement{ID: graph.ID(fmt.Sprint("new-", n))}, Title: "Cited by nothing"}}})
						n++
						q := graph.Query{Word: edge.To, OrderBy: orders[n%len(orders)], First: 1 + k%3, Count: k%2 == 0, Desc: k%5 == 1}
						for range 2 {
							want := m.Pages(from, edge.Name, some, q, dayOf(2022, 6))
							got, err := store.ListAcross(t.Context(), knownAt, from, edge.Name, some, q)
							if err != nil {
								t.Fatal(err)
							}
							if diff := cmp.Diff(want, got); diff != "" {
								t.Fatalf("%s.%s of %v as %s (-all +few):\n%s", from, edge.Name, some, tier, diff)
							}
							if more := slices.IndexFunc(want, func(p graph.Page) bool { return p.More }); more >= 0 {
								q = graph.Query{Word: edge.To, OrderBy: q.OrderBy, Desc: q.Desc, Last: 2, Before: &want[more].Positions[0]}
							}
						}
					}
				}
			}
		}
	}
}

// firstOf returns the first record of a type.
func firstOf[T graph.Record](t *testing.T, store graph.Reader) T {
	t.Helper()
	var none T
	page, err := store.List(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, graph.Query{Word: none.Word(), First: 1})
	if err != nil || len(page.Records) == 0 {
		t.Fatal(err)
	}
	return page.Records[0].(T)
}
