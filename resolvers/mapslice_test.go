package resolvers_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/export/formats"
	"twingraph/graph/registry"
	"twingraph/graph/written"
	"twingraph/resolvers"
)

// slice is an answer of mapSlice.
type slice struct {
	AsOf                           string
	Seq                            int
	CityCount, LinkCount, Unplaced int
	Cities                         []struct {
		Slug                string
		Latitude, Longitude float64
		Links               int
		Inside              bool
	}
	Links []struct {
		Slug, A, B, Status string
		Since, Basis       *string
		Exact, Disputed    bool
		Spells             []struct {
			Status    string
			From, To  *string
			Governing []struct{ Slug string }
		}
	}
	ByStatus []struct {
		Status string
		Count  int
	}
}

const sliceFields = `{ asOf seq cityCount linkCount unplaced cities { slug latitude longitude links inside }
	links { slug a b status since basis exact disputed spells { status from to } } byStatus { status count } }`

func sliceOf(t *testing.T, root *resolvers.Root, arguments string) slice {
	t.Helper()
	data, errs := askOf(t, t.Context(), root, `{ mapSlice`+arguments+sliceFields+` }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	var answer struct{ MapSlice slice }
	text, err := json.Marshal(data)
	if err == nil {
		err = json.Unmarshal(text, &answer)
	}
	if err != nil {
		t.Fatal(err)
	}
	return answer.MapSlice
}

// A slice holds what the lists of cities and links hold: the same places, statuses and
// counts, for boxes on either side of the antimeridian and across it, with and without
// a filter.
func TestMapSliceAgreesWithLists(t *testing.T) {
	store := bundled(t)
	root := resolvers.New(atlas.New(store, today))
	everything := sliceOf(t, root, `(first: 5000, asOf: "2022-12-31")`)
	if everything.CityCount != 538 || everything.LinkCount+everything.Unplaced != 446 || everything.AsOf != "2022-12-31" || everything.Seq != 1 {
		t.Fatalf("%d cities with a place, %d links and %d unplaced", everything.CityCount, everything.LinkCount, everything.Unplaced)
	}
	for _, box := range []struct{ west, south, east, north float64 }{
		{-10, 35, 30, 60}, {160, -90, -120, 90}, {14.5, 49, 24, 54.9}, {-180, -90, 180, 90}, {170, 50, 170, 50},
	} {
		in := fmt.Sprintf(`bbox: {west: %v, south: %v, east: %v, north: %v}`, box.west, box.south, box.east, box.north)
		for _, filter := range []string{"", `status: {in: [SUSPENDED, ENDED]}`, `city: {country: {eq: "US"}}`} {
			arguments := `(first: 5000, asOf: "2022-12-31", ` + in + `, filter: {` + filter + `})`
			if filter == "" {
				arguments = `(first: 5000, asOf: "2022-12-31", ` + in + `)`
			}
			got := sliceOf(t, root, arguments)
			data, errs := askOf(t, t.Context(), root, `{ twinningLinks(first: 500, asOf: "2022-12-31", filter: {`+filter+`}) {
				nodes { slug a { slug location { latitude longitude } } b { slug location { latitude longitude } } status { status } } } }`, nil)
			if errs != nil {
				t.Fatal(errs)
			}
			holds := func(city map[string]any) bool {
				place, ok := city["location"].(map[string]any)
				if !ok {
					return false
				}
				lat, lon := place["latitude"].(float64), place["longitude"].(float64)
				within := lon >= box.west && lon <= box.east
				if box.west > box.east {
					within = lon >= box.west || lon <= box.east
				}
				return within && lat >= box.south && lat <= box.north
			}
			var want []string
			unplaced, inside := 0, map[string]bool{}
			for _, node := range data["twinningLinks"].(map[string]any)["nodes"].([]any) {
				link := node.(map[string]any)
				a, b := link["a"].(map[string]any), link["b"].(map[string]any)
				for _, end := range []map[string]any{a, b} {
					if holds(end) {
						inside[end["slug"].(string)] = true
					}
				}
				switch {
				case !holds(a) && !holds(b):
				case a["location"] == nil || b["location"] == nil:
					unplaced++
				default:
					want = append(want, link["slug"].(string)+" "+link["status"].(map[string]any)["status"].(string))
				}
			}
			var links []string
			ends := map[string]bool{}
			for _, l := range got.Links {
				links = append(links, l.Slug+" "+l.Status)
				ends[l.A], ends[l.B] = true, true
			}
			slices.Sort(links)
			if !slices.Equal(links, want) || got.LinkCount != len(want) || got.Unplaced != unplaced {
				t.Errorf("%s: %d links, %d unplaced; the list has %d and %d", arguments, len(links), got.Unplaced, len(want), unplaced)
			}
			listed := 0
			for _, c := range got.Cities {
				if c.Inside {
					listed++
				} else if !ends[c.Slug] {
					t.Errorf("%s: %s is outside and at no end of a link", arguments, c.Slug)
				}
				delete(ends, c.Slug)
			}
			if listed != got.CityCount || len(ends) != 0 || filter != "" && listed != len(inside) {
				t.Errorf("%s: %d of %d cities listed, %d with such links, ends that are not listed: %v", arguments, listed, got.CityCount, len(inside), ends)
			}
		}
	}
}

// A short slice holds the best connected, and counts everything.
func TestMapSliceIsBounded(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	all, some := sliceOf(t, root, `(first: 5000)`), sliceOf(t, root, `(first: 10)`)
	if len(some.Links) != 10 || some.LinkCount != all.LinkCount || some.CityCount != all.CityCount || len(some.Cities) > 30 {
		t.Errorf("%d of %d links, %d of %d cities", len(some.Links), some.LinkCount, len(some.Cities), some.CityCount)
	}
	most := 0
	for _, c := range all.Cities {
		most = max(most, c.Links)
	}
	if some.Cities[0].Links != most {
		t.Errorf("the first city has %d links, the best connected has %d", some.Cities[0].Links, most)
	}
	counted := 0
	for _, c := range some.ByStatus {
		counted += c.Count
	}
	if counted != all.LinkCount {
		t.Errorf("%d links by status, %d in all", counted, all.LinkCount)
	}
	for _, l := range all.Links {
		last := l.Spells[len(l.Spells)-1]
		if l.Spells[0].From != nil || last.To != nil {
			t.Errorf("the spells of %s do not reach from ever to ever", l.Slug)
		}
	}
}

// A filter on contacts that the viewer may not see selects as if they were not there,
// in a slice as in the files.
func TestMapsKeepTiers(t *testing.T) {
	store := bundled(t)
	contact := &graph.Contact{
		Statement: graph.Statement{ID: "secret", Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
		City:      "tuchow-pl", Role: "secret-role", Channel: graph.ChannelEmail, Value: "secret@example.org", Tier: graph.TierPartner,
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{contact}}); err != nil {
		t.Fatal(err)
	}
	files := atlas.New(store, today)
	root := resolvers.New(files)
	question := `{ mapSlice(filter: {city: {contacts: {role: {startsWith: "secret"}}}}) { linkCount cityCount } }`
	for tier, sees := range map[graph.Tier]bool{graph.TierPublic: false, graph.TierPartner: true, graph.TierRestricted: true} {
		data, errs := askOf(t, resolvers.WithViewer(t.Context(), graph.Viewer{Tier: tier}), root, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		if links := data["mapSlice"].(map[string]any)["linkCount"].(float64); sees != (links > 0) {
			t.Errorf("%s: %v links of a city with such a contact", tier, links)
		}
	}
	for _, f := range formats.All() {
		filter := `{"city":{"contacts":{"role":{"startsWith":"secret"}}}}`
		if f.Of == graph.WordCity {
			filter = `{"contacts":{"role":{"startsWith":"secret"}}}`
		}
		q, err := written.Question(f, files.Today(), map[string]string{"filter": filter})
		if err != nil {
			t.Fatal(err)
		}
		n, err := files.Export(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Links) != 0 || len(n.Cities) != 0 {
			t.Errorf("%s: %d cities, %d links", f.Name, len(n.Cities), len(n.Links))
		}
	}
}

// The claims behind spells are read in one call, whatever the number of links, and a
// slice with the same filter is not selected again.
func TestMapSliceReadsLittle(t *testing.T) {
	counted := &counting{Reader: bundled(t)}
	root := resolvers.New(atlas.New(counted, today))
	ask := func(question string) []string {
		before := len(counted.calls)
		if _, errs := askOf(t, t.Context(), root, question, nil); errs != nil {
			t.Fatal(errs)
		}
		return counted.calls[before:]
	}
	ask(`{ mapSlice(filter: {status: {eq: SUSPENDED}}) { linkCount } }`)
	if calls := ask(`{ mapSlice(filter: {status: {eq: SUSPENDED}}, bbox: {west: 0, south: 0, east: 90, north: 90}) ` + sliceFields + ` }`); len(calls) != 0 {
		t.Errorf("another box took %q", calls)
	}
	calls := ask(`{ mapSlice(filter: {status: {eq: SUSPENDED}}) { links { spells { governing { slug sources { title } } } } } }`)
	if len(calls) > 2 {
		t.Errorf("spells with claims and sources took %q", calls)
	}
}
