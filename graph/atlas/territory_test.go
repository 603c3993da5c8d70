package atlas_test

import (
	"maps"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
)

// A link of a city in a place that several states claim is marked wherever it is counted or
// passed: in statistics, in the pair of its countries, and in the step of a path.
func TestLinksOfTerritoriesInDisputeAreMarked(t *testing.T) {
	store := bundled(t)
	of := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"gk"}, Confidence: graph.Recalled}
	}
	begun, err := graph.ParsePartialDate("2000-01-01")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{
		&graph.City{Statement: of("yalta-ua"), Name: "Yalta", Country: "UA", Kind: graph.CityKindCity, AdministeredBy: "RU",
			ClaimedBy: []string{"RU", "UA"}, ListedUnder: []string{"RU", "UA"}, TerritoryNote: "Ukraine and Russia claim Crimea; Russia has administered it since 2014."},
		&graph.TwinningLink{Statement: of("yalta-ua--ulan-ude-ru"), A: "yalta-ua", B: "ulan-ude-ru", Kind: graph.LinkKindTwinning},
		&graph.Claim{Statement: of("yalta-ua--ulan-ude-ru--e1"), Link: "yalta-ua--ulan-ude-ru", Type: graph.Established, Date: begun, Authority: graph.ThirdParty},
	}}); err != nil {
		t.Fatal(err)
	}
	r := atlas.New(store, today).For(graph.Viewer{})
	counted, err := r.Statistics(t.Context(), r.View(), nil, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	if counted.InDispute != 1 {
		t.Errorf("%d links are marked of %d", counted.InDispute, counted.Links)
	}
	for _, c := range counted.ByCountry {
		if marked := c.Country == "UA" || c.Country == "RU"; (c.InDispute == 1) != marked || c.InDispute > 1 {
			t.Errorf("%s: %d marked", c.Country, c.InDispute)
		}
	}
	for _, c := range []struct {
		of     string
		filter atlas.Filter
		by     string
		want   int            // in dispute
		marked map[string]int // groups with such, by their key
	}{
		{"cities", atlas.Filter{}, "COUNTRY", 1, map[string]int{"UA": 1}},
		{"twinningLinks", atlas.Filter{}, "COUNTRY", 1, map[string]int{"RU": 1, "UA": 1}},
		{"claims", atlas.Filter{}, "TYPE", 1, map[string]int{"ESTABLISHED": 1}},
		{"sources", atlas.Filter{}, "PUBLISHER", 0, map[string]int{}},
	} {
		answer, err := r.Counts(t.Context(), r.View(), atlas.Filter{c.of: c.filter}, []string{c.by}, true)
		if err != nil {
			t.Fatal(err)
		}
		marked := map[string]int{}
		for i, group := range answer.Groups {
			if n := answer.Disputed[i]; n > 0 {
				marked[group.Keys[0]] = n
			}
		}
		if answer.InDispute != c.want || !maps.Equal(marked, c.marked) || answer.Total <= c.want {
			t.Errorf("%s: %d of %d, %v; want %d, %v", c.of, answer.InDispute, answer.Total, marked, c.want, c.marked)
		}
	}
	measured, err := r.NetworkMetrics(t.Context(), r.View(), atlas.MetricsQuestion{Through: allLinks})
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := measured.CountryMatrix(atlas.CountryPairOrderFieldCountries, false, atlas.Window{First: graph.MaxFirst})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs.Entries {
		if marked := p.A == "RU" && p.B == "UA"; (p.InDispute == 1) != marked || marked && p.Links < 2 {
			t.Errorf("%s–%s: %d marked of %d", p.A, p.B, p.InDispute, p.Links)
		}
	}
	yalta, ulanUde := "yalta-ua", "ulan-ude-ru"
	found, err := r.Connections(t.Context(), r.View(), atlas.ConnectionsQuestion{
		From: atlas.CitySelection{City: &yalta}, To: atlas.CitySelection{City: &ulanUde}, MaxLength: 1, Through: allLinks,
	})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := found.Paths(t.Context(), atlas.Window{First: 1})
	if err != nil || len(paths.Entries) != 1 {
		t.Fatalf("%+v, %v", paths, err)
	}
	if marked := paths.Entries[0].Steps[0].InDispute; len(marked) != 1 || marked[0].ID != "yalta-ua" {
		t.Errorf("the step marks %v", marked)
	}
}
