package storetest

import (
	"testing"

	"twingraph/graph"
)

func checkHistories(t *testing.T, n *network) {
	t.Run("as derived from the claims known, at every step", func(t *testing.T) {
		links := n.ids(t, public(), graph.Query{Word: graph.WordTwinningLink})
		for step := range 6 {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			n.agree(t, histories(v, append(links, "nobody")...))
			for _, id := range links {
				n.agree(t, histories(v, id))
			}
		}
	})
	t.Run("a link of which nothing is known has one, a link not known has none", func(t *testing.T) {
		found, err := n.Histories(t.Context(), public(), []graph.ID{"portland-tarnow", "nobody"})
		if err != nil || len(found) != 1 || len(found["portland-tarnow"]) != 1 {
			t.Errorf("histories %v, %v", found, err)
		}
	})
	t.Run("the month became a day", func(t *testing.T) {
		for step, want := range map[int]string{1: "2020-02", 3: "2020-02-20"} {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			found, err := n.Histories(t.Context(), v, []graph.ID{"braye-tuchow"})
			if err != nil {
				t.Fatal(err)
			}
			if since := found["braye-tuchow"].At(today()).Since; since != date(want) {
				t.Errorf("after step %d suspended since %s, want %s", step, since, want)
			}
		}
	})
}

func checkSearch(t *testing.T, n *network) {
	for _, c := range []struct {
		name string
		q    graph.SearchQuery
		want []graph.ID
	}{
		{"without accents", graph.SearchQuery{Text: "lodz"}, []graph.ID{"lodz-pl"}},
		{"in capitals, with other accents", graph.SearchQuery{Text: "ŁÓDŻ"}, []graph.ID{"lodz-pl"}},
		{"by an alias", graph.SearchQuery{Text: "aix la chapelle"}, []graph.ID{"aachen-de"}},
		{"by a misspelling on record", graph.SearchQuery{Text: "saint jean de bray"}, []graph.ID{"saint-jean-de-braye-fr"}},
		{"in another script", graph.SearchQuery{Text: "костр"}, []graph.ID{"kostroma-ru"}},
		{"exact before prefix, larger before smaller, then ids", graph.SearchQuery{Text: "tarnow"}, []graph.ID{"tarnow-county-pl", "tarnow-pl", "tarnow-county-declaration"}},
		{"exact before prefix before words", graph.SearchQuery{Text: "port"}, []graph.ID{"portland-or-us", "portland-me-us", "sister-cities"}},
		{"several words in any order, each a beginning", graph.SearchQuery{Text: "bra jea"}, []graph.ID{"saint-jean-de-braye-fr"}},
		{"all words in one name, not one each in two", graph.SearchQuery{Text: "aachen aken"}, nil},
		{"every word has to match", graph.SearchQuery{Text: "tarnow qqqq"}, nil},
		{"not within a word", graph.SearchQuery{Text: "achen"}, nil},
		{"not within a word that another name begins with", graph.SearchQuery{Text: "sister land"}, nil},
		{"organisations, resolutions and campaigns too", graph.SearchQuery{Text: "declar"}, []graph.ID{"tuchow-declaration", "tarnow-county-declaration", "lodz-rejected"}},
		{"only of the words asked for", graph.SearchQuery{Text: "atl", Words: []graph.Word{graph.WordOrganisation}}, []graph.ID{"atlas-nienawisci"}},
		{"at most as many as asked for", graph.SearchQuery{Text: "portland", First: 1}, []graph.ID{"portland-or-us"}},
		{"a text without a letter or digit finds nothing", graph.SearchQuery{Text: " ?! "}, nil},
		{"not what is known no more", graph.SearchQuery{Text: "do not write"}, nil},
		{"not by a name it had before", graph.SearchQuery{Text: "A digest"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.q.First == 0 {
				c.q.First = 100
			}
			hits, _ := n.agree(t, search(public(), c.q)).([]graph.Hit)
			found := []graph.ID{}
			for _, hit := range hits {
				found = append(found, hit.Record.Base().ID)
			}
			if c.name != "organisations, resolutions and campaigns too" {
				wantIDs(t, found, c.want...)
			} else if len(found) != len(c.want) {
				t.Errorf("found %v", found)
			}
		})
	}
	t.Run("the name that matched is returned as written", func(t *testing.T) {
		hits := n.agree(t, search(public(), graph.SearchQuery{Text: "lodsch", First: 5})).([]graph.Hit)
		if len(hits) != 1 || hits[0].Name != "Lodsch" || hits[0].Match != graph.MatchExact {
			t.Errorf("hits %+v", hits)
		}
	})
	t.Run("bounds and words are checked", func(t *testing.T) {
		for _, c := range []struct {
			q    graph.SearchQuery
			want graph.Code
		}{
			{graph.SearchQuery{Text: "a"}, graph.BadUserInput},
			{graph.SearchQuery{Text: "a", First: 101}, graph.LimitExceeded},
			{graph.SearchQuery{Text: "a", First: 1, Words: []graph.Word{graph.WordContact}}, graph.BadUserInput},
		} {
			_, err := n.Search(t.Context(), public(), c.q)
			wantCode(t, err, c.want)
		}
	})
	t.Run("as known before", func(t *testing.T) {
		for _, text := range []string{"aix", "tuchow an der", "declaration", "cut"} {
			for step := range 6 {
				n.agree(t, search(graph.View{AsOf: today(), KnownAt: stepAt(step)}, graph.SearchQuery{Text: text, First: 10}))
			}
		}
	})
}

func checkCounts(t *testing.T, n *network) {
	t.Run("by status, kind and country, each link once", func(t *testing.T) {
		got := n.agree(t, tally(public(), nil)).(graph.Tally)
		if got.Links != 8 || got.ByStatus[graph.StatusSuspended] != 2 || got.ByCountry["PL"][graph.StatusContested] != 1 ||
			got.ByCountry[""][graph.StatusEnded] != 1 || got.ByKind[graph.LinkKindTwinning][graph.StatusSuspended] != 2 {
			t.Errorf("tally %+v", got)
		}
	})
	t.Run("of a selection, on many days, as known at every step, for every tier", func(t *testing.T) {
		for _, where := range []*graph.Filter{
			nil, graph.In("kind", graph.LinkKindTwinning), ends(graph.In("country", "PL"), nil), graph.Has("claims", nil),
			graph.Not(graph.In("status", graph.StatusNotEstablished)),
		} {
			for _, asOf := range []string{"1990-01-01", "2020-02-10", "2020-02-25", "2022-04-01", "2024-06-15", "2031-01-01"} {
				for step := range 6 {
					v := graph.View{AsOf: day(asOf), KnownAt: stepAt(step), Tier: graph.Tiers()[step%3]}
					n.agree(t, tally(v, where))
					n.agree(t, diff(v, day("2010-01-01"), graph.DiffQuery{Where: where, First: 2, Count: true}))
				}
			}
		}
		_, err := n.Tally(t.Context(), public(), graph.In("beauty", "much"))
		wantCode(t, err, graph.BadUserInput)
	})
	t.Run("what differs between two days, page by page", func(t *testing.T) {
		for _, w := range []graph.Window[graph.ID]{{First: 2}, {Last: 2}} {
			found := walkPages(w, func(w graph.Window[graph.ID]) ([]graph.ID, []graph.ID, bool) {
				page, _ := n.agree(t, diff(public(), day("2019-12-31"), diffWithin(w, true))).(graph.DiffPage)
				ids := []graph.ID{}
				for _, item := range page.Items {
					ids = append(ids, item.Link.ID)
				}
				return ids, ids, page.More
			})
			wantIDs(t, found, "aachen-kostroma", "aix-lodz", "atlantis-portland", "braye-tuchow", "lodz-tarnow", "nieuwegein-pulawy")
		}
	})
	t.Run("what differs within bounds, which need not be links", func(t *testing.T) {
		for _, from := range []string{"1990-01-01", "2019-12-31"} { // in order of id, and by the spells between
			for _, w := range windows(1, new(graph.ID("aix-lodz")), new(graph.ID("m"))) {
				n.agree(t, diff(public(), day(from), diffWithin(w, true)))
				n.agree(t, diff(public(), day(from), diffWithin(w, false)))
			}
		}
	})
	t.Run("no difference with the same day, and bounds", func(t *testing.T) {
		n.agree(t, diff(public(), today(), graph.DiffQuery{First: 10, Count: true}))
		for _, bad := range badSizes() {
			_, err := n.Diff(t.Context(), public(), today(), graph.DiffQuery{First: bad.first, Last: bad.last})
			wantCode(t, err, bad.want)
		}
	})
}

// diffWithin returns the question for the differing links that a window shows.
func diffWithin(w graph.Window[graph.ID], count bool) graph.DiffQuery {
	return graph.DiffQuery{First: w.First, Last: w.Last, After: valueOf(w.After), Before: valueOf(w.Before), Count: count}
}
