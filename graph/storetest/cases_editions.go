package storetest

import (
	"fmt"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// manyCities is more than any list of ids but a long one holds, and more than Neo4j writes
// in one statement.
const manyCities = 2_500

// checkLongList records an edition that covers many cities, in an empty store, corrects it
// and one of the cities, and takes it back: the list is paged like any other, from both its
// ends, and every version of it is kept.
func checkLongList(t *testing.T, store graph.Store) {
	n := newNetwork(store)
	records := []graph.Record{&graph.Source{Statement: says("lists"), Title: "Lists of twin towns", Date: date("2026-02-08")}}
	var all []graph.ID
	for i := range manyCities {
		id := graph.ID(fmt.Sprintf("city-%04d", i))
		all = append(all, id)
		records = append(records, &graph.City{Statement: says(id, "lists"), Name: fmt.Sprintf("City %d", manyCities-i), Kind: graph.CityKindTown, Country: []string{"DE", "FR"}[i%2]})
	}
	edition := func(covers ...graph.ID) *graph.Edition {
		return &graph.Edition{Statement: says("lists-2026", "lists"), Directory: "lists", Source: "lists", Date: date("2026-02-08"), Covers: covers}
	}
	n.submit(t, registry.Submission{Note: "cities", RecordedAt: stepAt(1), Records: records})
	n.submit(t, registry.Submission{Note: "an edition", RecordedAt: stepAt(2), Records: []graph.Record{edition(all[1:]...)}})
	renamed := &graph.City{Statement: says("city-0007", "lists"), Name: "Other name", Kind: graph.CityKindTown, Country: "PL"}
	n.submit(t, registry.Submission{Note: "a city is corrected", RecordedAt: stepAt(3), Records: []graph.Record{renamed}})
	n.submit(t, registry.Submission{Note: "the edition is corrected", RecordedAt: stepAt(4), Records: []graph.Record{edition(all[:manyCities-1]...)}})

	covers := func(v graph.View, q graph.Query) []graph.ID {
		t.Helper()
		q.Word, q.First, q.Count = graph.WordCity, graph.MaxFirst, true
		var ids []graph.ID
		for {
			pages, _ := n.agree(t, listAcross(v, graph.WordEdition, "covers", []graph.ID{"lists-2026"}, q)).([]graph.Page)
			if len(pages) != 1 {
				t.Fatal("no page")
			}
			ids = append(ids, idsOf(pages[0].Records)...)
			if !pages[0].More {
				return ids
			}
			q.After = &pages[0].Positions[len(pages[0].Positions)-1]
		}
	}
	then := public()
	then.KnownAt = stepAt(3)
	for _, c := range []struct {
		name string
		v    graph.View
		q    graph.Query
		want int
	}{
		{"all, page by page", public(), graph.Query{}, manyCities - 1},
		{"as it was before its correction", then, graph.Query{OrderBy: "name"}, manyCities - 1},
		{"by name, backwards", public(), graph.Query{OrderBy: "name", Desc: true}, manyCities - 1},
		{"those of one country", public(), graph.Query{Where: graph.In("country", "DE")}, manyCities / 2},
		{"the one that was corrected", public(), graph.Query{Where: graph.In("country", "PL")}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := covers(c.v, c.q); len(got) != c.want {
				t.Errorf("%d cities; want %d", len(got), c.want)
			}
		})
	}
	t.Run("from a city to the editions that cover it", func(t *testing.T) {
		q := graph.Query{Word: graph.WordEdition, First: 5, Count: true}
		for _, v := range []graph.View{public(), then} {
			n.agree(t, listAcross(v, graph.WordCity, "editions", []graph.ID{"city-0000", "city-0007", "city-2499"}, q))
		}
	})
	t.Run("editions by a city that they cover", func(t *testing.T) {
		for _, id := range []graph.ID{"city-0000", "city-0007", "city-2499"} {
			n.ids(t, public(), graph.Query{Word: graph.WordEdition, Where: graph.In("covers", id)})
			n.ids(t, then, graph.Query{Word: graph.WordEdition, Where: graph.In("covers", id)})
		}
	})
	t.Run("its versions have all their cities", func(t *testing.T) {
		lives, err := n.Versions(t.Context(), public(), []graph.Target{{Word: graph.WordEdition, ID: "lists-2026"}})
		if err != nil || len(lives[0]) != 2 {
			t.Fatalf("%d versions: %v", len(lives[0]), err)
		}
		for i, version := range lives[0] {
			if got := version.Record.(*graph.Edition).Covers; len(got) != manyCities-1 || got[0] != all[1-i] {
				t.Errorf("version %d covers %d cities from %s on", i, len(got), got[0])
			}
		}
	})
	n.submit(t, registry.Submission{Note: "the edition is taken back", RecordedAt: stepAt(5), Retractions: []graph.Retraction{{Word: graph.WordEdition, ID: "lists-2026", Reason: "read again"}}})
	if got := n.ids(t, public(), graph.Query{Word: graph.WordEdition}); len(got) != 0 {
		t.Errorf("there are still editions: %v", got)
	}
}
