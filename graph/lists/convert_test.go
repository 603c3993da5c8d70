package lists

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
)

// places are a small gazetteer.
func gazette() []gazetteer.Place {
	return []gazetteer.Place{
		{ID: 1, Name: "Berlin", Country: "DE", Region: "Berlin", Latitude: 52.52, Longitude: 13.41, Population: 3426354},
		{ID: 2, Name: "Paris", Country: "FR", Region: "Île-de-France", Latitude: 48.85, Longitude: 2.35, Population: 2138551},
		{ID: 3, Name: "Portland", Country: "US", RegionCode: "OR", Region: "Oregon", Latitude: 45.52, Longitude: -122.68, Population: 652503},
		{ID: 4, Name: "Portland", Country: "US", RegionCode: "ME", Region: "Maine", Latitude: 43.66, Longitude: -70.26, Population: 66881},
		{ID: 5, Name: "Köln", Others: []string{"Cologne"}, Country: "DE", Region: "Nordrhein-Westfalen", Latitude: 50.93, Longitude: 6.95, Population: 963395},
		{ID: 6, Name: "Hamm", Country: "DE", Region: "Nordrhein-Westfalen", Latitude: 51.68, Longitude: 7.82, Population: 178967},
		{ID: 7, Name: "Hamm", Country: "DE", Region: "Rheinland-Pfalz", Latitude: 49.73, Longitude: 8.2, Population: 2200},
		{ID: 8, Name: "Sapporo", Country: "JP", Region: "Hokkaidō", Latitude: 43.07, Longitude: 141.35, Population: 1883027},
		{ID: 9, Name: "Oława", Country: "PL", Region: "Dolnośląskie", Latitude: 50.95, Longitude: 17.29, Population: 31039},
		{ID: 10, Name: "Husby", Country: "DE", Region: "Schleswig-Holstein", Latitude: 54.77, Longitude: 9.57, Population: 2300},
		{ID: 11, Name: "Hüsby", Others: []string{"Husby"}, Country: "DE", Region: "Schleswig-Holstein", Latitude: 54.51, Longitude: 9.5, Population: 700},
		{ID: 13, Name: "Austin", Others: []string{"Waterloo"}, Country: "US", RegionCode: "TX", Region: "Texas", Latitude: 30.27, Longitude: -97.74, Population: 974447},
		{ID: 14, Name: "Waterloo", Country: "US", RegionCode: "IA", Region: "Iowa", Latitude: 42.49, Longitude: -92.34, Population: 68460},
		{ID: 12, Name: "Frankfurt", Country: "DE", Region: "Hessen", Latitude: 50.11, Longitude: 8.68, Population: 650000},
	}
}

// berlin is a city that is known, with its GeoNames id; Paris is known without one.
func known() Known {
	statement := func(id graph.ID) graph.Statement { return graph.Statement{ID: id, Confidence: graph.Documented} }
	return Known{
		Cities: []*graph.City{
			{Statement: statement("berlin-de"), Name: "Berlin", Kind: graph.CityKindCity, Country: "DE", GeoNames: "1"},
			{Statement: statement("paris-fr"), Name: "Paris", Kind: graph.CityKindCity, Country: "FR", Location: &graph.Location{Latitude: 48.853, Longitude: 2.348}},
			{Statement: statement("portland-me-us"), Name: "Portland", Kind: graph.CityKindCity, Country: "US", Region: "Maine", GeoNames: "4"},
			{Statement: statement("shinagawa-jp"), Name: "Shinagawa", Kind: graph.CityKindDistrict, Country: "JP"},
		},
		Links: []*graph.TwinningLink{
			{Statement: statement("berlin-de--paris-fr"), A: "berlin-de", B: "paris-fr", Kind: graph.LinkKindFriendship},
			{Statement: statement("portland-me-us--shinagawa-jp"), A: "portland-me-us", B: "shinagawa-jp", Kind: graph.LinkKindSisterCity},
		},
	}
}

func day(t *testing.T, s string) graph.PartialDate {
	t.Helper()
	d, err := graph.ParsePartialDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rowsOf makes rows of "A, country — B, country".
func rowsOf(lines ...string) []Row {
	rows := make([]Row, len(lines))
	for i, line := range lines {
		a, b, _ := strings.Cut(line, " — ")
		rows[i] = Row{File: "list", Line: i + 1, A: place(a), B: place(b)}
	}
	return rows
}

func about(t *testing.T) About {
	return About{Directory: "lists", Date: day(t, "2026-02-08"), Covers: true, Source: graph.Source{Title: "A list"}}
}

func convert(t *testing.T, a About, decisions []Question, lines ...string) *Edition {
	t.Helper()
	e, err := Convert(rowsOf(lines...), known(), gazette(), decisions, a)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range e.Records() {
		if problems := graph.Validate(r); len(problems) > 0 {
			t.Errorf("%s breaks a law: %v", graph.TargetOf(r), problems)
		}
	}
	return e
}

// linksOf returns the ids of the links that an edition shows.
func linksOf(e *Edition) []string {
	var all []string
	for _, pair := range e.Pairs {
		all = append(all, string(pair.Link))
	}
	return all
}

func TestAPlaceIsWhatIsKnownOrWhatTheGazetteerHas(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want []string // links that are shown
		new  []string // cities
	}{
		{"both are known, one by its GeoNames id and one by where it lies", []string{"Berlin, Germany — Paris, France"}, []string{"berlin-de--paris-fr"}, nil},
		{"written from both ends it is one", []string{"Berlin, Germany — Paris, France", "Paris, France — Berlin, DE"}, []string{"berlin-de--paris-fr"}, nil},
		{"in the gazetteer by another name", []string{"Cologne, Germany — Paris, France"}, []string{"cologne-de--paris-fr"}, []string{"cologne-de"}},
		{"namesakes are told apart by the region", []string{"Portland, Oregon, USA — Sapporo, Japan"}, []string{"portland-or-us--sapporo-jp"}, []string{"portland-or-us", "sapporo-jp"}},
		{"namesakes are not told apart by nothing", []string{"Portland, USA — Sapporo, Japan"}, nil, nil},
		{"a link that is known tells them apart", []string{"Portland, USA — Shinagawa, Japan"}, []string{"portland-me-us--shinagawa-jp"}, nil},
		{"a town and a village of one name", []string{"Hamm, Germany — Oława, Poland"}, []string{"hamm-de--olawa-pl"}, []string{"hamm-de", "olawa-pl"}},
		{"a town, and a large city that was called so once", []string{"Paris, France — Waterloo, USA"}, nil, nil},
		{"two villages of one name", []string{"Oława, Poland — Husby, Germany"}, nil, nil},
		{"in no gazetteer", []string{"Xyzzy, Poland — Paris, France"}, []string{"paris-fr--xyzzy-pl"}, []string{"xyzzy-pl"}},
		{"a part of a town is not the town, however it is written", []string{"Berlin – Spandau, Germany — Paris, France", "Paris, France — Spandau (Berlin), Germany"}, []string{"paris-fr--spandau-berlin-de"}, []string{"spandau-berlin-de"}},
		{"a part of a town that lies far from it is another place", []string{"Hamm (Köln), Germany — Paris, France", "Hamm, Germany — Paris, France"}, []string{"hamm-de--paris-fr", "hamm-koln-de--paris-fr"}, []string{"hamm-de", "hamm-koln-de"}},
		{"a place with itself is no link", []string{"Paris, France — Paris, France"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := convert(t, about(t), nil, c.rows...)
			if diff := cmp.Diff(c.want, linksOf(e)); diff != "" {
				t.Errorf("links: %s", diff)
			}
			var cities []string
			for _, city := range e.Cities {
				cities = append(cities, string(city.ID))
			}
			if diff := cmp.Diff(c.new, cities); diff != "" {
				t.Errorf("cities: %s", diff)
			}
			for _, link := range e.Links {
				if link.ID == "berlin-de--paris-fr" {
					t.Error("a link that is known is written")
				}
			}
		})
	}
}

func TestAnEditionSaysWhatItShowsAndCovers(t *testing.T) {
	e := convert(t, about(t), nil, "Berlin, Germany — Paris, France", "Cologne, Germany — Berlin, Germany")
	want := &graph.Edition{
		Statement: graph.Statement{ID: "lists-2026-02-08", Sources: []graph.ID{"lists-2026-02-08"}, Confidence: graph.Documented},
		Directory: "lists", Source: "lists-2026-02-08", Date: day(t, "2026-02-08"), Covers: []graph.ID{"berlin-de", "cologne-de"},
	}
	if diff := cmp.Diff(want, e.Edition, cmp.AllowUnexported(graph.PartialDate{})); diff != "" {
		t.Error(diff)
	}
	if len(e.Claims) != 2 {
		t.Fatalf("claims: %d", len(e.Claims))
	}
	for _, claim := range e.Claims {
		if claim.Type != graph.Listed || claim.Directory != "lists" || claim.Authority != graph.ThirdParty || claim.Date != want.Date {
			t.Errorf("%+v", claim)
		}
	}
	cologne := e.Cities[0]
	if cologne.Name != "Cologne" || cologne.LocalName != "Köln" || cologne.GeoNames != "5" || cologne.Kind != graph.CityKindCity || cologne.Location.Latitude != 50.93 {
		t.Errorf("%+v", cologne)
	}
	again := convert(t, about(t), nil, "Berlin, Germany — Paris, France", "Cologne, Germany — Berlin, Germany")
	if diff := cmp.Diff(e.Records(), again.Records(), cmp.AllowUnexported(graph.PartialDate{})); diff != "" {
		t.Errorf("the same list gives other records: %s", diff)
	}
}

func TestWhatIsInDoubtIsAskedAndReplayed(t *testing.T) {
	rows := []string{"Portland, USA — Sapporo, Japan", "Portland, USA — Paris, France", "Paris, France — Husby, Germany", "Olawa, Greec — Paris, France"}
	e := convert(t, about(t), nil, rows...)
	var open []string
	for _, q := range e.Review {
		if q.Decision == "" {
			open = append(open, fmt.Sprintf("%s %s %s %d", q.Kind, q.Name, q.Country, q.Links))
		}
	}
	if diff := cmp.Diff([]string{"PLACE Portland US 2", "COUNTRY Greec  1", "PLACE Husby DE 1"}, open); diff != "" {
		t.Errorf("questions, by the rows that wait: %s", diff)
	}
	if e.Report.Held != 4 || len(e.Pairs) != 0 {
		t.Errorf("held back: %d, shown: %v", e.Report.Held, linksOf(e))
	}
	decided := slices.Clone(e.Review)
	for i := range decided {
		switch decided[i].Name {
		case "Portland":
			decided[i].Decision, decided[i].Target = Same, "geonames:3"
		case "Husby":
			decided[i].Decision = New
		case "Greec":
			decided[i].Decision, decided[i].Target = Same, "GR"
		}
	}
	decided = append(decided, Question{Decision: Same, Target: "city:portland-me-us", Kind: WhichPlace, Name: "Portland", Country: "US", Partner: "Paris"})
	e = convert(t, about(t), decided, rows...)
	want := []string{"husby-de--paris-fr", "olawa-gr--paris-fr", "paris-fr--portland-me-us", "portland-or-us--sapporo-jp"}
	if diff := cmp.Diff(want, linksOf(e)); diff != "" {
		t.Errorf("decided, one of them for one partner: %s", diff)
	}
	for _, q := range e.Review {
		if q.Decision == "" {
			t.Errorf("asked again: %+v", q)
		}
	}
	skipped := []Question{
		{Decision: Skip, Kind: WhichPlace, Name: "Portland", Country: "US"},
		{Decision: Merge, Target: "Köln", Kind: WhichPlace, Name: "Koelle", Country: "DE"},
	}
	e = convert(t, about(t), skipped, "Portland, USA — Sapporo, Japan", "Koelle, Germany — Paris, France", "Köln, Germany — Paris, France")
	if diff := cmp.Diff([]string{"koln-de--paris-fr"}, linksOf(e)); diff != "" {
		t.Errorf("left out, and another spelling: %s", diff)
	}
}

func TestAnotherListTellsNamesakesApart(t *testing.T) {
	a := about(t)
	maine := &graph.Location{Latitude: 43.66, Longitude: -70.26}
	oregon := &graph.Location{Latitude: 45.52, Longitude: -122.68}
	a.Beside = []Row{
		{A: Written{Name: "Portland", Country: "United States", Location: oregon}, B: Written{Name: "Sapporo", Country: "Japan", Location: &graph.Location{Latitude: 43.07, Longitude: 141.35}}},
		{A: Written{Name: "Portland", Country: "United States", Location: maine}, B: Written{Name: "Hamm", Country: "Germany"}},
		{A: Written{Name: "Cologne", Country: "Germany", Location: maine}, B: Written{Name: "Paris", Country: "France"}},
	}
	e := convert(t, a, nil, "Portland, USA — Sapporo, Japan", "Paris, France — Portland, USA", "Cologne, Germany — Paris, France")
	if diff := cmp.Diff([]string{"portland-or-us--sapporo-jp"}, linksOf(e)); diff != "" {
		t.Errorf("the same pair decides, another one does not, and one that contradicts a name holds it back: %s", diff)
	}
	if e.Report.ByWitness != 1 || e.Report.Contradicted != 1 || len(e.Report.Elsewhere) != 1 {
		t.Errorf("%+v", e.Report)
	}
}

func TestWhereTheListPutsAPlaceTellsNamesakesApart(t *testing.T) {
	rows := rowsOf("Portland, USA — Paris, France", "Berlin, Germany — Paris, France")
	rows[0].A.Location = &graph.Location{Latitude: 43.7, Longitude: -70.2}
	rows[1].A.Location = &graph.Location{Latitude: 44, Longitude: -71} // the one in New Hampshire
	e, err := Convert(rows, known(), gazette(), nil, about(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"berlin-de--paris-fr", "paris-fr--portland-me-us"}, linksOf(e)); diff != "" {
		t.Error(diff)
	}
	if len(e.Report.Elsewhere) != 1 || !strings.HasPrefix(e.Report.Elsewhere[0], "Berlin, Germany: the list puts it") {
		t.Errorf("far from where it is: %q", e.Report.Elsewhere)
	}
}

func TestAnEditionDropsWhatItCoversAndShowsNoMore(t *testing.T) {
	older := about(t)
	older.Date = day(t, "2023-04-22")
	for _, c := range []struct {
		name   string
		before []string
		now    []string
		want   []string
	}{
		{"a city that is covered is shown with others", []string{"Cologne, Germany — Paris, France"}, []string{"Cologne, Germany — Sapporo, Japan"}, []string{"cologne-de--paris-fr"}},
		{"it is enough that the other side is", []string{"Cologne, Germany — Paris, France"}, []string{"Paris, France — Sapporo, Japan"}, []string{"cologne-de--paris-fr"}},
		{"shown by others alone it is not covered", []string{"Cologne, Germany — Paris, France"}, []string{"Sapporo, Japan — Cologne, Germany"}, nil},
		{"its list was not read", []string{"Cologne, Germany — Paris, France"}, []string{"Oława, Poland — Sapporo, Japan"}, nil},
		{"it is still shown, from the other end", []string{"Cologne, Germany — Paris, France"}, []string{"Paris, France — Cologne, Germany"}, nil},
		{"a row that is held back may be it", []string{"Portland, Oregon, USA — Paris, France"}, []string{"Paris, France — Portland, USA", "Paris, France — Sapporo, Japan"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := convert(t, older, nil, c.before...)
			a := about(t)
			a.Previous = before
			e, err := Convert(rowsOf(c.now...), known().And(KnownOf(before.Records())), gazette(), nil, a)
			if err != nil {
				t.Fatal(err)
			}
			var dropped []string
			for _, claim := range e.Claims {
				if claim.Type == graph.NotListed {
					dropped = append(dropped, string(claim.Link))
					if claim.Directory != "lists" || claim.Date != a.Date || claim.Side != "" {
						t.Errorf("%+v", claim)
					}
				}
			}
			if diff := cmp.Diff(c.want, dropped); diff != "" {
				t.Error(diff)
			}
			if e.Edition.Previous != "lists-2023-04-22" {
				t.Errorf("the edition before: %q", e.Edition.Previous)
			}
			again, err := EditionOf(before.Records(), known())
			if err != nil || cmp.Diff(linksOf(before), linksOf(again)) != "" {
				t.Errorf("read from its records: %v, %v", linksOf(again), err)
			}
		})
	}
}

func TestAnAssociationIsAskedAboutAndBecomesMemberships(t *testing.T) {
	lands := strings.Fields("AT BE CZ DK EE FI GR HU IE LV")
	var rows []string
	for i, a := range lands {
		for _, b := range lands[i+1:] {
			if a+b != "ATBE" { // one is missing
				rows = append(rows, fmt.Sprintf("Town %s, %s — Town %s, %s", a, a, b, b))
			}
		}
	}
	rows = append(rows, "Town AT, AT — Paris, France")
	e := convert(t, about(t), nil, rows...)
	i := slices.IndexFunc(e.Review, func(q Question) bool { return q.Kind == IsAssociated })
	if i < 0 || e.Review[i].Links != 44 || len(strings.Fields(e.Review[i].Candidates)) != 10 {
		t.Fatalf("not asked: %+v", e.Review)
	}
	if len(e.Links) != 45 {
		t.Errorf("links before somebody decides: %d", len(e.Links))
	}
	decision := e.Review[i]
	decision.Decision, decision.Target = Merge, "charter Charter of Towns"
	e = convert(t, about(t), []Question{decision}, rows...)
	if diff := cmp.Diff([]string{"paris-fr--town-at-at"}, linksOf(e)); diff != "" {
		t.Error(diff)
	}
	if len(e.Memberships) != 10 || len(e.Organisations) != 1 || e.Organisations[0].Name != "Charter of Towns" || e.Report.Within != 44 {
		t.Errorf("%d memberships of %+v", len(e.Memberships), e.Organisations)
	}
}

func TestTwoCitiesInOnePlaceAreAskedAbout(t *testing.T) {
	k := known()
	k.Cities = append(k.Cities, &graph.City{
		Statement: graph.Statement{ID: "sapporo-shi-jp"}, Name: "Sapporo", LocalName: "Sapporo-shi", Kind: graph.CityKindCity, Country: "JP", GeoNames: "99",
		Location: &graph.Location{Latitude: 43.06, Longitude: 141.36},
	})
	e, err := Convert(rowsOf("Sapporo, Hokkaidō, Japan — Paris, France"), k, gazette(), []Question{{Decision: Same, Target: "geonames:8", Kind: WhichPlace, Name: "Sapporo", Region: "Hokkaidō", Country: "JP"}}, about(t))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(e.Review, func(q Question) bool {
		return q.Kind == AreAlike && q.Name == "sapporo-jp" && q.Partner == "sapporo-shi-jp"
	}) {
		t.Errorf("%+v", e.Review)
	}
}

func TestCitiesAreIdentifiedWhereThereIsNoDoubt(t *testing.T) {
	at := func(latitude, longitude float64) *graph.Location {
		return &graph.Location{Latitude: latitude, Longitude: longitude}
	}
	city := func(id graph.ID, name, country string, kind graph.CityKind, l *graph.Location) *graph.City {
		return &graph.City{Statement: graph.Statement{ID: id}, Name: name, Country: country, Kind: kind, Location: l}
	}
	found := Identify([]*graph.City{
		city("cologne-de", "Cologne", "DE", graph.CityKindCity, at(50.93, 6.95)),
		city("hamm-de", "Hamm", "DE", graph.CityKindCity, at(51.68, 7.82)),
		city("hamm-county-de", "Hamm", "DE", graph.CityKindCounty, at(51.68, 7.82)),
		city("portland-us", "Portland", "US", graph.CityKindCity, nil),
		city("berlin-pl", "Berlin", "PL", graph.CityKindTown, at(52.52, 13.41)),
		city("paris-fr", "Paris", "FR", graph.CityKindCity, at(48.9, 2.6)),
		city("one-jp", "Sapporo", "JP", graph.CityKindCity, at(43.07, 141.35)),
		city("two-jp", "Sapporo", "JP", graph.CityKindTown, at(43.07, 141.35)),
	}, gazette())
	want := map[graph.ID]string{"cologne-de": "5", "hamm-de": "6"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("none without a place, in another country, 19 km off, of a county, or of two in one place: %s", diff)
	}
}
