package naming_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/naming"
)

func TestForms(t *testing.T) {
	for text, want := range map[string][]string{
		"Chicago":                  {"chicago"},
		"Düsseldorf":               {"dusseldorf", "duesseldorf"},
		"Du\u0308sseldorf":         {"dusseldorf", "duesseldorf"},
		"Duesseldorf":              {"duesseldorf"},
		"ÅBENRÅ":                   {"abenra", "aabenraa"},
		"Tromsø":                   {"tromso", "tromsoe"},
		"Đakovo":                   {"dakovo", "djakovo"},
		"Straße":                   {"strasse"},
		"St. Pölten":               {"st polten", "st poelten", "saint polten", "saint poelten"},
		"Ste-Foy":                  {"ste foy", "sainte foy"},
		"Sankt-Petersburg":         {"sankt petersburg", "saint petersburg"},
		"Mt. Vernon / Ft. Collins": {"mt vernon ft collins", "mount vernon fort collins"},
		"Stade":                    {"stade"},
		" ?! ":                     {""},
	} {
		t.Run(text, func(t *testing.T) {
			if got := naming.Forms(text); !slices.Equal(got, want) {
				t.Errorf("forms %q, want %q", got, want)
			}
		})
	}
}

func TestTypingErrors(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		errors     int
		forgiven   bool // with two at most
	}{
		{"the same", "chicago", "chicago", 0, true},
		{"a letter left out", "chicago", "chicgo", 1, true},
		{"one too many", "chicago", "chiccago", 1, true},
		{"another one", "chicago", "chikago", 1, true},
		{"neighbours that changed places", "chicago", "chciago", 1, true},
		{"two errors", "chicago", "chckgo", 2, true},
		{"three", "chicago", "chkg", 0, false},
		{"another first letter", "chicago", "shicago", 0, false},
		{"in another script", "мурманск", "мурмнаск", 1, true},
		{"nothing", "chicago", "", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			errors, ok := naming.Errors(c.a, c.b, 2)
			if ok != c.forgiven || ok && errors != c.errors {
				t.Errorf("%d errors, %t; want %d, %t", errors, ok, c.errors, c.forgiven)
			}
		})
	}
	for word, want := range map[string]int{"york": 0, "paris": 1, "warszawa": 1, "katowice": 1, "bialystok": 2, "chiguayante": 2, "łódź": 0, "2019year": 0} {
		if got := naming.Allowance(word); got != want {
			t.Errorf("%d errors are forgiven in %q, want %d", got, word, want)
		}
	}
}

// distance is the optimal string alignment distance as its definition has it.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0:
				rows[i][j] = j
			case j == 0:
				rows[i][j] = i
			default:
				cost := 1
				if a[i-1] == b[j-1] {
					cost = 0
				}
				rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
				}
			}
		}
	}
	return rows[len(a)][len(b)]
}

func TestErrorsAreTheDistance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() []rune {
		letters := make([]rune, 1+random.IntN(9))
		for i := range letters {
			letters[i] = []rune("abж")[random.IntN(3)]
		}
		return letters
	}
	for range 20000 {
		a, b, most := word(), word(), random.IntN(4)
		errors, ok := naming.Errors(string(a), string(b), most)
		want := distance(a[1:], b[1:])
		if forgiven := a[0] == b[0] && want <= most; ok != forgiven || ok && errors != want {
			t.Fatalf("%q and %q: %d, %t with at most %d; the distance is %d", string(a), string(b), errors, ok, most, want)
		}
	}
}

func TestTheTableOfCountries(t *testing.T) {
	countries := naming.Countries()
	if len(countries) != 250 || !slices.IsSortedFunc(countries, naming.Place.Compare) {
		t.Fatalf("%d countries, in order: %t; want the 249 of ISO 3166-1 and XK", len(countries), slices.IsSortedFunc(countries, naming.Place.Compare))
	}
	owner := map[string]string{}
	for _, c := range countries {
		if len(c.Names) < 3 || c.CountryName != c.Names[0].Written {
			t.Errorf("%s is called %+v", c.Country, c.Names)
		}
		for _, name := range c.Names {
			if len(name.Forms) == 0 {
				t.Errorf("%s has a name without a letter", c.Country)
				continue
			}
			if other := owner[name.Forms[0]]; other != "" && other != c.Country {
				t.Errorf("%q is a name of %s and of %s", name.Written, other, c.Country)
			}
			owner[name.Forms[0]] = c.Country
		}
	}
}

// A text without a place of its own is compared with names alone.
func TestReadings(t *testing.T) {
	for text, want := range map[string][]string{
		"Chicago":                      {"[[chicago]]"},
		"":                             {},
		", Maine":                      {"[[maine]]"},
		"Portland, OR":                 {"[[portland or]]", "[[portland]] in"},
		"Portland (Maine)":             {"[[portland maine]]", "[[portland]] in"},
		"Portland,":                    {"[[portland]]"},
		"New York City, New York, USA": {"[[new york city new york usa]]", "[[new york city]] in", "[[new york]] in", "[[new]] in"},
		"portland or":                  {"[[portland or]]", "[[portland]] in"},
		"portland or usa":              {"[[portland or usa]]", "[[portland or]] in", "[[portland]] in", "[[portland]] in"},
	} {
		t.Run(text, func(t *testing.T) {
			got := []string{}
			for _, r := range naming.Read(graph.SearchQuery{Text: text}).Readings {
				shown := fmt.Sprint(r.Forms())
				if r.Qualified() {
					shown += " in"
				}
				got = append(got, shown)
			}
			if !slices.Equal(got, want) {
				t.Errorf("readings %q, want %q", got, want)
			}
		})
	}
}

func TestCodes(t *testing.T) {
	for text, want := range map[string]string{
		"Q1829": "Q1829", "q1829": "Q1829", " 3247449 ": "3247449", "https://www.geonames.org/3247449/aachen.html": "3247449",
		"http://www.wikidata.org/entity/Q1017": "Q1017", "Q": "", "Quito": "", "18 29": "", "1234567890123456789": "", "-5": "",
	} {
		if got := slices.Concat(naming.Read(graph.SearchQuery{Text: text}).Codes, []string{""})[0]; got != want {
			t.Errorf("%q is the code %q, want %q", text, got, want)
		}
	}
}
