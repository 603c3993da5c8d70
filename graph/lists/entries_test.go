package lists

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
)

// springfields is a gazetteer with towns of one name in several states, and others by which
// the states of a list are seen.
func springfields() []gazetteer.Place {
	var all []gazetteer.Place
	add := func(name, country, region string, population int64) {
		all = append(all, gazetteer.Place{
			ID: int64(100 + len(all)), Name: name, Country: country, Region: region, RegionCode: strings.ToUpper(region[:2]), Population: population,
			Latitude: float64(10 + 3*len(all)), Longitude: float64(len(all)),
		})
	}
	for _, state := range []string{"Ohio", "Iowa", "Utah"} {
		add("Springfield", "US", state, 20_000)
		add("Georgetown", "US", state, 30_000)
		for _, name := range []string{"Adams", "Brook", "Clay", "Tarn", "Umber", "Vale", "Wick", "Xen", "Yew", "Zest"} {
			add(name+state, "US", state, 9_000)
		}
	}
	add("Sapporo", "JP", "Hokkaido", 1_900_000)
	add("Otaru", "JP", "Hokkaido", 110_000)
	add("Valence", "FR", "Drôme", 64_000)
	add("Valence", "FR", "Tarn", 5_100)
	add("Furth", "DE", "Bayern", 9_000)
	add("Furth", "DE", "Hessen", 7_000)
	add("Donghai", "CN", "Jiangsu", 60_000)
	return all
}

// byState is a list that goes state by state, and through the alphabet in each.
func byState(more map[string]string) []string {
	var lines []string
	for _, state := range []string{"Ohio", "Iowa", "Utah"} {
		for _, name := range []string{"Adams", "Brook", "Clay", "Georgetown", "Springfield", "Tarn", "Umber", "Vale", "Wick", "Xen", "Yew", "Zest"} {
			switch partner := more[name+state]; {
			case partner != "":
				lines = append(lines, name+", USA — "+partner)
			case name != "Springfield" && name != "Georgetown":
				lines = append(lines, name+state+", USA — Otaru, Japan")
			}
		}
	}
	return lines
}

// What a list says of where its cities are without saying it: an entry is one city, stands
// where its neighbours stand, and has the pairs that others have with it.
func TestWhatEntriesSayOfTheirCities(t *testing.T) {
	for _, c := range []struct {
		says string
		rows []string
		want []string // links with a city of the name in question
		not  string   // a word of ids that are not looked at
	}{
		{
			"in a list that goes state by state it is in the state of those around it",
			byState(map[string]string{"SpringfieldIowa": "Sapporo, Japan"}), []string{"sapporo-jp--springfield-io-us"}, "otaru",
		},
		{
			"two of one name, each in its state",
			byState(map[string]string{"SpringfieldIowa": "Sapporo, Japan", "SpringfieldUtah": "Valence, France"}),
			[]string{"sapporo-jp--springfield-io-us", "springfield-ut-us--valence-drome-fr"}, "otaru",
		},
		{
			"the other city's entry has the same pair: it is that one there, too",
			append(byState(map[string]string{"SpringfieldIowa": "Sapporo, Japan"}), "Sapporo, Japan — Springfield, USA"), []string{"sapporo-jp--springfield-io-us"}, "otaru",
		},
		{
			"a pair that only the other city has is not settled by an entry of the name",
			append(byState(map[string]string{"SpringfieldIowa": "Sapporo, Japan"}), "Valence, France — Springfield, USA"), []string{"sapporo-jp--springfield-io-us"}, "otaru",
		},
		{
			"ten times the inhabitants of any other, and no large town",
			[]string{"Sapporo, Japan — Valence, France"}, []string{"sapporo-jp--valence-drome-fr"}, "otaru",
		},
		{
			"what comes near a name that has an entry is another place",
			[]string{"Donghae, China — Sapporo, Japan", "Otaru, Japan — Donghae, China"}, []string{"donghae-cn--otaru-jp", "donghae-cn--sapporo-jp"}, "none",
		},
		{
			"an entry of which nobody knows where it is, is one city; others of its name are not settled by it",
			[]string{"Furth, Germany — Sapporo, Japan", "Furth, Germany — Valence, France", "Sapporo, Japan — Furth, Germany", "Otaru, Japan — Furth, Germany"},
			[]string{"furth-de--sapporo-jp", "furth-de--valence-drome-fr"}, "none",
		},
	} {
		t.Run(c.says, func(t *testing.T) {
			e, err := Convert(rowsOf(c.rows...), Known{}, springfields(), nil, about(t))
			if err != nil {
				t.Fatal(err)
			}
			links := slices.DeleteFunc(linksOf(e), func(id string) bool { return strings.Contains(id, c.not) })
			if diff := cmp.Diff(c.want, links); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A city of which nobody knows where it is says so, and the question stays.
func TestACityWithoutAPlaceSaysSo(t *testing.T) {
	rows := rowsOf("Furth, Germany — Sapporo, Japan")
	e, err := Convert(rows, Known{}, springfields(), nil, about(t))
	if err != nil {
		t.Fatal(err)
	}
	furth := e.Cities[0]
	if furth.ID != "furth-de" || furth.GeoNames != "" || furth.Location != nil || furth.Region != "" || furth.Notes != "Which of 2 places of this name in its country it is, the list does not say" {
		t.Errorf("%+v", furth)
	}
	at := slices.IndexFunc(e.Review, func(q Question) bool { return q.Name == "Furth" })
	if at < 0 || e.Review[at].Decision != "" || e.Review[at].Links != 1 {
		t.Fatalf("nobody is asked: %+v", e.Review)
	}
	decided := e.Review[at]
	decided.Decision, decided.Target = Same, "geonames:140"
	if e, err = Convert(rows, Known{}, springfields(), []Question{decided}, about(t)); err != nil || e.Cities[0].Region != "Bayern" {
		t.Errorf("decided: %+v, %v", e, err)
	}
}

// Without entries each row stands alone.
func TestAListThatCoversNothingHasNoEntries(t *testing.T) {
	a := about(t)
	a.Covers = false
	e, err := Convert(rowsOf("Furth, Germany — Sapporo, Japan", "Sapporo, Japan — Furth, Germany"), Known{}, springfields(), nil, a)
	if err != nil || len(e.Pairs) != 0 || e.Report.Held != 2 {
		t.Errorf("%v, %v", linksOf(e), err)
	}
}

// Two cities of which somebody decided that they are one are one: the known one, or the second
// that the decision names.
func TestCitiesThatAreOne(t *testing.T) {
	one := func(name, other string) []Question {
		return []Question{{Decision: Same, Kind: AreAlike, Name: name, Partner: other, Country: "DE"}}
	}
	for _, c := range []struct {
		says      string
		decisions []Question
		want      []string
		cities    []string
	}{
		{"nobody decided", nil, []string{"koeln-de--sapporo-jp", "paris-fr--xyzzy-de"}, []string{"koeln-de", "sapporo-jp", "xyzzy-de"}},
		{"both are new", one("koeln-de", "xyzzy-de"), []string{"paris-fr--xyzzy-de", "sapporo-jp--xyzzy-de"}, []string{"sapporo-jp", "xyzzy-de"}},
		{"one is known", one("berlin-de", "xyzzy-de"), []string{"berlin-de--paris-fr", "koeln-de--sapporo-jp"}, []string{"koeln-de", "sapporo-jp"}},
		{"one is not there", one("nowhere-de", "xyzzy-de"), []string{"koeln-de--sapporo-jp", "paris-fr--xyzzy-de"}, []string{"koeln-de", "sapporo-jp", "xyzzy-de"}},
	} {
		t.Run(c.says, func(t *testing.T) {
			known := Known{Cities: []*graph.City{{Statement: graph.Statement{ID: "berlin-de"}, Name: "Berlin", Country: "DE"}, {Statement: graph.Statement{ID: "paris-fr"}, Name: "Paris", Country: "FR"}}}
			e, err := Convert(rowsOf("Koeln, Germany — Sapporo, Japan", "Paris, France — Xyzzy, Germany", "Berlin, Germany — Berlin, Germany"), known, springfields(), c.decisions, about(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, linksOf(e)); diff != "" {
				t.Error(diff)
			}
			var cities []string
			for _, city := range e.Cities {
				cities = append(cities, string(city.ID))
				if city.ID == "xyzzy-de" && len(c.decisions) > 0 && c.decisions[0].Name == "koeln-de" && !slices.Equal(city.Aliases, []string{"Koeln"}) {
					t.Errorf("other names: %q", city.Aliases)
				}
			}
			if diff := cmp.Diff(c.cities, cities); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A place without a country is where its name says.
func TestACountryInThePlaceOfAName(t *testing.T) {
	rows := []Row{{File: "list", Line: 1, A: Written{Name: "Varna, Bulgaria"}, B: Written{Name: "Falkland Islands"}}}
	e, err := Convert(rows, Known{}, springfields(), nil, about(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"falkland-islands-fk--varna-bg"}, linksOf(e)); diff != "" {
		t.Error(diff)
	}
	if city := e.Cities[0]; city.AdministeredBy != "FK" || !slices.Equal(city.ClaimedBy, []string{"AR", "GB"}) || !slices.Equal(city.ListedUnder, []string{"FK"}) {
		t.Errorf("%+v", city)
	}
}
