package storetest

import (
	"fmt"
	"testing"

	"twingraph/graph"
)

func checkAcross(t *testing.T, n *network) {
	t.Run("every edge of every word, from every record at once", func(t *testing.T) {
		for _, word := range graph.Words() {
			from := append(n.ids(t, restricted(), graph.Query{Word: word}), "nobody")
			for _, edge := range graph.ShapeOf(word).Edges {
				t.Run(fmt.Sprintf("%s to %s", word, edge.Name), func(t *testing.T) {
					t.Parallel()
					reached := 0
					for _, q := range acrossQueries(edge.To) {
						for _, v := range []graph.View{public(), restricted()} {
							pages, _ := n.agree(t, listAcross(v, word, edge.Name, from, q)).([]graph.Page)
							for _, page := range pages {
								reached += len(page.Records)
							}
						}
					}
					if reached == 0 {
						t.Error("the edge leads nowhere: the case shows nothing")
					}
				})
			}
		}
	})
	links := graph.Query{Word: graph.WordTwinningLink, First: 10}
	t.Run("one page for each id, in their order, an empty one for an unknown id", func(t *testing.T) {
		pages := n.agree(t, listAcross(public(), graph.WordCity, "links", []graph.ID{"tuchow-pl", "nobody", "lodz-pl", "tuchow-pl"}, links)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "braye-tuchow")
		wantIDs(t, idsOf(pages[1].Records))
		wantIDs(t, idsOf(pages[2].Records), "aix-lodz", "lodz-tarnow")
		wantIDs(t, idsOf(pages[3].Records), "braye-tuchow")
	})
	t.Run("a record reached twice is listed once", func(t *testing.T) {
		q := graph.Query{Word: graph.WordPartnership, First: 10, Count: true}
		pages := n.agree(t, listAcross(public(), graph.WordOrganisation, "partnerships", []graph.ID{"world-fund"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "school-exchange")
	})
	t.Run("parallel links are kept apart", func(t *testing.T) {
		q := links
		q.OrderBy, q.Desc = "since", true
		pages := n.agree(t, listAcross(public(), graph.WordCity, "links", []graph.ID{"pulawy-pl"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "nieuwegein-pulawy", "nieuwegein-pulawy-2")
	})
	t.Run("claims by date", func(t *testing.T) {
		q := graph.Query{Word: graph.WordClaim, OrderBy: "date", First: 10}
		pages := n.agree(t, listAcross(public(), graph.WordTwinningLink, "claims", []graph.ID{"aachen-kostroma"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "aachen-kostroma--e1", "aachen-kostroma--listed", "aachen-kostroma--e2")
	})
	t.Run("by how many are related, though a field has the same name", func(t *testing.T) {
		for _, id := range []graph.ID{"aix-lodz", "lodz-tarnow", "nobody"} {
			for _, desc := range []bool{false, true} {
				n.agree(t, listAcross(public(), graph.WordTwinningLink, "cities", []graph.ID{id}, graph.Query{Word: graph.WordCity, OrderBy: "sources", Desc: desc, First: 10}))
			}
		}
	})
	t.Run("the same position cuts every page", func(t *testing.T) {
		q := links
		for _, w := range windows(1, &graph.Position{ID: "aix-lodz"}, &graph.Position{ID: "m"}) {
			n.agree(t, listAcross(public(), graph.WordCity, "links", []graph.ID{"lodz-pl", "aachen-de", "tuchow-pl"}, within(q, w)))
		}
	})
	t.Run("the last across, in order, before a place and between places", func(t *testing.T) {
		q := graph.Query{Word: graph.WordClaim, OrderBy: "date", Last: 2}
		pages := n.agree(t, listAcross(public(), graph.WordTwinningLink, "claims", []graph.ID{"aachen-kostroma"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "aachen-kostroma--listed", "aachen-kostroma--e2")
		q.Before = &pages[0].Positions[1]
		pages = n.agree(t, listAcross(public(), graph.WordTwinningLink, "claims", []graph.ID{"aachen-kostroma", "lodz-tarnow"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records), "aachen-kostroma--e1", "aachen-kostroma--listed")
		for _, desc := range []bool{false, true} {
			for _, w := range windows(1, &graph.Position{Key: day("2020-02-20"), ID: "m"}, &graph.Position{Key: day("2022-03-01"), ID: "m"}) {
				q.Desc = desc
				n.agree(t, listAcross(public(), graph.WordTwinningLink, "claims", []graph.ID{"aachen-kostroma", "lodz-tarnow", "braye-tuchow"}, within(q, w)))
			}
		}
	})
	t.Run("nothing is reached from a record that the viewer does not see", func(t *testing.T) {
		q := graph.Query{Word: graph.WordCity, First: 10, Count: true}
		pages := n.agree(t, listAcross(public(), graph.WordContact, "city", []graph.ID{"tuchow-partner"}, q)).([]graph.Page)
		wantIDs(t, idsOf(pages[0].Records))
	})
	t.Run("an edge that does not lead there is refused", func(t *testing.T) {
		_, err := n.ListAcross(t.Context(), public(), graph.WordCity, "claims", []graph.ID{"tuchow-pl"}, graph.Query{Word: graph.WordClaim, First: 1})
		wantCode(t, err, graph.BadUserInput)
		_, err = n.ListAcross(t.Context(), public(), graph.WordCity, "links", []graph.ID{"tuchow-pl"}, graph.Query{Word: graph.WordClaim, First: 1})
		wantCode(t, err, graph.BadUserInput)
	})
}

// acrossQueries returns ways to ask for the records of word across an edge.
func acrossQueries(word graph.Word) []graph.Query {
	queries := []graph.Query{
		{Word: word, First: graph.MaxFirst, Count: true},
		{Word: word, First: 1, Count: true, Where: graph.In("confidence", graph.Documented)},
		{Word: word, Last: 2},
	}
	for _, orderBy := range orders(word)[1:] {
		queries = append(queries, graph.Query{Word: word, First: 2, OrderBy: orderBy, Desc: true}, graph.Query{Word: word, Last: 2, OrderBy: orderBy})
	}
	return queries
}
