package storetest

import (
	"testing"

	"twingraph/graph"
)

func checkSearch(t *testing.T, n *network) {
	for _, c := range []struct {
		name string
		q    graph.SearchQuery
		want []graph.ID
	}{
		{"without accents", graph.SearchQuery{Text: "lodz"}, []graph.ID{"lodz-pl"}},
		{"in capitals, with other accents", graph.SearchQuery{Text: "ŁÓDŻ"}, []graph.ID{"lodz-pl"}},
		{"by an alias", graph.SearchQuery{Text: "aix la chapelle"}, []graph.ID{"aachen-de"}},
		{"by a misspelling on record", graph.SearchQuery{Text: "saint jean de bray"}, []graph.ID{"saint-jean-de-braye-fr", "gazette"}},
		{"in another script", graph.SearchQuery{Text: "костр"}, []graph.ID{"kostroma-ru"}},
		{"exact before prefix, own names before aliases, then larger before smaller", graph.SearchQuery{Text: "tarnow"}, []graph.ID{"tarnow-pl", "tarnow-county-pl", "tarnow-county-declaration"}},
		{"exact before prefix before words", graph.SearchQuery{Text: "port"}, []graph.ID{"portland-or-us", "portland-me-us", "sister-cities"}},
		{"several words in any order, each a beginning", graph.SearchQuery{Text: "bra jea"}, []graph.ID{"saint-jean-de-braye-fr", "gazette"}},
		{"all words in one name, not one each in two", graph.SearchQuery{Text: "aachen aken"}, nil},
		{"every word has to match", graph.SearchQuery{Text: "tarnow qqqq"}, nil},
		{"not within a word", graph.SearchQuery{Text: "ostrom"}, nil},
		{"but with a letter that was left out", graph.SearchQuery{Text: "achen"}, []graph.ID{"aachen-de"}},
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
				if hit.Record != nil { // places are cases of their own
					found = append(found, hit.Record.Base().ID)
				}
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
			{graph.SearchQuery{Text: "a", First: 1, Places: []graph.PlaceKind{"SEA"}}, graph.BadUserInput},
			{graph.SearchQuery{Text: "a", First: 1, Countries: []string{"Poland"}}, graph.BadUserInput},
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
