package atlas_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dataset"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/export"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// today is the clock of all tests.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// bundled returns a store that holds the bundled dataset.
func bundled(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	_, err = ingest.Import(t.Context(), registry.New(store, today), store, dataset.FS(),
		ingest.Options{Actor: "test", RecordedAt: dataset.Released()})
	if err != nil {
		t.Fatalf("importing the bundled dataset: %v", err)
	}
	return store
}

// record records one town, and takes another back as merged into a third.
func record(t *testing.T, store graph.Store, merge ...graph.Retraction) {
	t.Helper()
	town := &graph.City{Statement: graph.Statement{ID: "newtown-gb", Confidence: graph.Recalled}, Name: "Newtown", Country: "GB", Kind: graph.CityKindTown}
	submission := registry.Submission{Actor: "test", Records: []graph.Record{town}}
	if len(merge) > 0 {
		submission = registry.Submission{Actor: "test", Retractions: merge}
	}
	if _, err := registry.New(store, today).Submit(t.Context(), submission); err != nil {
		t.Fatal(err)
	}
}

// allLinks chooses links of every status.
var allLinks = atlas.LinkSelection{Statuses: graph.Statuses()}

// A request sees one state of the network, whatever is recorded meanwhile; the next one
// sees what is new.
func TestARequestSeesOneState(t *testing.T) {
	store := bundled(t)
	a := atlas.New(store, today)
	cities := func(r *atlas.Request) int {
		t.Helper()
		m, err := r.NetworkMetrics(t.Context(), r.View(), atlas.MetricsQuestion{Through: allLinks})
		if err != nil {
			t.Fatal(err)
		}
		return m.Cities
	}
	first := a.For(graph.Viewer{})
	before := cities(first)
	record(t, store)
	if after := cities(first); after != before {
		t.Errorf("a request saw %d cities and then %d", before, after)
	}
	if after := cities(a.For(graph.Viewer{})); after != before+1 {
		t.Errorf("the next request sees %d cities after one was added to %d", after, before)
	}
}

// A merged id is followed to where the record went, by every question that takes one.
func TestMergedIDsAreFollowed(t *testing.T) {
	store := bundled(t)
	record(t, store)
	record(t, store, graph.Retraction{Word: graph.WordCity, ID: "newtown-gb", MovedTo: "munich-de", Reason: "a double"})
	r := atlas.New(store, today).For(graph.Viewer{})
	for name, id := range map[string]string{"slug": "newtown-gb", "global id": globalID(graph.WordCity, "newtown-gb")} {
		t.Run(name, func(t *testing.T) {
			to := "kyiv-ua"
			found, err := r.Connections(t.Context(), r.View(), atlas.ConnectionsQuestion{
				From: atlas.CitySelection{City: &id}, To: atlas.CitySelection{City: &to}, MaxLength: 1, Through: allLinks,
			})
			if err != nil {
				t.Fatal(err)
			}
			paths, err := found.Paths(t.Context(), atlas.Window{First: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(paths.Entries) != 1 || paths.Entries[0].Cities[0].ID != "munich-de" {
				t.Errorf("the paths are %+v", paths.Entries)
			}
			plan, err := r.ApproachPlan(t.Context(), r.View(), atlas.ApproachPlanQuestion{Target: to, From: id, Goal: score.Keep})
			if err != nil {
				t.Fatal(err)
			}
			if plan.From.ID != "munich-de" {
				t.Errorf("the plan is for %s", plan.From.ID)
			}
		})
	}
}

// An id is refused, with the argument that it was given as, where it is none, is one of
// another word, or is of no record.
func TestIDsThatNameNothing(t *testing.T) {
	r := atlas.New(bundled(t), today).For(graph.Viewer{})
	for _, c := range []struct {
		name, id string
		code     graph.Code
		says     string
	}{
		{"no slug", "No slug!", graph.BadUserInput, "is not an id"},
		{"an id of another word", globalID(graph.WordCampaign, "munich-de"), graph.BadUserInput, "is the id of a Campaign"},
		{"nobody's id", "atlantis", graph.NotFound, "there is no City"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := r.PartnerSuggestions(t.Context(), r.View(), atlas.SuggestionsQuestion{City: c.id, Window: graph.Window[partner.Position]{First: 1}})
			if err == nil || graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "city: ") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// globalID returns the id of a record for a question without times.
func globalID(word graph.Word, id graph.ID) string {
	return atlas.GlobalID{Word: word, ID: id}.String()
}

// A global id says which record it is of and at which times, and a text that is none, or
// has times that no question can give, is taken for none.
func TestGlobalIDs(t *testing.T) {
	day, old := graph.Day(18262), graph.Day(-719162) // 2020-01-01 and 0001-01-01
	instant, exact := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 31, 23, 59, 58, 1, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.FixedZone("", -12*60*60))
	seen := map[string]bool{}
	for _, word := range graph.Words() {
		for _, asOf := range []*graph.Day{nil, &day, &old} {
			for _, knownAt := range []*time.Time{nil, &instant, &exact, &last} {
				want := atlas.GlobalID{Word: word, ID: "some-id", Times: atlas.Times{AsOf: asOf, KnownAt: knownAt}}
				got, err := atlas.ParseGlobalID(want.String(), "id")
				switch {
				case err != nil:
					t.Errorf("%s %v %v: %v", word, asOf, knownAt, err)
				case got.Word != word || got.ID != "some-id" || got.String() != want.String() || seen[want.String()]:
					t.Errorf("%v comes back as %v, or is not the only one", want, got)
				case got.At(graph.View{}) != want.At(graph.View{}):
					t.Errorf("the times of %v come back as %v", want.At(graph.View{}), got.At(graph.View{}))
				}
				seen[want.String()] = true
			}
		}
	}
	for _, text := range []string{"", "munich-de", "?", globalID("Nothing", "munich-de"), globalID(graph.WordCity, "No slug!")} {
		if g, err := atlas.ParseGlobalID(text, "id"); graph.CodeOf(err) != graph.BadUserInput || g.Word != "" {
			t.Errorf("%q is taken for %v, with %v", text, g, err)
		}
	}
	for _, times := range []string{"@", "@x", "@18262,", "@,", "@,x", "@018262", "@+1", "@18262,0.5", "@18262,0.000000000", "@18262@18262", "@9999999999", "@,999999999999999", "@18262,1,2"} {
		text := atlas.WriteGlobalID(graph.WordCity, "munich-de", times)
		if g, err := atlas.ParseGlobalID(text, "id"); graph.CodeOf(err) != graph.BadUserInput || !strings.Contains(err.Error(), "its times cannot be read") {
			t.Errorf("%q is taken for %v, with %v", times, g, err)
		}
		if id, err := atlas.ParseID(graph.WordCity, text, "id"); graph.CodeOf(err) != graph.BadUserInput || !strings.Contains(err.Error(), "its times cannot be read") {
			t.Errorf("as an argument %q is taken for %v, with %v", times, id, err)
		}
	}
}

// An export and a layout are made once for all who ask, until the store changes.
func TestExportsAreKept(t *testing.T) {
	store := bundled(t)
	a := atlas.New(store, today)
	ask := func() *export.Network {
		t.Helper()
		n, err := a.Export(t.Context(), export.Question{AsOf: a.Today(), KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: graph.WordCity})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	first := ask()
	if ask() != first {
		t.Error("the same export was made twice")
	}
	one, err := a.Arrangement(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := a.Arrangement(t.Context(), first); err != nil || again != one {
		t.Errorf("the same layout was made twice: %v", err)
	}
	record(t, store)
	if len(ask().Cities) != len(first.Cities)+1 {
		t.Error("an export after a change lacks what is new")
	}
}

// A viewer's tier decides which records a filter judges.
func TestFiltersKeepTiers(t *testing.T) {
	store := bundled(t)
	secret := &graph.Contact{
		Statement: graph.Statement{ID: "secret", Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
		City:      "tuchow-pl", Role: "secret-role", Channel: graph.ChannelEmail, Value: "secret@example.org", Tier: graph.TierPartner,
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{secret}}); err != nil {
		t.Fatal(err)
	}
	a := atlas.New(store, today)
	filter := atlas.Filter{"city": atlas.Filter{"contacts": atlas.Filter{"role": atlas.Filter{"startsWith": "secret"}}}}
	for tier, sees := range map[graph.Tier]bool{graph.TierPublic: false, graph.TierPartner: true} {
		r := a.For(graph.Viewer{Tier: tier})
		s, err := r.Statistics(t.Context(), r.View(), filter, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		if sees != (s.Links > 0) {
			t.Errorf("%s: %d links of a city with such a contact", tier, s.Links)
		}
	}
}
