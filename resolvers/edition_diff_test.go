package resolvers_test

import (
	"fmt"
	"reflect"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// claimOfDirectory returns what an edition says of a link.
func claimOfDirectory(link graph.ID, says graph.ClaimType, source graph.ID, date string) *graph.Claim {
	on, err := graph.ParsePartialDate(date)
	if err != nil {
		panic(err)
	}
	id := graph.ID(fmt.Sprintf("%s--%s-%s", link, map[graph.ClaimType]string{graph.Listed: "listed", graph.NotListed: "not-listed"}[says], source))
	return &graph.Claim{
		Statement: graph.Statement{ID: id, Sources: []graph.ID{source}, Confidence: graph.Documented},
		Link:      link, Type: says, Date: on, Authority: graph.ThirdParty, Directory: "atlas",
	}
}

// Between the editions of 2020 and 2024 of a directory, with one of 2022 between them, each
// link becomes what its claims and the coverage of the earlier edition say.
func TestEditionsAreCompared(t *testing.T) {
	store := bundled(t)
	day := func(s string) graph.PartialDate {
		d, err := graph.ParsePartialDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	dates := map[graph.ID]string{"atlas-2020": "2020-05-01", "atlas-2022": "2022-05-01", "atlas-2024": "2024-05-01"}
	var records []graph.Record
	for source, date := range dates {
		covers := []graph.ID{}
		if source == "atlas-2020" {
			covers = []graph.ID{"aa-de"}
		}
		records = append(records,
			&graph.Source{Statement: graph.Statement{ID: source, Confidence: graph.Documented}, Title: "Atlas of " + date, Date: day(date)},
			&graph.Edition{
				Statement: graph.Statement{ID: source, Sources: []graph.ID{source}, Confidence: graph.Documented},
				Directory: "atlas", Source: source, Date: day(date), Covers: covers,
			})
	}
	for id, country := range map[graph.ID]string{"aa-de": "DE", "bb-de": "DE", "cc-fr": "FR", "dd-fr": "FR", "ee-fr": "FR", "ff-fr": "FR"} {
		records = append(records, &graph.City{
			Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: string(id), Country: country, Kind: graph.CityKindTown,
		})
	}
	const in20, in22, in24, out22, out24 = "in20", "in22", "in24", "out22", "out24"
	for link, c := range map[graph.ID]struct {
		a, b graph.ID
		said []string
	}{
		"kept":           {"aa-de", "cc-fr", []string{in20, in22, in24}},
		"dropped":        {"aa-de", "dd-fr", []string{in20, in22, out24}},
		"dropped-early":  {"bb-de", "cc-fr", []string{in20, out22}},
		"dropped-back":   {"bb-de", "dd-fr", []string{in20, out22, in24}},
		"unread":         {"bb-de", "ee-fr", []string{in20}},
		"unread-since":   {"bb-de", "ff-fr", []string{in20, in22}},
		"added":          {"aa-de", "ee-fr", []string{in24}},
		"first-read":     {"cc-fr", "dd-fr", []string{in24}},
		"only-between":   {"cc-fr", "ee-fr", []string{in22}},
		"of-no-edition":  {"cc-fr", "ff-fr", nil},
		"back-and-gone":  {"aa-de", "ff-fr", []string{in20, out22, in24}},
		"gone-as-of-now": {"aa-de", "bb-de", []string{in20, out24}},
	} {
		records = append(records, &graph.TwinningLink{
			Statement: graph.Statement{ID: link, Sources: []graph.ID{"atlas-2020"}, Confidence: graph.Documented}, A: c.a, B: c.b, Kind: graph.LinkKindTwinning,
		})
		for _, said := range c.said {
			source := graph.ID("atlas-20" + said[len(said)-2:])
			says := graph.Listed
			if said[:1] == "o" {
				says = graph.NotListed
			}
			records = append(records, claimOfDirectory(link, says, source, dates[source]))
		}
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: records}); err != nil {
		t.Fatal(err)
	}

	t.Run("by link", func(t *testing.T) {
		data, errs := ask(t, t.Context(), store, `{ editionDiff(from: "atlas-2020", to: "atlas-2024") { from { date } to { date } counts { change links }
			links { totalCount nodes { change link { slug cities { country } } } } gone: links(changes: [DROPPED], first: 1) { totalCount nodes { link { slug } } } } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		diff := data["editionDiff"].(map[string]any)
		got := map[string]any{}
		for _, node := range diff["links"].(map[string]any)["nodes"].([]any) {
			got[node.(map[string]any)["link"].(map[string]any)["slug"].(string)] = node.(map[string]any)["change"]
		}
		want := map[string]any{
			"kept": "KEPT", "dropped-back": "KEPT", "back-and-gone": "KEPT", "dropped": "DROPPED", "dropped-early": "DROPPED", "gone-as-of-now": "DROPPED",
			"unread": "NOT_READ", "unread-since": "NOT_READ", "added": "ADDED", "first-read": "FIRST_READ",
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("links became %v, not %v", got, want)
		}
		counts := fmt.Sprint(diff["counts"])
		if want := "[map[change:KEPT links:3] map[change:DROPPED links:3] map[change:NOT_READ links:2] map[change:ADDED links:1] map[change:FIRST_READ links:1]]"; counts != want {
			t.Errorf("counts are %s", counts)
		}
		if gone := fmt.Sprint(diff["gone"]); gone != "map[nodes:[map[link:map[slug:dropped]]] totalCount:3]" {
			t.Errorf("the first that was dropped is %s", gone)
		}
	})
	t.Run("by countries, most dropped first", func(t *testing.T) {
		data, errs := ask(t, t.Context(), store, `{ editionDiff(from: "atlas-2020", to: "atlas-2024") { countryPairs { nodes { a b links counts { links } } } } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		nodes := find(data, "nodes")[0]
		want := `[map[a:DE b:FR counts:[map[links:3] map[links:2] map[links:2] map[links:1] map[links:0]] links:8]` +
			` map[a:DE b:DE counts:[map[links:0] map[links:1] map[links:0] map[links:0] map[links:0]] links:1]` +
			` map[a:FR b:FR counts:[map[links:0] map[links:0] map[links:0] map[links:0] map[links:1]] links:1]]`
		if fmt.Sprint(nodes) != want {
			t.Errorf("pairs of countries are %v", nodes)
		}
	})
	t.Run("of links that a filter selects, at an instant before", func(t *testing.T) {
		data, errs := ask(t, t.Context(), store, `{ editionDiff(from: "atlas-2020", to: "atlas-2022", filter: {city: {id: {eq: "aa-de"}}}) { counts { links } } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		if got := fmt.Sprint(find(data, "counts")[0]); got != "[map[links:2] map[links:1] map[links:1] map[links:0] map[links:0]]" {
			t.Errorf("counts are %s", got)
		}
		_, errs = ask(t, t.Context(), store, `{ editionDiff(from: "atlas-2020", to: "atlas-2022", knownAt: "2026-11-22T00:00:00Z") { counts { links } } }`, nil)
		if len(errs) != 1 || graph.CodeOf(errs[0]) != graph.NotFound {
			t.Errorf("before it was recorded: %v", errs)
		}
	})
}
