package world_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/world"
)

// A moment has the pages across edges that the store has: in every order, from any
// place on, with and without a total.
func TestPagesAgreeWithTheStore(t *testing.T) {
	store, moments := bundled(t)
	for name, m := range moments {
		t.Run(name, func(t *testing.T) { pagesAgree(t, store, m) })
	}
}

func pagesAgree(t *testing.T, store graph.Reader, s *world.Moment) {
	asOf := dayOf(2022, 6)
	v := graph.View{AsOf: asOf, KnownAt: s.View.KnownAt, Tier: s.View.Tier}
	rows := 0
	for _, from := range graph.Words() {
		var ids []graph.ID
		for _, r := range s.Select(from, nil, asOf) {
			ids = append(ids, r.Base().ID)
		}
		for _, edge := range graph.ShapeOf(from).Edges {
			orders := []string{""}
			for _, field := range graph.ShapeOf(edge.To).Fields {
				if field.Ordered {
					orders = append(orders, field.Name)
				}
			}
			for i, by := range orders {
				q := graph.Query{Word: edge.To, OrderBy: by, First: 1 + 2*i, Count: i%2 == 0, Desc: i%3 == 1}
				for range 3 {
					want, err := store.ListAcross(t.Context(), v, from, edge.Name, ids, q)
					if err != nil {
						t.Fatal(err)
					}
					got := s.Pages(from, edge.Name, ids, q, asOf)
					for k := range want {
						want[k].Fetched = graph.Fetched{}
						rows += len(want[k].Records)
						if want[k].More {
							q.After = &want[k].Positions[len(want[k].Positions)-1]
						}
						if diff := cmp.Diff(want[k], got[k]); diff != "" {
							t.Fatalf("%s %s.%s by %q (-store +moment):\n%s", ids[k], from, edge.Name, by, diff)
						}
					}
				}
			}
		}
	}
	if rows < 10_000 {
		t.Errorf("only %d rows were compared", rows)
	}
}
