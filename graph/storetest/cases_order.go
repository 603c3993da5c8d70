package storetest

import (
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// byCityNames orders links by the names of their cities: with bounds on either side, of
// records that are there and that are not, and over an edge.
func byCityNames(t *testing.T, n *network) {
	q := graph.Query{Word: graph.WordTwinningLink, OrderBy: "cityNames"}
	wantIDs(t, n.ids(t, public(), q), "aachen-kostroma", "atlantis-portland", "aix-lodz", "lodz-tarnow", "nieuwegein-pulawy",
		"portland-tarnow", "nieuwegein-pulawy-2", "braye-tuchow")
	bounds := []*graph.Position{nil, {Key: "lodz\ntarnow", ID: "lodz-tarnow"}, {Key: "lodz\n", ID: "zzz"}, {Key: "nieuwegein\npulawy", ID: "nobody"}, {ID: "b"}}
	for i, after := range bounds {
		for j, before := range bounds {
			for _, w := range windows(2, after, before) {
				q := within(graph.Query{Word: graph.WordTwinningLink, OrderBy: "cityNames", Desc: (i+j)%2 == 0, Count: true}, w)
				n.agree(t, list(public(), q))
				n.agree(t, listAcross(public(), graph.WordCity, "links", []graph.ID{"lodz-pl", "nobody", "tarnow-pl", "lodz-pl"}, q))
				q.Where, q.Desc = ends(graph.In("country", "PL"), nil), !q.Desc
				n.agree(t, list(public(), q))
			}
		}
	}
}

// checkNamesCorrected orders links by the names of cities that are corrected, and by those
// of the cities of another end: each instant has the names that were known then.
func checkNamesCorrected(t *testing.T, store graph.Store) {
	n := newNetwork(store)
	city := func(id graph.ID, name string) *graph.City {
		return &graph.City{Statement: says(id), Name: name, Kind: graph.CityKindCity}
	}
	link := func(id, a, b graph.ID) *graph.TwinningLink {
		return &graph.TwinningLink{Statement: says(id), A: a, B: b, Kind: graph.LinkKindTwinning}
	}
	n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: []graph.Record{
		city("a", "New"), city("b", "New York"), city("c", "Ångström"), city("d", "york"),
		link("one", "a", "d"), link("three", "b", "c"), link("two", "a", "c"), link("other-two", "a", "c"),
	}})
	n.submit(t, registry.Submission{RecordedAt: stepAt(2), Records: []graph.Record{city("a", "Ypres"), city("c", "Zürich")}})
	n.submit(t, registry.Submission{RecordedAt: stepAt(3), Records: []graph.Record{link("one", "b", "d")}})
	for step, want := range [][]graph.ID{
		{},
		{"other-two", "two", "one", "three"}, // a name that begins another comes first, whatever the second is
		{"three", "one", "other-two", "two"},
		{"one", "three", "other-two", "two"},
	} {
		v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
		for _, q := range []graph.Query{{First: 10}, {First: 2}, {Last: 3}, {Last: 3, Desc: true}} {
			q.Word, q.OrderBy = graph.WordTwinningLink, "cityNames"
			ids := n.ids(t, v, q)
			if !q.Desc {
				wantIDs(t, ids, want...)
			}
			n.agree(t, listAcross(v, graph.WordCity, "links", []graph.ID{"a", "b", "c", "d"}, q))
		}
	}
}
