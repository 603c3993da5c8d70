package storetest

import (
	"slices"
	"testing"

	"twingraph/graph"
)

func checkList(t *testing.T, n *network) {
	cities := graph.Query{Word: graph.WordCity}
	t.Run("in the order of ids", func(t *testing.T) {
		wantIDs(t, n.ids(t, public(), cities), "aachen-de", "atlantis", "kostroma-ru", "lodz-pl", "nieuwegein-nl", "portland-me-us",
			"portland-or-us", "pulawy-pl", "saint-jean-de-braye-fr", "tarnow-county-pl", "tarnow-pl", "tuchow-pl")
	})
	t.Run("by name without regard to case and accents, ids deciding between equals", func(t *testing.T) {
		q := cities
		q.OrderBy = "name"
		wantIDs(t, n.ids(t, public(), q), "aachen-de", "atlantis", "kostroma-ru", "lodz-pl", "nieuwegein-nl", "portland-me-us",
			"portland-or-us", "pulawy-pl", "saint-jean-de-braye-fr", "tarnow-pl", "tarnow-county-pl", "tuchow-pl")
	})
	t.Run("descending, ids still ascending, what is not known still last", func(t *testing.T) {
		q := cities
		q.OrderBy, q.Desc = "country", true
		wantIDs(t, n.ids(t, public(), q), "portland-me-us", "portland-or-us", "kostroma-ru", "lodz-pl", "pulawy-pl", "tarnow-county-pl",
			"tarnow-pl", "tuchow-pl", "nieuwegein-nl", "saint-jean-de-braye-fr", "aachen-de", "atlantis")
	})
	t.Run("a population of 0 is known, none is not", func(t *testing.T) {
		q := cities
		q.OrderBy = "population"
		found := n.ids(t, public(), q)
		if found[0] != "saint-jean-de-braye-fr" || found[len(found)-1] != "atlantis" {
			t.Errorf("cities by population: %v", found)
		}
	})
	t.Run("links by when their present status began", func(t *testing.T) {
		q := graph.Query{Word: graph.WordTwinningLink, OrderBy: "since"}
		wantIDs(t, n.ids(t, public(), q), "braye-tuchow", "nieuwegein-pulawy", "aachen-kostroma", "lodz-tarnow",
			"atlantis-portland", "aix-lodz", "nieuwegein-pulawy-2", "portland-tarnow")
	})
	t.Run("every order of every word, up and down, page by page", func(t *testing.T) {
		for _, word := range graph.Words() {
			for _, orderBy := range orders(word) {
				for _, desc := range []bool{false, true} {
					for _, first := range []int{3, graph.MaxFirst} {
						n.ids(t, restricted(), graph.Query{Word: word, OrderBy: orderBy, Desc: desc, First: first, Count: first == 3})
					}
				}
			}
		}
	})
	t.Run("backward over all pages the same list, in the same order, as forward", func(t *testing.T) {
		for _, word := range graph.Words() {
			for _, orderBy := range orders(word) {
				for _, desc := range []bool{false, true} {
					q := graph.Query{Word: word, OrderBy: orderBy, Desc: desc}
					forward := n.ids(t, restricted(), q)
					q.Last, q.Count = 5, true
					wantIDs(t, n.ids(t, restricted(), q), forward...)
				}
			}
		}
	})
	t.Run("the last of a list, in its order", func(t *testing.T) {
		for _, c := range []struct {
			name string
			q    graph.Query
			want []graph.ID
			more bool
		}{
			{"of ids", graph.Query{Last: 2}, []graph.ID{"tarnow-pl", "tuchow-pl"}, true},
			{"of ids before one", graph.Query{Last: 2, Before: &graph.Position{ID: "tarnow-pl"}}, []graph.ID{"saint-jean-de-braye-fr", "tarnow-county-pl"}, true},
			{"of ids between two", graph.Query{Last: 5, After: &graph.Position{ID: "pulawy-pl"}, Before: &graph.Position{ID: "tuchow-pl"}},
				[]graph.ID{"saint-jean-de-braye-fr", "tarnow-county-pl", "tarnow-pl"}, false},
			{"what has no value is last", graph.Query{Last: 2, OrderBy: "country"}, []graph.ID{"portland-or-us", "atlantis"}, true},
			{"what has no value is last in descending order too", graph.Query{Last: 2, OrderBy: "country", Desc: true}, []graph.ID{"aachen-de", "atlantis"}, true},
			{"before what has no value", graph.Query{Last: 2, OrderBy: "country", Before: &graph.Position{ID: "atlantis"}},
				[]graph.ID{"portland-me-us", "portland-or-us"}, true},
			{"after the last that has a value", graph.Query{Last: 2, OrderBy: "population", After: &graph.Position{Key: int64(1) << 40, ID: "x"}}, []graph.ID{"atlantis"}, false},
		} {
			t.Run(c.name, func(t *testing.T) {
				c.q.Word = graph.WordCity
				page, _ := n.agree(t, list(public(), c.q)).(graph.Page)
				wantIDs(t, idsOf(page.Records), c.want...)
				if page.More != c.more {
					t.Errorf("more: %v", page.More)
				}
			})
		}
	})
	t.Run("bounds whose records are gone or never were, on either side, that cross or that are one", func(t *testing.T) {
		for _, q := range []graph.Query{
			{Word: graph.WordCity, After: &graph.Position{ID: "aix-la-chapelle-de"}, Before: &graph.Position{ID: "pp"}},
			{Word: graph.WordCity, OrderBy: "name", After: &graph.Position{Key: "b", ID: "nobody"}, Before: &graph.Position{Key: "portland", ID: "portland-or-us"}},
			{Word: graph.WordCity, OrderBy: "population", After: &graph.Position{Key: int64(50000), ID: "x"}, Before: &graph.Position{ID: "b"}},
			{Word: graph.WordCity, OrderBy: "population", Desc: true, After: &graph.Position{Key: int64(50000), ID: "x"}, Before: &graph.Position{ID: "aaa"}},
			{Word: graph.WordCity, OrderBy: "country", Desc: true, After: &graph.Position{Key: "ru", ID: "b"}, Before: &graph.Position{Key: "de", ID: "b"}},
			{Word: graph.WordClaim, OrderBy: "date", After: &graph.Position{Key: day("2020-02-20"), ID: "m"}, Before: &graph.Position{Key: day("2022-03-01"), ID: "zzz"}},
			{Word: graph.WordTwinningLink, OrderBy: "since", After: &graph.Position{Key: day("2020-02-20"), ID: "c"}, Before: &graph.Position{ID: "c"}},
			{Word: graph.WordTwinningLink, OrderBy: "since", Desc: true, Where: ends(graph.In("country", "PL"), nil),
				After: &graph.Position{Key: day("2023-05-05"), ID: "a"}, Before: &graph.Position{Key: day("2020-03-01"), ID: "a"}},
			{Word: graph.WordResolution, OrderBy: "date", After: &graph.Position{Key: day("2019-01-01"), ID: "a"}, Before: &graph.Position{ID: "zzz"}},
		} {
			for _, w := range windows(2, q.After, q.Before) {
				n.agree(t, list(public(), within(q, w)))
			}
		}
	})
	t.Run("cities by the number of their links that match, ids deciding between equals", func(t *testing.T) {
		twinning := graph.In("kind", graph.LinkKindTwinning)
		q := graph.Query{Word: graph.WordCity, OrderBy: "links", Counted: graph.In("kind", graph.LinkKindFriendship, graph.LinkKindPartnership), Desc: true, First: 3}
		wantIDs(t, n.ids(t, public(), q), "lodz-pl", "aachen-de", "nieuwegein-nl", "pulawy-pl", "tarnow-pl",
			"atlantis", "kostroma-ru", "portland-me-us", "portland-or-us", "saint-jean-de-braye-fr", "tarnow-county-pl", "tuchow-pl")
		for _, counted := range []*graph.Filter{nil, twinning, graph.In("status", graph.StatusEnded), graph.Has("claims", nil)} {
			for _, desc := range []bool{false, true} {
				for _, w := range []graph.Window[graph.Position]{{First: 5}, {Last: 5}} {
					n.ids(t, public(), within(graph.Query{Word: graph.WordCity, OrderBy: "links", Counted: counted, Desc: desc, Count: true}, w))
				}
			}
		}
		for _, w := range windows(2, &graph.Position{Key: int64(2), ID: "b"}, &graph.Position{Key: int64(1), ID: "b"}) {
			n.agree(t, list(public(), within(graph.Query{Word: graph.WordCity, OrderBy: "links", Desc: true, Where: graph.In("country", "PL", "DE", "US")}, w)))
			n.agree(t, listAcross(public(), graph.WordTwinningLink, "cities", []graph.ID{"aix-lodz", "lodz-tarnow"},
				within(graph.Query{Word: graph.WordCity, OrderBy: "links", Desc: true, Counted: twinning}, w)))
		}
		n.ids(t, public(), graph.Query{Word: graph.WordOrganisation, OrderBy: "partnerships", Desc: true, First: 2})
	})
	t.Run("links by the names of their cities, those of the first first", func(t *testing.T) { byCityNames(t, n) })
	t.Run("a page begins after a position whose record is gone or never was", func(t *testing.T) {
		for _, q := range []graph.Query{
			{Word: graph.WordCity, First: 2, After: &graph.Position{ID: "aix-la-chapelle-de"}},
			{Word: graph.WordCity, First: 2, After: &graph.Position{ID: "zzz"}},
			{Word: graph.WordCity, First: 2, OrderBy: "name", After: &graph.Position{Key: "m", ID: "nobody"}},
			{Word: graph.WordCity, First: 2, OrderBy: "name", Desc: true, After: &graph.Position{Key: "portland", ID: "portland-me-us"}},
			{Word: graph.WordCity, First: 2, OrderBy: "population", After: &graph.Position{Key: int64(50000), ID: "x"}},
			{Word: graph.WordCity, First: 2, OrderBy: "population", Desc: true, After: &graph.Position{ID: "aaa"}},
			{Word: graph.WordClaim, First: 2, OrderBy: "date", After: &graph.Position{Key: day("2020-02-20"), ID: "zzz"}},
			{Word: graph.WordTwinningLink, First: 2, OrderBy: "since", Desc: true, After: &graph.Position{Key: day("2023-05-05"), ID: "a"}},
		} {
			n.agree(t, list(public(), q))
		}
	})
	t.Run("what cannot be asked is refused", func(t *testing.T) { refusals(t, n) })
	t.Run("what is fetched with a page is what one would have got anyway", func(t *testing.T) { fetchedWith(t, n) })
}

// orders returns the names of the ordered fields of word, of its orders by what is
// related, and the order of ids.
func orders(word graph.Word) []string {
	names := []string{""}
	for _, field := range graph.ShapeOf(word).Fields {
		if field.Ordered {
			names = append(names, field.Name)
		}
	}
	for _, order := range graph.ShapeOf(word).Orders {
		names = append(names, order.Name)
	}
	return names
}

func refusals(t *testing.T, n *network) {
	for _, c := range []struct {
		name string
		q    graph.Query
		want graph.Code
	}{
		{"an unknown order", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "beauty"}, graph.BadUserInput},
		{"an order by a field that has none", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "kind"}, graph.BadUserInput},
		{"a number of what is one", graph.Query{Word: graph.WordClaim, First: 1, OrderBy: "link"}, graph.BadUserInput},
		{"a number of what has no such field", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "links", Counted: graph.In("beauty", "much")}, graph.BadUserInput},
		{"something counted that the order is not of", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "name", Counted: graph.In("kind", graph.LinkKindTwinning)}, graph.BadUserInput},
		{"a position of an order by name in one by number", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "links", After: &graph.Position{Key: "text", ID: "a"}}, graph.BadUserInput},
		{"an unknown field", graph.Query{Word: graph.WordCity, First: 1, Where: graph.In("beauty", "much")}, graph.BadUserInput},
		{"an unknown edge", graph.Query{Word: graph.WordCity, First: 1, Where: graph.Has("rivals", nil)}, graph.BadUserInput},
		{"fewer than no records across an edge", graph.Query{Word: graph.WordCity, First: 1, Where: graph.HasAtLeast(-1, "links", nil)}, graph.BadUserInput},
		{"a position of another order", graph.Query{Word: graph.WordCity, First: 1, OrderBy: "population", After: &graph.Position{Key: "text", ID: "a"}}, graph.BadUserInput},
		{"a position of an order in the order of ids", graph.Query{Word: graph.WordCity, First: 1, After: &graph.Position{Key: "text", ID: "a"}}, graph.BadUserInput},
		{"a position of another order to come before", graph.Query{Word: graph.WordCity, Last: 1, OrderBy: "population", Before: &graph.Position{Key: "text", ID: "a"}}, graph.BadUserInput},
		{"a position of an order to come before in the order of ids", graph.Query{Word: graph.WordCity, First: 1, Before: &graph.Position{Key: "text", ID: "a"}}, graph.BadUserInput},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := n.List(t.Context(), public(), c.q)
			wantCode(t, err, c.want)
			_, err = n.ListAcross(t.Context(), public(), graph.WordTwinningLink, "cities", []graph.ID{"braye-tuchow"}, c.q)
			wantCode(t, err, c.want)
		})
	}
	t.Run("a page of no length, too long, of both ends", func(t *testing.T) {
		for _, bad := range badSizes() {
			q := graph.Query{Word: graph.WordCity, First: bad.first, Last: bad.last}
			_, err := n.List(t.Context(), public(), q)
			wantCode(t, err, bad.want)
			_, err = n.ListAcross(t.Context(), public(), graph.WordTwinningLink, "cities", []graph.ID{"braye-tuchow"}, q)
			wantCode(t, err, bad.want)
		}
	})
}

// fetchedWith checks all that a store chose to fetch with pages.
func fetchedWith(t *testing.T, n *network) {
	all := graph.WithHistories | graph.WithCities | graph.WithClaims | graph.WithSources | graph.WithCitySources | graph.WithClaimSources
	for _, step := range []int{1, 2, 3, 20} {
		v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
		for _, word := range graph.Words() {
			page, err := n.List(t.Context(), v, graph.Query{Word: word, First: 100, With: all})
			if err != nil {
				t.Fatal(err)
			}
			checkFetched(t, n, v, page)
		}
		pages, err := n.ListAcross(t.Context(), v, graph.WordCity, "links", []graph.ID{"lodz-pl", "aachen-de"},
			graph.Query{Word: graph.WordTwinningLink, First: 1, With: all})
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			checkFetched(t, n, v, page)
		}
	}
}

func checkFetched(t *testing.T, n *network, v graph.View, page graph.Page) {
	t.Helper()
	onPage := idsOf(page.Records)
	for id, h := range page.Fetched.Histories {
		if want := n.ref.history(v, id); !slices.Contains(onPage, id) || !h.Equal(want) {
			t.Errorf("history fetched with %s: %v, want %v", id, h, want)
		}
	}
	for id, claims := range page.Fetched.Claims {
		want, err := n.ref.ListAcross(t.Context(), v, graph.WordTwinningLink, "claims", []graph.ID{id},
			graph.Query{Word: graph.WordClaim, OrderBy: "date", First: graph.MaxFirst})
		if err != nil {
			t.Fatal(err)
		}
		got := []graph.ID{}
		for _, c := range claims {
			got = append(got, c.ID)
		}
		wantIDs(t, got, idsOf(want[0].Records)...)
	}
	for _, record := range page.Fetched.Records {
		want := n.ref.known(v, record.Word(), record.Base().ID)
		if want == nil {
			t.Errorf("%s %s that was fetched too does not exist for the viewer", record.Word(), record.Base().ID)
		}
	}
}
