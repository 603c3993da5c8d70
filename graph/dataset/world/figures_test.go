package world_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/world"
)

// TestFiguresOfTheWorldsNetwork: the table of PROVENANCE.md has, beside the figures of a trial
// with the same lists, those that both releases together give, and says why they differ.
func TestFiguresOfTheWorldsNetwork(t *testing.T) {
	page, err := os.ReadFile("PROVENANCE.md")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{} // by the first cell of a row of a table
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		said[cells[0]] = cells[1:]
	}
	for _, f := range figures(t) {
		cells := said[f.what]
		switch {
		case len(cells) != 3:
			t.Errorf("no row of PROVENANCE.md: | %s | %s | %s | why |", f.what, f.trial, f.here)
		case cells[0] != f.trial || cells[1] != f.here:
			t.Errorf("%s: PROVENANCE.md has %s and %s, and not %s and %s", f.what, cells[0], cells[1], f.trial, f.here)
		case f.trial != f.here && cells[2] == "":
			t.Errorf("%s: it does not say why %s is not %s", f.what, f.here, f.trial)
		}
	}
}

// figure is a row of the table.
type figure struct{ what, trial, here string }

func figures(t *testing.T) []figure {
	t.Helper()
	m := moment(t)
	on := dayOf(t, "2026-11-28")
	n, err := analysis.New(m.Cities, m.Links, analysis.On(on, m.History))
	if err != nil {
		t.Fatal(err)
	}
	members, err := n.WithMembers(on, groups(t))
	if err != nil {
		t.Fatal(err)
	}
	alone, with := measure(t, n), measure(t, members)
	between := newBetween(t, m)
	return []figure{
		{"cities with a link or a membership", "17,238", number(with.Cities)},
		{"pairs, with the associations'", "24,723", number(with.Pairs)},
		{"mean degree, with the associations'", "2.87", fmt.Sprintf("%.2f", with.MeanDegree)},
		{"share of the largest component", "79 %", fmt.Sprintf("%.0f %%", 100*float64(with.Largest)/float64(with.Cities))},
		{"diameter of it", "22", number(*with.Diameter)},
		{"mean distance in it", "7.57", fmt.Sprintf("%.2f", *with.MeanDistance)},
		{"triangles, with the associations'", "9,627", number(with.Triangles)},
		{"triangles, without", "2,371", number(alone.Triangles)},
		{"transitivity, with the associations'", "0.169", fmt.Sprintf("%.3f", *with.Transitivity)},
		{"transitivity, without", "0.048", fmt.Sprintf("%.3f", *alone.Transitivity)},
		{"degree assortativity, with the associations'", "0.366", fmt.Sprintf("%.3f", *with.DegreeAssortativity)},
		{"degree assortativity, without", "0.220", fmt.Sprintf("%.3f", *alone.DegreeAssortativity)},
		{"pairs Germany–France", "676", number(between.pairs("DE", "FR"))},
		{"of these in rows that are held back", "0", number(between.held("DE", "FR"))},
		{"pairs Ukraine–Russia", "68", number(between.pairs("UA", "RU"))},
		{"of these of a place that several states claim", "not counted", number(between.disputed("UA", "RU"))},
		{"pairs of Ukrainian cities", "1,166", number(between.pairs("UA", ""))},
		{"cities of third countries with active links to both", "105", number(between.both(on, "UA", "RU"))},
	}
}

// number writes a number with commas.
func number(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}

func measure(t *testing.T, n *analysis.Network) analysis.Metrics {
	t.Helper()
	s, err := analysis.Measure(t.Context(), n, analysis.WithDistances, analysis.NullModel{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.Metrics
}

// counter counts pairs by the countries of their cities.
type counter struct {
	city map[graph.ID]*graph.City
	m    *world.Moment
	rows [][]string // that are held back
}

func newBetween(t *testing.T, m *world.Moment) *counter {
	t.Helper()
	c := &counter{city: map[graph.ID]*graph.City{}, m: m}
	for _, city := range m.Cities {
		c.city[city.ID] = city
	}
	f, err := os.Open("held.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if c.rows, err = csv.NewReader(f).ReadAll(); err != nil {
		t.Fatal(err)
	}
	return c
}

// each calls with the pairs between two countries, each once; one of them may be any.
func (c *counter) each(a, b string, of func(x, y *graph.City)) {
	seen := map[[2]graph.ID]bool{}
	for _, l := range c.m.Links {
		x, y := c.city[l.A], c.city[l.B]
		if y.Country == a {
			x, y = y, x
		}
		key := [2]graph.ID{min(l.A, l.B), max(l.A, l.B)}
		if x.Country == a && (b == "" || y.Country == b) && !seen[key] {
			seen[key] = true
			of(x, y)
		}
	}
}

func (c *counter) pairs(a, b string) int {
	n := 0
	c.each(a, b, func(_, _ *graph.City) { n++ })
	return n
}

func (c *counter) disputed(a, b string) int {
	n := 0
	c.each(a, b, func(x, y *graph.City) {
		if x.InDispute() || y.InDispute() {
			n++
		}
	})
	return n
}

// held returns how many pairs of names between two countries are held back.
func (c *counter) held(a, b string) int {
	pairs := map[string]bool{}
	for _, row := range c.rows[1:] {
		if row[1] == b && row[3] == a {
			row = []string{row[2], row[3], row[0], row[1]}
		}
		if row[1] == a && row[3] == b {
			pairs[row[0]+" "+row[2]] = true
		}
	}
	return len(pairs)
}

// both returns how many cities of third countries have active links to both.
func (c *counter) both(on graph.Day, a, b string) int {
	active := map[graph.ID]map[string]bool{}
	for _, l := range c.m.Links {
		if c.m.History(l.ID).At(on).Status != graph.StatusActive {
			continue
		}
		for _, ends := range [][2]graph.ID{{l.A, l.B}, {l.B, l.A}} {
			country := c.city[ends[1]].Country
			if own := c.city[ends[0]].Country; own != a && own != b && (country == a || country == b) {
				if active[ends[0]] == nil {
					active[ends[0]] = map[string]bool{}
				}
				active[ends[0]][country] = true
			}
		}
	}
	n := 0
	for _, of := range active {
		if len(of) == 2 {
			n++
		}
	}
	return n
}

// TestPlacesThatSeveralStatesClaim: the cities of the table of territories are marked, so that
// nobody takes a link of a Crimean city for one between Ukraine and Russia alone.
func TestPlacesThatSeveralStatesClaim(t *testing.T) {
	m := moment(t)
	marked := map[string]int{}
	for _, c := range m.Cities {
		if c.InDispute() {
			marked[c.Country]++
			if len(c.ListedUnder) == 0 || c.TerritoryNote == "" {
				t.Errorf("%s says too little: %+v", c.ID, c)
			}
		}
		all := slices.Contains([]string{"EH", "XK", "TW", "GI", "FK"}, c.Country)
		if all != c.InDispute() && all {
			t.Errorf("%s is not marked", c.ID)
		}
	}
	for country, want := range map[string]int{"CY": disputedCY, "UA": disputedUA, "GE": 7, "MD": 2, "XK": disputedXK, "TW": disputedTW, "EH": disputedEH, "FK": 2, "GI": 1, "PS": 1, "PK": 1} {
		if marked[country] != want {
			t.Errorf("%s: %d are marked, want %d", country, marked[country], want)
		}
		delete(marked, country)
	}
	if len(marked) > 0 {
		t.Errorf("marked too: %v", marked)
	}
	cities := map[graph.ID]*graph.City{}
	for _, c := range m.Cities {
		cities[c.ID] = c
	}
	for _, c := range []struct{ id, administered, claimed string }{
		{"sevastopol-ua", "RU", "RU UA"}, {"mariupol-ua", "RU", "RU UA"}, {"kherson-ua", "", "RU UA"}, {"famagusta-cy", "", "CY"}, {"kyrenia-cy", "", "CY"},
		{"north-nicosia-cy", "", "CY"}, {"nicosia-cy", "", ""}, {"sukhumi-ge", "", "GE"}, {"tskhinvali-ge", "", "GE"}, {"tiraspol-md", "", "MD"},
		{"pristina-xk", "XK", "RS XK"}, {"dakhla-eh", "MA", "EH MA"}, {"tifariti-eh", "", "EH MA"}, {"taipei-tw", "TW", "CN TW"}, {"odesa-ua", "", ""},
	} {
		city := cities[graph.ID(c.id)]
		if city == nil {
			t.Errorf("%s is not there", c.id)
		} else if got := strings.Join(city.ClaimedBy, " "); city.AdministeredBy != c.administered || got != c.claimed {
			t.Errorf("%s: administered by %q, claimed by %q", c.id, city.AdministeredBy, got)
		}
	}
	if double := slices.DeleteFunc(slices.Clone(m.Cities), func(c *graph.City) bool { return c.Name != "Famagusta" && c.Name != "Kyrenia" }); len(double) != 2 {
		t.Errorf("Famagusta and Kyrenia are %d cities", len(double))
	}
}

// TestWhatIsHeldBack: rows that are not in the release are in a file beside it, each with its
// names and countries.
func TestWhatIsHeldBack(t *testing.T) {
	f, err := os.Open("held.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows)-1 != heldRows {
		t.Errorf("%d rows are held back, want %d: %v", len(rows)-1, heldRows, err)
	}
}
