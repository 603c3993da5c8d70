package resolvers_test

import (
	"fmt"
	"strings"
	"testing"
)

// What is wrong with an argument below a list is said at the field that has the argument,
// since the list above may have one of the same name.
func TestErrorsStandAtTheFieldWhoseArgumentIsWrong(t *testing.T) {
	store := bundled(t)
	cursor := func(question, path string) string {
		data, errs := ask(t, t.Context(), store, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return data[path].(map[string]any)["pageInfo"].(map[string]any)["endCursor"].(string)
	}
	ofCities := cursor(`{ cities(first: 1) { pageInfo { endCursor } } }`, "cities")
	ofChanges := cursor(`{ changes(first: 1) { pageInfo { endCursor } } }`, "changes")
	byKind := cursor(`{ twinningLinks(first: 1, orderBy: {field: KIND}) { pageInfo { endCursor } } }`, "twinningLinks")
	const items = `{ changes(first: 1) { nodes { items(%s) { nodes { slug } } } } }`
	const letter = `{ approachPlan(target: "tuchow-pl", from: "illingen-saar-de", goal: REPEAL, asOf: "2023-06-01") { letter(%s) { subject } } }`
	for _, c := range []struct{ name, question, path, argument, says string }{
		{"items after a cursor of changes", fmt.Sprintf(items, `first: 1, after: "`+ofChanges+`"`), "changes.nodes[0].items", "after", "another question"},
		{"items before a cursor of cities", fmt.Sprintf(items, `last: 1, before: "`+ofCities+`"`), "changes.nodes[0].items", "before", "another question"},
		{"items before what is no cursor", fmt.Sprintf(items, `last: 1, before: "junk"`), "changes.nodes[0].items", "before", "not a cursor"},
		{"none of the items", fmt.Sprintf(items, `first: 0`), "changes.nodes[0].items", "first", "1 to 500"},
		{"the last none of the items", fmt.Sprintf(items, `last: 0`), "changes.nodes[0].items", "last", "asks for no entry"},
		{"too many items", fmt.Sprintf(items, `last: 501`), "changes.nodes[0].items", "last", "at most 500"},
		{"items from both ends", fmt.Sprintf(items, `first: 1, last: 1`), "changes.nodes[0].items", "last", "together"},
		{"none of the links of a city", `{ city(id: "murmansk-ru") { links(first: 0) { nodes { slug } } } }`, "city.links", "first", "1 to 500"},
		{"links of cities after a cursor of cities", `{ cities(first: 1) { nodes { links(after: "` + ofCities + `") { nodes { slug } } } } }`, "cities.nodes[0].links", "after", "another question"},
		{"links by names after a cursor of links by kind", `{ twinningLinks(first: 1, orderBy: {field: CITY_NAMES}, after: "` + byKind + `") { nodes { slug } } }`, "twinningLinks", "after", "another question"},
		{"a letter of thanks for nothing", fmt.Sprintf(letter, `purpose: THANK, language: DE`), "approachPlan.letter", "purpose", "thanked"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := ask(t, t.Context(), store, c.question, nil)
			if len(errs) != 1 {
				t.Fatalf("%d errors: %v", len(errs), errs)
			}
			if got := errs[0].Path.String(); got != c.path {
				t.Errorf("at %s, not %s", got, c.path)
			}
			if got := errs[0].Extensions["argument"]; got != nil && got != c.argument {
				t.Errorf("about %v, not %s", got, c.argument)
			}
			if !strings.Contains(errs[0].Message, c.says) {
				t.Errorf("says: %s", errs[0].Message)
			}
		})
	}
}

// Items between two cursors, from either end: last goes with after, and first with before.
func TestItemsBetweenCursors(t *testing.T) {
	store := bundled(t)
	page := func(arguments string) (slugs []string, start, end string, previous, next any) {
		data, errs := ask(t, t.Context(), store, `{ changes(first: 1) { nodes { items(`+arguments+`) {
			pageInfo { startCursor endCursor hasPreviousPage hasNextPage } nodes { slug } } } } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		items := find(data, "items")[0].(map[string]any)
		for _, slug := range find(items["nodes"], "slug") {
			slugs = append(slugs, slug.(string))
		}
		info := items["pageInfo"].(map[string]any)
		start, _ = info["startCursor"].(string)
		end, _ = info["endCursor"].(string)
		return slugs, start, end, info["hasPreviousPage"], info["hasNextPage"]
	}
	all, _, fifth, _, _ := page(`first: 5`)
	_, _, second, _, _ := page(`first: 2`)
	between := fmt.Sprintf(`after: %q, before: %q`, second, fifth)
	for arguments, want := range map[string]string{
		`first: 1, ` + between:                     all[2] + " true true",
		`last: 1, ` + between:                      all[3] + " true true",
		`first: 2, ` + between:                     all[2] + " " + all[3] + " true true",
		fmt.Sprintf(`last: 2, before: %q`, second): all[0] + " false true",
	} {
		slugs, _, _, previous, next := page(arguments)
		if got := strings.TrimSpace(fmt.Sprint(strings.Join(slugs, " "), " ", previous, " ", next)); got != want {
			t.Errorf("%s: %s, not %s", arguments, got, want)
		}
	}
}
