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
	// The bundled dataset has Taipei and Zaporizhzhia: what is added comes on top.
	old := atlas.New(store, today).For(graph.Viewer{})
	before, err := old.Statistics(t.Context(), old.View(), nil, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	had := map[string]int{}
	for _, c := range before.ByCountry {
		had[c.Country] = c.InDispute
	}
	count := func(r *atlas.Request, of, by string) (atlas.Counted, map[string]int) {
		t.Helper()
		answer, err := r.Counts(t.Context(), r.View(), atlas.Filter{of: atlas.Filter{}}, []string{by}, true)
		if err != nil {
			t.Fatal(err)
		}
		marked := map[string]int{}
		for i, group := range answer.Groups {
			if n := answer.Disputed[i]; n > 0 {
				marked[group.Keys[0]] = n
			}
		}
		return answer, marked
	}
	hadPairs := pairsInDispute(t, old)
	countedBefore := map[string]int{}
	markedBefore := map[string]map[string]int{}
	for _, c := range [][2]string{{"cities", "COUNTRY"}, {"twinningLinks", "COUNTRY"}, {"claims", "TYPE"}, {"sources", "PUBLISHER"}} {
		answer, marked := count(old, c[0], c[1])
		countedBefore[c[0]], markedBefore[c[0]] = answer.InDispute, marked
	}
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
	if counted.InDispute != before.InDispute+1 || before.InDispute == 0 {
		t.Errorf("%d links are marked of %d", counted.InDispute, counted.Links)
	}
	for _, c := range counted.ByCountry {
		if marked := c.Country == "UA" || c.Country == "RU"; (c.InDispute == had[c.Country]+1) != marked || c.InDispute > had[c.Country]+1 {
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
		answer, marked := count(r, c.of, c.by)
		for key, n := range markedBefore[c.of] {
			if marked[key] -= n; marked[key] == 0 {
				delete(marked, key)
			}
		}
		if answer.InDispute != countedBefore[c.of]+c.want || !maps.Equal(marked, c.marked) || answer.Total <= answer.InDispute {
			t.Errorf("%s: %d of %d, %v; want %d more than %d, %v", c.of, answer.InDispute, answer.Total, marked, c.want, countedBefore[c.of], c.marked)
		}
	}
	for pair, n := range pairsInDispute(t, r) {
		if marked := pair == "RU UA"; (n == hadPairs[pair]+1) != marked || !marked && n != hadPairs[pair] {
			t.Errorf("%s: %d marked, %d before", pair, n, hadPairs[pair])
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

// pairsInDispute returns how many links of each pair of countries are marked.
func pairsInDispute(t *testing.T, r *atlas.Request) map[string]int {
	t.Helper()
	measured, err := r.NetworkMetrics(t.Context(), r.View(), atlas.MetricsQuestion{Through: allLinks})
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := measured.CountryMatrix(atlas.CountryPairOrderFieldCountries, false, atlas.Window{First: graph.MaxFirst})
	if err != nil {
		t.Fatal(err)
	}
	marked := map[string]int{}
	for _, p := range pairs.Entries {
		marked[p.A+" "+p.B] = p.InDispute
	}
	return marked
}
