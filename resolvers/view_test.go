package resolvers_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// A field sees the network at the nearest asOf and knownAt, given on it or above it:
// whatever it is called, however deep it is and whatever is asked beside it.
func TestTheNearestTimesCount(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	ask := func(question string) map[string]any {
		t.Helper()
		data, errs := askOf(t, t.Context(), root, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return data
	}
	const text = `resolution(id: "tuchow-pl--anti-lgbt") { inForce { value } }`
	at := func(day string) string {
		return strings.Replace(text, `")`, fmt.Sprintf(`", asOf: %q)`, day), 1)
	}
	before, during, after := ask("{"+at("2018-01-01")+"}"), ask("{"+at("2019-12-31")+"}"), ask("{"+text+"}")
	if reflect.DeepEqual(before, during) || reflect.DeepEqual(during, after) {
		t.Fatalf("the text does not change: %v, %v, %v", before, during, after)
	}

	t.Run("aliases beside one another have their own", func(t *testing.T) {
		together := ask("{ a: " + at("2018-01-01") + " b: " + at("2019-12-31") + " c: " + text + "}")
		for alias, alone := range map[string]map[string]any{"a": before, "b": during, "c": after} {
			if !reflect.DeepEqual(together[alias], alone["resolution"]) {
				t.Errorf("%s says %v, alone %v", alias, together[alias], alone["resolution"])
			}
		}
	})

	t.Run("fields in lists have those of the list", func(t *testing.T) {
		for day, want := range map[string]map[string]any{"2018-01-01": before, "2019-12-31": during} {
			list := ask(fmt.Sprintf(`{ cities(filter: {id: {eq: "tuchow-pl"}}, asOf: %q) { nodes { resolutions { edges { node { slug inForce { value } } } } } } }`, day))
			found := false
			for _, one := range find(list, "node") {
				if record := one.(map[string]any); record["slug"] == "tuchow-pl--anti-lgbt" {
					found = true
					if wanted := want["resolution"].(map[string]any)["inForce"]; !reflect.DeepEqual(record["inForce"], wanted) {
						t.Errorf("on %s the list says %v, not %v", day, record["inForce"], wanted)
					}
				}
			}
			if !found {
				t.Errorf("the list has no such text: %v", list)
			}
		}
	})

	t.Run("what is selected of a status has those of the status", func(t *testing.T) {
		const old, now = `asOf: "2019-01-01"`, `knownAt: "2026-11-22T12:00:00Z"`
		link := func(times, ofStatus string) string {
			return fmt.Sprintf(`twinningLink(id: "saint-jean-de-braye-fr--tuchow-pl", %s) { status(%s) { status governing { slug link { status { status } } } } }`, times, ofStatus)
		}
		on, above, today := ask("{ l: " + link(now, old) + "}")["l"], ask("{ l: " + link(old, now) + "}")["l"], ask("{ l: " + link(now, now) + "}")["l"]
		if !reflect.DeepEqual(on, above) || reflect.DeepEqual(on, today) {
			t.Errorf("asOf on the status gives %v, above it %v, today %v", on, above, today)
		}
		both := ask("{ old: " + link(now, old) + " now: " + link(now, now) + "}")
		if want := map[string]any{"old": on, "now": today}; !reflect.DeepEqual(both, want) {
			t.Errorf("beside one another they are %v, alone %v", both, want)
		}
	})

	t.Run("a page of a list under a status goes on under it", func(t *testing.T) {
		const page = `{ twinningLink(id: "saint-jean-de-braye-fr--tuchow-pl") { status(asOf: "2019-01-01") { sides { city { resolutions(first: 1%s) { pageInfo { endCursor hasNextPage } } } } } } }`
		var cursor string
		for _, info := range find(ask(fmt.Sprintf(page, "")), "pageInfo") {
			if end, ok := info.(map[string]any)["endCursor"].(string); ok {
				cursor = end
			}
		}
		if cursor == "" {
			t.Fatal("there is no page to go on from")
		}
		ask(fmt.Sprintf(page, fmt.Sprintf(`, after: %q`, cursor)))
	})
}

// find returns all values of a key in an answer, in depth.
func find(answer any, key string) []any {
	var found []any
	switch answer := answer.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(answer)) {
			if name == key {
				found = append(found, answer[name])
			}
			found = append(found, find(answer[name], key)...)
		}
	case []any:
		for _, value := range answer {
			found = append(found, find(value, key)...)
		}
	}
	return found
}
