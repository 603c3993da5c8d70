package storetest

import (
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// typed is a network of names that people write in many ways, in a store of its own.
func typed(t *testing.T, store graph.Store) *network {
	t.Helper()
	n := newNetwork(store)
	city := func(id graph.ID, name, country, region string, population int) *graph.City {
		return &graph.City{Statement: says(id, "book"), Name: name, Kind: graph.CityKindCity, Country: country, Region: region, Population: inhabitants(population)}
	}
	with := func(c *graph.City, fill func(*graph.City)) *graph.City {
		fill(c)
		return c
	}
	n.submit(t, registry.Submission{Note: "names", RecordedAt: stepAt(1), Records: []graph.Record{
		&graph.Source{Statement: says("book"), Title: "Handbook of twinning", Publisher: "Council of Towns"},
		&graph.Source{Statement: says("leaflet"), Title: "Leaflet about Murmansk"}, // cited by nothing: PARTNER
		city("portland-or-us", "Portland", "US", "Oregon", 630000),
		city("portland-me-us", "Portland", "US", "Maine", 68000),
		city("portland-au", "Portland", "AU", "Victoria", 10000),
		city("poland-me-us", "Poland", "US", "Maine", 5900),
		city("new-york-us", "New York", "US", "New York", 8800000),
		with(city("chicago-il-us", "Chicago", "US", "Illinois", 2700000), func(c *graph.City) { c.Wikidata, c.GeoNames = "Q1297", "4887398" }),
		with(city("murmansk-ru", "Murmansk", "RU", "Murmansk Oblast", 270000), func(c *graph.City) { c.Wikidata, c.Notes = "Q1763", "An ice-free harbour" }),
		with(city("kaliningrad-ru", "Kaliningrad", "RU", "Kaliningrad Oblast", 475000), func(c *graph.City) { c.Wikidata = "Q1829" }),
		city("tbilisi-ge", "Tbilisi", "GE", "", 1200000),
		city("atlanta-ga-us", "Atlanta", "US", "Georgia", 500000),
		city("saint-jean-de-braye-fr", "Saint-Jean-de-Braye", "FR", "Centre-Val de Loire", 21000),
		city("st-gallen-ch", "St. Gallen", "CH", "St. Gallen", 76000),
		city("dusseldorf-de", "Düsseldorf", "DE", "Nordrhein-Westfalen", 620000),
		city("goteborg-se", "Göteborg", "SE", "Västra Götaland", 590000),
		city("aarhus-dk", "Århus", "DK", "Midtjylland", 290000),
		city("tromso-no", "Tromsø", "NO", "Troms", 78000),
		city("dakovo-hr", "Đakovo", "HR", "", 23000),
		with(city("warsaw-pl", "Warsaw", "PL", "Mazowieckie", 1860000), func(c *graph.City) { c.LocalName, c.Aliases = "Warszawa", []string{"Warschau"} }),
		with(city("warschau-de", "Warschau", "DE", "", 90), func(*graph.City) {}),
		with(city("london-gb", "London", "GB", "England", 8960000), func(c *graph.City) { c.GeoNames = "2643743" }),
		with(city("tokyo-jp", "Tokyo", "JP", "", 9730000), func(c *graph.City) { c.GeoNames = "1850147" }),
		with(city("jerusalem-il", "Jerusalem", "IL", "", 970000), func(c *graph.City) { c.GeoNames = "281184" }),
		with(city("mashhad-ir", "Mashhad", "IR", "Razavi Khorasan", 2300000), func(c *graph.City) { c.GeoNames = "124665" }),
		city("alexandria-va-us", "Alexandria", "US", "Virginia", 153000),
		city("chelyabinsk-ru", "Chelyabinsk", "RU", "Chelyabinsk Oblast", 1190000),
		&graph.Organisation{Statement: says("portland-friends", "book"), Name: "Portland Friends", Kind: graph.OrganisationNGO, Country: "US"},
		&graph.Practice{Statement: says("school-first", "book"), Kind: graph.PracticeBest, Title: "Begin with schools", Summary: "Pupils write letters in winter"},
	}})
	n.submit(t, registry.Submission{Note: "what became of names", RecordedAt: stepAt(2), Records: []graph.Record{
		city("tromso-no", "Tromsø", "NO", "Finnmark", 78000),
	}})
	return n
}

// found shows what a hit is in a word: the id of a record, a country, a region in its
// country.
func found(h graph.Hit) string {
	switch {
	case h.Place == nil:
		return string(h.Record.Base().ID)
	case h.Place.Region == "":
		return h.Place.Country
	}
	return h.Place.Region + " in " + h.Place.Country
}

func checkTyped(t *testing.T, n *network) {
	in := func(codes ...string) []string { return codes }
	cities := []graph.Word{graph.WordCity}
	for _, c := range []struct {
		name  string
		q     graph.SearchQuery
		match graph.Match // of the first
		want  []string
	}{
		{"a city and the code of its state", graph.SearchQuery{Text: "Portland, OR"}, graph.MatchExact, []string{"portland-or-us"}},
		{"the same with nothing but a space", graph.SearchQuery{Text: "portland or"}, graph.MatchExact, []string{"portland-or-us"}},
		{"a city and the name of its state", graph.SearchQuery{Text: "Chicago, Illinois"}, graph.MatchExact, []string{"chicago-il-us"}},
		{"a city and its state, then the country after a comma", graph.SearchQuery{Text: "Chicago IL, USA"}, graph.MatchExact, []string{"chicago-il-us"}},
		{"a city and its country", graph.SearchQuery{Text: "Murmansk, Russia", Words: cities}, graph.MatchExact, []string{"murmansk-ru"}},
		{"in German", graph.SearchQuery{Text: "Murmansk (Russland)", Words: cities}, graph.MatchExact, []string{"murmansk-ru"}},
		{"in Polish, without a comma", graph.SearchQuery{Text: "murmansk rosja", Words: cities}, graph.MatchExact, []string{"murmansk-ru"}},
		{"by another name of the country", graph.SearchQuery{Text: "Portland, USA", Words: cities}, graph.MatchExact, []string{"portland-or-us", "portland-me-us"}},
		{"in brackets", graph.SearchQuery{Text: "Portland (Maine)"}, graph.MatchExact, []string{"portland-me-us"}},
		{"state and country", graph.SearchQuery{Text: "Portland, Maine, USA"}, graph.MatchExact, []string{"portland-me-us"}},
		{"state and country with nothing but spaces", graph.SearchQuery{Text: "portland maine usa"}, graph.MatchExact, []string{"portland-me-us"}},
		{"a region that has no code, by its beginning", graph.SearchQuery{Text: "Portland, Vict"}, graph.MatchExact, []string{"portland-au"}},
		{"what is in another place is not found", graph.SearchQuery{Text: "Chicago, Maine"}, "", nil},
		{"nor what is in a place not known", graph.SearchQuery{Text: "Portland, Qqqq"}, "", nil},
		{"a name that a country and a state share", graph.SearchQuery{Text: "Tbilisi, Georgia"}, graph.MatchExact, []string{"tbilisi-ge"}},
		{"and the state", graph.SearchQuery{Text: "Atlanta, Georgia"}, graph.MatchExact, []string{"atlanta-ga-us"}},
		{"as in an address of ours", graph.SearchQuery{Text: "chicago-il-us"}, graph.MatchExact, []string{"chicago-il-us"}},
		{"St for Saint, without hyphens", graph.SearchQuery{Text: "St Jean de Braye"}, graph.MatchExact, []string{"saint-jean-de-braye-fr"}},
		{"Sankt for St.", graph.SearchQuery{Text: "Sankt Gallen", Words: cities}, graph.MatchExact, []string{"st-gallen-ch"}},
		{"by Wikidata id", graph.SearchQuery{Text: "Q1829"}, graph.MatchCode, []string{"kaliningrad-ru"}},
		{"in a small letter", graph.SearchQuery{Text: " q1829 "}, graph.MatchCode, []string{"kaliningrad-ru"}},
		{"by the address of Wikidata", graph.SearchQuery{Text: "https://www.wikidata.org/wiki/Q1829"}, graph.MatchCode, []string{"kaliningrad-ru"}},
		{"by GeoNames id", graph.SearchQuery{Text: "4887398"}, graph.MatchCode, []string{"chicago-il-us"}},
		{"no beginning of an id", graph.SearchQuery{Text: "Q182"}, "", nil},
		{"ue for ü", graph.SearchQuery{Text: "Duesseldorf"}, graph.MatchExact, []string{"dusseldorf-de"}},
		{"u for ü", graph.SearchQuery{Text: "Dusseldorf"}, graph.MatchExact, []string{"dusseldorf-de"}},
		{"oe for ö", graph.SearchQuery{Text: "goeteb"}, graph.MatchPrefix, []string{"goteborg-se"}},
		{"aa for å", graph.SearchQuery{Text: "Aarhus"}, graph.MatchExact, []string{"aarhus-dk"}},
		{"a for å", graph.SearchQuery{Text: "arhus"}, graph.MatchExact, []string{"aarhus-dk"}},
		{"oe for ø", graph.SearchQuery{Text: "Tromsoe"}, graph.MatchExact, []string{"tromso-no"}},
		{"dj for đ", graph.SearchQuery{Text: "Djakovo"}, graph.MatchExact, []string{"dakovo-hr"}},
		{"ue for ü in a region", graph.SearchQuery{Text: "Göteborg, Vaestra Goetaland"}, graph.MatchExact, []string{"goteborg-se"}},
		{"neighbours that changed places", graph.SearchQuery{Text: "Chiacgo"}, graph.MatchFuzzy, []string{"chicago-il-us"}},
		{"a letter left out", graph.SearchQuery{Text: "Murmask", Words: cities}, graph.MatchFuzzy, []string{"murmansk-ru"}},
		{"two errors in a long word", graph.SearchQuery{Text: "Cheljabinks", Words: cities}, graph.MatchFuzzy, []string{"chelyabinsk-ru"}},
		{"two are too many in a short one", graph.SearchQuery{Text: "Chiaco", Words: cities}, "", nil},
		{"none in a very short one", graph.SearchQuery{Text: "Yrk", Words: cities}, "", nil},
		{"the first letter is as it is", graph.SearchQuery{Text: "Zhicago"}, "", nil},
		{"an error in a city, not in its place", graph.SearchQuery{Text: "Portlnd, Maine", Words: cities}, graph.MatchFuzzy, []string{"portland-me-us"}},
		{"an error in one word of several", graph.SearchQuery{Text: "saint jean de barye", Words: cities}, graph.MatchFuzzy, []string{"saint-jean-de-braye-fr"}},
		{"a city's own name before another's alias, however small it is", graph.SearchQuery{Text: "Warschau", Words: cities}, graph.MatchExact, []string{"warschau-de", "warsaw-pl"}},
		{"a name in its own language is an own name", graph.SearchQuery{Text: "Warszawa"}, graph.MatchExact, []string{"warsaw-pl"}},
		{"by its name in another language", graph.SearchQuery{Text: "Londra"}, graph.MatchExact, []string{"london-gb"}},
		{"in another script", graph.SearchQuery{Text: "東京"}, graph.MatchExact, []string{"tokyo-jp"}},
		{"by two words of one language", graph.SearchQuery{Text: "al quds"}, graph.MatchExact, []string{"jerusalem-il"}},
		{"by its name in another language, and its country", graph.SearchQuery{Text: "Londres, UK", Words: cities}, graph.MatchExact, []string{"london-gb"}},
		{"not in another country", graph.SearchQuery{Text: "Londres, France", Words: cities}, "", nil},
		{"nor where something else is asked for", graph.SearchQuery{Text: "Londra", Countries: in("JP")}, "", nil},
		{"by the beginning of a name in another language", graph.SearchQuery{Text: "Londr"}, graph.MatchWords, []string{"london-gb"}},
		{"by no two letters of it", graph.SearchQuery{Text: "Lu", Words: cities}, "", nil},
		{"nor by an error in it", graph.SearchQuery{Text: "Aelia Capitolino", Words: cities}, "", nil},
		{"own names before what a larger city is called elsewhere", graph.SearchQuery{Text: "Alexandria", Words: cities}, graph.MatchExact, []string{"alexandria-va-us", "mashhad-ir"}},
		{"a letter finds no name in another language", graph.SearchQuery{Text: "a", Words: cities}, graph.MatchPrefix, []string{"atlanta-ga-us", "aarhus-dk", "alexandria-va-us"}},
		{"in a country", graph.SearchQuery{Text: "port", Countries: in("AU")}, graph.MatchPrefix, []string{"portland-au"}},
		{"in one of two", graph.SearchQuery{Text: "portland", Countries: in("AU", "US"), Words: cities}, graph.MatchExact, []string{"portland-or-us", "portland-me-us", "portland-au"}},
		{"organisations too are in a country", graph.SearchQuery{Text: "portland f", Countries: in("US")}, graph.MatchPrefix, []string{"portland-friends"}},
		{"in a region", graph.SearchQuery{Text: "portland", Region: "maine"}, graph.MatchExact, []string{"portland-me-us"}},
		{"in a state by its code", graph.SearchQuery{Text: "portland", Region: "OR"}, graph.MatchExact, []string{"portland-or-us"}},
		{"a practice", graph.SearchQuery{Text: "begin with"}, graph.MatchPrefix, []string{"school-first"}},
		{"by what is said of it", graph.SearchQuery{Text: "pupils winter"}, graph.MatchWords, []string{"school-first"}},
		{"a source", graph.SearchQuery{Text: "handbook"}, graph.MatchPrefix, []string{"book"}},
		{"by its publisher", graph.SearchQuery{Text: "council of towns"}, graph.MatchWords, []string{"book"}},
		{"notes", graph.SearchQuery{Text: "ice-free"}, graph.MatchWords, []string{"murmansk-ru"}},
		{"a letter or two find no notes", graph.SearchQuery{Text: "ic", Words: cities}, "", nil},
		{"no error is forgiven in notes", graph.SearchQuery{Text: "harbuor"}, "", nil},
		{"a country, after cities of its name", graph.SearchQuery{Text: "Poland"}, graph.MatchExact, []string{"poland-me-us", "PL"}},
		{"a country in German", graph.SearchQuery{Text: "Deutschland"}, graph.MatchExact, []string{"DE"}},
		{"a country that has no city on record", graph.SearchQuery{Text: "mongolei"}, graph.MatchExact, []string{"MN"}},
		{"by another name of it", graph.SearchQuery{Text: "Holland"}, graph.MatchExact, []string{"NL"}},
		{"by its code, in capitals", graph.SearchQuery{Text: "NO", Places: graph.PlaceKinds()}, graph.MatchCode, []string{"NO", "MK", "NF", "MP", "NC", "NZ"}},
		{"a country that was mistyped", graph.SearchQuery{Text: "Germnay"}, graph.MatchFuzzy, []string{"DE"}},
		{"a region after a city of its name", graph.SearchQuery{Text: "new york"}, graph.MatchExact, []string{"new-york-us", "New York in US"}},
		{"a region and its country", graph.SearchQuery{Text: "Maine, USA"}, graph.MatchExact, []string{"Maine in US"}},
		{"regions alone", graph.SearchQuery{Text: "m", Places: []graph.PlaceKind{graph.PlaceRegion}, Countries: in("RU", "PL")}, graph.MatchPrefix, []string{"Mazowieckie in PL", "Murmansk Oblast in RU"}},
		{"not a region in which a city was once", graph.SearchQuery{Text: "Troms", Places: []graph.PlaceKind{graph.PlaceRegion}}, "", nil},
		{"where it is now", graph.SearchQuery{Text: "finnmark"}, graph.MatchExact, []string{"Finnmark in NO"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.q.First == 0 {
				c.q.First = 100
			}
			hits, _ := n.agree(t, search(public(), c.q)).([]graph.Hit)
			got := []string{}
			for _, hit := range hits {
				got = append(got, found(hit))
			}
			if c.match == graph.MatchCode && len(got) > 1 {
				got, c.want = got[:1], c.want[:1] // the rest are names that begin so
			}
			if !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
				t.Fatalf("found %q, want %q", got, c.want)
			}
			if len(hits) > 0 && hits[0].Match != c.match {
				t.Errorf("%s by %s, want %s", got[0], hits[0].Match, c.match)
			}
		})
	}
	t.Run("typing errors come after what has none, and only where that is little", func(t *testing.T) {
		for first := 1; first < 8; first++ {
			n.agree(t, search(public(), graph.SearchQuery{Text: "portlan", First: first}))
			n.agree(t, search(public(), graph.SearchQuery{Text: "portlnad", First: first}))
		}
	})
	t.Run("what the viewer may not see is not found, by no kind of match", func(t *testing.T) {
		for _, text := range []string{"Leaflet about Murmansk", "leaf", "leaflte", "murmansk"} {
			for _, tier := range graph.Tiers() {
				v := public()
				v.Tier = tier
				hits, _ := n.agree(t, search(v, graph.SearchQuery{Text: text, First: 20, Words: []graph.Word{graph.WordSource}})).([]graph.Hit)
				if seen := tier != graph.TierPublic; (len(hits) > 0) != seen {
					t.Errorf("%q for %s: found %v", text, tier, hits)
				}
			}
		}
	})
	t.Run("as known before", func(t *testing.T) {
		for _, text := range []string{"troms", "Tromsø, Troms", "tromso finnmark", "Trosmo"} {
			for step := range 3 {
				n.agree(t, search(graph.View{AsOf: today(), KnownAt: stepAt(step)}, graph.SearchQuery{Text: text, First: 10}))
			}
		}
	})
}
