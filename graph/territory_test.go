package graph_test

import (
	"testing"

	"twingraph/graph"
)

// names reads dated names of a table.
func names(t *testing.T, written ...string) []graph.CityName {
	t.Helper()
	var list []graph.CityName
	for _, s := range written {
		n, err := graph.ParseCityName(s)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "written again", n.String(), s)
		list = append(list, n)
	}
	return list
}

func TestWhatACityWasCalledOnADay(t *testing.T) {
	volgograd := &graph.City{Name: "Volgograd", Names: names(t, "Tsaritsyn:en::1925-04-10", "Stalingrad:en:1925-04-10:1961-11-10", "Сталинград:ru:1925-04-10:1961-11-10")}
	coloned := &graph.City{Name: "Now", Names: names(t, "St: Mary:en:1900:1950")}
	for _, c := range []struct {
		city                *graph.City
		day, language, want string
	}{
		{volgograd, "1950-01-01", "en", "Stalingrad"},
		{volgograd, "1950-01-01", "ru", "Сталинград"},
		{volgograd, "1950-01-01", "pl", "Stalingrad"}, // the first that there is
		{volgograd, "1925-04-09", "en", "Tsaritsyn"},
		{volgograd, "1925-04-10", "en", "Stalingrad"},
		{volgograd, "1961-11-09", "en", "Stalingrad"},
		{volgograd, "1961-11-10", "en", "Volgograd"},
		{coloned, "1949-12-31", "en", "St: Mary"},
		{coloned, "1950-01-01", "en", "Now"}, // a year ends a name on its first day
		{&graph.City{Name: "Aachen"}, "1950-01-01", "en", "Aachen"},
	} {
		t.Run(c.want+" on "+c.day, func(t *testing.T) {
			on, err := graph.ParseDay(c.day)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "name", c.city.NameOn(on, c.language), c.want)
		})
	}
}

func TestDatedNamesThatAreNone(t *testing.T) {
	for _, s := range []string{"", "Stalingrad", "Stalingrad:en", "Stalingrad:en:1925", "Stalingrad:en:long ago:1961", "Stalingrad:en:1925:1961-13"} {
		if n, err := graph.ParseCityName(s); graph.CodeOf(err) != graph.BadUserInput {
			t.Errorf("%q is read as %v, %v", s, n, err)
		}
	}
}

// A record says of a place that several states claim who claims it and, in a note, what it is
// about; which of them the country of the record is, is no judgement.
func TestCitiesOfTerritoriesInDispute(t *testing.T) {
	for _, c := range []struct {
		says  string
		fill  func(*graph.City)
		wrong string // the field; empty for none
	}{
		{"nobody disputes it", func(*graph.City) {}, ""},
		{"ruled by one, claimed by two", func(c *graph.City) {
			c.Country, c.AdministeredBy, c.ClaimedBy, c.ListedUnder, c.TerritoryNote = "UA", "RU", []string{"RU", "UA"}, []string{"UA", "RU"}, "Crimea."
		}, ""},
		{"ruled by no state with a code", func(c *graph.City) {
			c.Country, c.ClaimedBy, c.TerritoryNote = "CY", []string{"CY"}, "Northern Cyprus."
		}, ""},
		{"who claims it is not said", func(c *graph.City) { c.AdministeredBy = "MA" }, "claimedBy"},
		{"what is disputed is not said", func(c *graph.City) { c.ClaimedBy = []string{"RS", "XK"} }, "territoryNote"},
		{"a note about nothing", func(c *graph.City) { c.TerritoryNote = "Disputed." }, "claimedBy"},
		{"a state that has no code", func(c *graph.City) { c.ClaimedBy, c.TerritoryNote = []string{"XN"}, "A note." }, "claimedBy"},
		{"a code of a state that is no more", func(c *graph.City) { c.ListedUnder = []string{"YU"} }, "listedUnder"},
		{"a code of a subdivision", func(c *graph.City) { c.ISO3166_2 = "UA-43" }, ""},
		{"a subdivision of no country", func(c *graph.City) { c.ISO3166_2 = "ZZ-43" }, "iso3166_2"},
		{"a subdivision in small letters", func(c *graph.City) { c.ISO3166_2 = "UA-kr" }, "iso3166_2"},
		{"it took its own place", func(c *graph.City) { c.Successor = "c" }, "successor"},
		{"a name that ended before it began", func(c *graph.City) { c.Names = names(t, "Old:en:1961:1925") }, "names"},
		{"a name in a language that is none", func(c *graph.City) { c.Names = names(t, "Old:English:1925:1961") }, "names"},
		{"a dated name with the mark of a footnote", func(c *graph.City) { c.Names = names(t, "Old[1]:en:1925:1961") }, "names"},
		{"a dated name without a name", func(c *graph.City) { c.Names = names(t, ":en:1925:1961") }, "names"},
	} {
		t.Run(c.says, func(t *testing.T) {
			city := &graph.City{Statement: graph.Statement{ID: "c", Sources: []graph.ID{"s"}, Confidence: graph.Documented}, Name: "City", Kind: graph.CityKindCity}
			c.fill(city)
			wrong := ""
			for _, p := range graph.Validate(graph.Canonical(city)) {
				wrong += p.Field
			}
			same(t, "wrong", wrong, c.wrong)
		})
	}
}
