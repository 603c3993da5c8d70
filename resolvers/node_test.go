package resolvers_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// idAt returns the global id of a record on a day; a day that is empty is not given.
func idAt(t *testing.T, word graph.Word, id graph.ID, asOf string) string {
	t.Helper()
	g := atlas.GlobalID{Word: word, ID: id}
	if asOf != "" {
		day, err := graph.ParseDay(asOf)
		if err != nil {
			t.Fatal(err)
		}
		g.AsOf = &day
	}
	return g.String()
}

// A record on two days has two ids, whatever field gives the day, and an id asks for the
// record as it was shown.
func TestIDsCarryTimes(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	ask := func(question string) map[string]any {
		t.Helper()
		data, errs := askOf(t, t.Context(), root, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return data
	}
	const link = "tromso-no--murmansk-ru"

	t.Run("in fields of their own", func(t *testing.T) {
		const asked = `{ id status { status } b { id slug links { totalCount } } }`
		data := ask(`{
			before: twinningLink(id: "` + link + `", asOf: "2020-01-01") ` + asked + `
			after: twinningLink(id: "` + link + `", asOf: "2023-01-01") ` + asked + `
			now: twinningLink(id: "` + link + `") ` + asked + `
			old: pledges(first: 1, asOf: "1980-01-01") { nodes { id } } }`)
		ids := map[any]bool{}
		for name, day := range map[string]string{"before": "2020-01-01", "after": "2023-01-01", "now": ""} {
			shown := data[name].(map[string]any)
			if want := idAt(t, graph.WordTwinningLink, link, day); shown["id"] != want {
				t.Errorf("the id %s is %v, not %v", name, shown["id"], want)
			}
			if want := idAt(t, graph.WordCity, "murmansk-ru", day); shown["b"].(map[string]any)["id"] != want {
				t.Errorf("the id of its city %s is %v, not %v", name, shown["b"], want)
			}
			ids[shown["id"]] = true
			again := ask(fmt.Sprintf(`{ node(id: %q) { ... on TwinningLink %s } }`, shown["id"], asked))["node"]
			if !reflect.DeepEqual(again, data[name]) {
				t.Errorf("asked again by its id the link is %v, not %v", again, data[name])
			}
		}
		if len(ids) != 3 || reflect.DeepEqual(data["before"].(map[string]any)["status"], data["after"].(map[string]any)["status"]) {
			t.Errorf("the days do not differ: %v", data)
		}
	})

	t.Run("in a status inside", func(t *testing.T) {
		data := ask(`{ twinningLink(id: "` + link + `", knownAt: "2026-11-22T13:00:00+01:00") { id status(asOf: "2020-01-01") { sides { city { id } } } } }`)
		const known = ",1795348800"
		if got, want := data["twinningLink"].(map[string]any)["id"], atlas.WriteGlobalID(graph.WordTwinningLink, link, "@"+known); got != want {
			t.Errorf("the id of the link is %v, not %v", got, want)
		}
		if got, want := find(data, "city")[0].(map[string]any)["id"], atlas.WriteGlobalID(graph.WordCity, "tromso-no", "@18262"+known); got != want {
			t.Errorf("the id of the side is %v, not %v", got, want)
		}
	})

	t.Run("in a difference they are of the day that is compared", func(t *testing.T) {
		data := ask(`{ statusDiff(from: "2022-02-01", to: "2022-04-01", first: 1) { nodes { link { id slug } before { governing { id slug } sides { city { id slug } } } claims { id slug } } } }`)
		words := map[string]graph.Word{"link": graph.WordTwinningLink, "governing": graph.WordClaim, "city": graph.WordCity, "claims": graph.WordClaim}
		for field, word := range words {
			for _, shown := range find(data, field) {
				records, isList := shown.([]any)
				if !isList {
					records = []any{shown}
				}
				for _, r := range records {
					r := r.(map[string]any)
					if want := idAt(t, word, graph.ID(r["slug"].(string)), "2022-04-01"); r["id"] != want {
						t.Errorf("%s has the id %v, not %v", field, r["id"], want)
					}
				}
			}
		}
	})

	t.Run("each of many is at its own times", func(t *testing.T) {
		ids, want := []string{}, []any{}
		for _, day := range []string{"2023-01-01", "1980-01-01", "", "2023-01-01"} {
			ids = append(ids, idAt(t, graph.WordCity, "murmansk-ru", day), idAt(t, graph.WordTwinningLink, link, day))
		}
		const asked = `__typename id ... on City { slug links(first: 3) { totalCount nodes { id status { status } } } } ... on TwinningLink { status { status since } a { id } }`
		for _, id := range ids {
			want = append(want, ask(fmt.Sprintf(`{ node(id: %q) { %s } }`, id, asked))["node"])
		}
		got := ask(fmt.Sprintf(`{ nodes(ids: ["%s"]) { %s } }`, strings.Join(ids, `","`), asked))["nodes"]
		if !reflect.DeepEqual(got, want) {
			t.Errorf("together\n%v\none by one\n%v", got, want)
		}
		if one := ask(fmt.Sprintf(`{ nodes(ids: [%q]) { %s } }`, ids[2], asked))["nodes"]; !reflect.DeepEqual(one, want[2:3]) {
			t.Errorf("alone in a list\n%v\none by one\n%v", one, want[2])
		}
	})

	t.Run("a page goes on under the id", func(t *testing.T) {
		const page = `links(first: 1%s) { nodes { slug } pageInfo { endCursor hasNextPage } }`
		data := ask(`{ city(id: "murmansk-ru", asOf: "2023-01-01") { id ` + fmt.Sprintf(page, "") + ` } }`)
		end := find(data, "endCursor")[0]
		id := data["city"].(map[string]any)["id"]
		next := ask(fmt.Sprintf(`{ node(id: %q) { ... on City { `+page+` } } }`, id, fmt.Sprintf(`, after: %q`, end)))
		if first, second := find(data, "slug")[0], find(next, "slug")[0]; first == second {
			t.Errorf("the second page begins with %v again", first)
		}
	})

	t.Run("other arguments take any id of the record", func(t *testing.T) {
		const asked = `{ slug status { status } }`
		city, other := idAt(t, graph.WordCity, "murmansk-ru", "1980-01-01"), idAt(t, graph.WordCity, "murmansk-ru", "")
		want := ask(`{ l: twinningLink(id: "` + link + `") ` + asked + `}`)["l"]
		for name, question := range map[string]string{
			"an id":       fmt.Sprintf(`{ l: twinningLink(id: %q) `+asked+`}`, idAt(t, graph.WordTwinningLink, link, "1980-01-01")),
			"a filter":    fmt.Sprintf(`{ l: twinningLinks(filter: {between: {one: {id: {eq: %q}}, other: {id: {in: ["tromso-no", %q]}}}}) { nodes `+asked+`} }`, city, other),
			"a condition": fmt.Sprintf(`{ l: twinningLink(id: %q) { slug status { status } otherCity(than: %q) { slug } } }`, link, city),
		} {
			shown, _ := ask(question)["l"].(map[string]any)
			if nodes, isList := shown["nodes"].([]any); isList {
				shown = nodes[0].(map[string]any)
			}
			if other, ok := shown["otherCity"].(map[string]any); ok && other["slug"] != "tromso-no" {
				t.Errorf("the other city is %v", other)
			}
			delete(shown, "otherCity")
			if !reflect.DeepEqual(shown, want) {
				t.Errorf("by %s the link is %v, not %v", name, shown, want)
			}
		}
	})
}

// A record that is missing is null with an error that says why, wherever one is asked for
// by its id; one that was merged is followed.
func TestMissingRecords(t *testing.T) {
	store := bundled(t)
	office := registry.New(store, today)
	var towns []graph.Record
	for _, id := range []graph.ID{"merged-fr", "gone-fr"} {
		towns = append(towns, &graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: "Douai", Country: "FR", Kind: graph.CityKindCity})
	}
	for _, s := range []registry.Submission{
		{Actor: "test", Records: towns},
		{Actor: "test", Retractions: []graph.Retraction{
			{Word: graph.WordCity, ID: "merged-fr", MovedTo: "douai-fr", Reason: "a double"},
			{Word: graph.WordCity, ID: "gone-fr", Reason: "nobody has heard of it"},
		}},
	} {
		if _, err := office.Submit(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	id := func(slug graph.ID) string { return idAt(t, graph.WordCity, slug, "") }
	ask := func(question string) (map[string]any, gqlerror.List) {
		return ask(t, t.Context(), store, question, nil)
	}
	for _, c := range []struct{ slug, found, says string }{
		{"merged-fr", "douai-fr", ""},
		{"gone-fr", "", `the City "gone-fr" was taken back: nobody has heard of it`},
		{"atlantis", "", `there is no City "atlantis"; search finds ids by name`},
	} {
		t.Run(c.slug, func(t *testing.T) {
			questions := map[string]string{
				"city by slug": fmt.Sprintf(`{ r: city(id: %q) { slug } }`, c.slug),
				"city by id":   fmt.Sprintf(`{ r: city(id: %q) { slug } }`, id(graph.ID(c.slug))),
				"node":         fmt.Sprintf(`{ r: node(id: %q) { ... on City { slug } } }`, id(graph.ID(c.slug))),
				"nodes":        fmt.Sprintf(`{ r: nodes(ids: [%q, %q]) { ... on City { slug } } }`, id("munich-de"), id(graph.ID(c.slug))),
			}
			for name, question := range questions {
				data, errs := ask(question)
				shown, at, argument := data["r"], "r", "id"
				if name == "nodes" {
					list := shown.([]any)
					if list[0].(map[string]any)["slug"] != "munich-de" {
						t.Errorf("%s: the other record is %v", name, list[0])
					}
					shown, at, argument = list[1], "r[1]", "ids.1"
				}
				if c.says == "" {
					if errs != nil || shown.(map[string]any)["slug"] != c.found {
						t.Errorf("%s finds %v, %v", name, shown, errs)
					}
					continue
				}
				if shown != nil || len(errs) != 1 || errs[0].Path.String() != at || graph.CodeOf(errs[0].Unwrap()) != graph.NotFound || errs[0].Message != argument+": "+c.says {
					t.Errorf("%s finds %v, %v", name, shown, errs)
				}
			}
		})
	}
	t.Run("an id whose times cannot be read", func(t *testing.T) {
		bad := atlas.WriteGlobalID(graph.WordCity, "munich-de", "@tomorrow")
		for name, question := range map[string]string{
			"node": `{ node(id: %q) { id } }`, "nodes": `{ nodes(ids: [%q]) { id } }`, "city": `{ city(id: %q) { id } }`,
			"a filter": `{ cities(filter: {id: {eq: %q}}) { totalCount } }`,
		} {
			_, errs := ask(fmt.Sprintf(question, bad))
			if len(errs) != 1 || graph.CodeOf(errs[0].Unwrap()) != graph.BadUserInput || !strings.Contains(errs[0].Message, "its times cannot be read") {
				t.Errorf("%s: %v", name, errs)
			}
		}
	})
	t.Run("an id of a word that no question shows", func(t *testing.T) {
		_, errs := ask(fmt.Sprintf(`{ node(id: %q) { id } }`, idAt(t, graph.WordSupportTwinning, "x", "")))
		if len(errs) != 1 || graph.CodeOf(errs[0].Unwrap()) != graph.BadUserInput {
			t.Error(errs)
		}
	})
}
