package lists

import (
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
)

// TestTheTableOfTerritories: each row says who claims the territory, what is disputed with a
// date, and a source with an address and a date; sources that are named twice are the same.
func TestTheTableOfTerritories(t *testing.T) {
	sources := map[graph.ID]graph.Source{}
	for _, territory := range Territories() {
		t.Run(territory.Name, func(t *testing.T) {
			city := &graph.City{
				Statement: graph.Statement{ID: "c", Sources: []graph.ID{"s"}, Confidence: graph.Documented}, Name: "City", Kind: graph.CityKindCity,
				Country: territory.Country, AdministeredBy: territory.AdministeredBy, ClaimedBy: territory.ClaimedBy, TerritoryNote: territory.Note,
			}
			for _, problem := range slices.Concat(graph.Validate(graph.Canonical(city)), graph.Validate(&territory.Source)) {
				t.Error(problem)
			}
			if !strings.ContainsAny(territory.Note, "0123456789") || territory.Source.Date.IsZero() || !strings.HasPrefix(territory.Source.URL, "https://") {
				t.Errorf("no date or no address: %+v", territory)
			}
			if len(territory.Regions)+len(territory.Places)+len(territory.Names) == 0 {
				t.Error("nothing lies there")
			}
			if other, twice := sources[territory.Source.ID]; twice && (other.Title != territory.Source.Title || other.Date != territory.Source.Date) {
				t.Errorf("%s is two sources", territory.Source.ID)
			}
			sources[territory.Source.ID] = territory.Source
		})
	}
}

func TestWhereAPlaceLies(t *testing.T) {
	for _, c := range []struct {
		says  string
		place *gazetteer.Place // nil for what the gazetteer has not
		in    string           // the country
		names []string
		want  string
	}{
		{"by its region", &gazetteer.Place{ID: 1, Country: "UA", RegionCode: "11"}, "UA", nil, "Crimea"},
		{"by itself, before its region", &gazetteer.Place{ID: 701822, Country: "UA", RegionCode: "05"}, "UA", nil, "Held by Russia since 2022"},
		{"in an oblast that is held in part", &gazetteer.Place{ID: 704508, Country: "UA", RegionCode: "05"}, "UA", nil, "Donetsk, Luhansk, Zaporizhzhia and Kherson oblasts"},
		{"elsewhere in the country", &gazetteer.Place{ID: 703448, Country: "UA", RegionCode: "12"}, "UA", nil, ""},
		{"the same code in another country", &gazetteer.Place{ID: 2, Country: "PL", RegionCode: "11"}, "PL", nil, ""},
		{"a region that is not known", &gazetteer.Place{ID: 3, Country: "CY"}, "CY", nil, ""},
		{"all of a country", &gazetteer.Place{ID: 4, Country: "XK", RegionCode: "9"}, "XK", nil, "Kosovo"},
		{"all of a country, without a place", nil, "TW", []string{"Anywhere"}, "Taiwan"},
		{"by a name that the gazetteer has not", nil, "CY", []string{"Gönyeli"}, "Northern Cyprus"},
		{"by another of its names", nil, "EH", []string{"Es-Semara", "Smara"}, "Western Sahara, held by Morocco"},
		{"Kashmir on one side", &gazetteer.Place{ID: 1255634, Country: "IN", RegionCode: "12"}, "IN", nil, "Kashmir, held by India"},
		{"Kashmir on the other side", &gazetteer.Place{ID: 1164709, Country: "PK", RegionCode: "07"}, "PK", nil, "Kashmir, held by Pakistan"},
		{"near Kashmir", &gazetteer.Place{ID: 1164909, Country: "PK", RegionCode: "04"}, "PK", nil, ""},
		{"the Golan under Israel", &gazetteer.Place{ID: 443093, Country: "IL", RegionCode: "00"}, "IL", nil, "Golan, listed under Israel"},
		{"the Golan under Syria", &gazetteer.Place{ID: 167444, Country: "SY", RegionCode: "03"}, "SY", nil, "Golan, listed under Syria"},
		{"Syria's side of the line", &gazetteer.Place{ID: 173334, Country: "SY", RegionCode: "03"}, "SY", nil, ""},
		{"Somaliland", &gazetteer.Place{ID: 57289, Country: "SO", RegionCode: "20"}, "SO", nil, "Somaliland"},
		{"the rest of Somalia", &gazetteer.Place{ID: 53654, Country: "SO", RegionCode: "02"}, "SO", nil, ""},
		{"a name of another country", nil, "GR", []string{"Kythrea"}, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := ""
			if found := territoryOf(c.place, c.in, c.names...); found != nil {
				got = found.Name
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
