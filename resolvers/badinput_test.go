package resolvers_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

// Bad input gets an error with a code from the closed list, the argument it is
// about and a sentence that a person can act on.
func TestBadInput(t *testing.T) {
	store := bundled(t)
	cursor := func(question string) string {
		data, errs := ask(t, t.Context(), store, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return data["p"].(map[string]any)["pageInfo"].(map[string]any)["endCursor"].(string)
	}
	cities := cursor(`{ p: cities(first: 2) { pageInfo { endCursor } } }`)
	links := cursor(`{ p: twinningLinks(first: 2, orderBy: {field: SINCE}) { pageInfo { endCursor } } }`)
	for _, c := range []struct {
		name, question string
		code           graph.Code
		says           string
	}{
		{"a city that does not exist", `{ city(id: "atlantis") { name } }`, graph.NotFound, "search finds ids by name"},
		{"an id that is none", `{ city(id: "Not a slug!") { name } }`, graph.BadUserInput, "is not an id"},
		{"an empty id", `{ city(id: "") { name } }`, graph.BadUserInput, "is not an id"},
		{"the id of another type", `{ city(id: "UmVzb2x1dGlvbjp0dWNob3ctcGwtLWFudGktbGdidA") { name } }`, graph.BadUserInput, "is the id of a Resolution"},
		{"a slug where a global id is asked for", `{ node(id: "chicago-il-us") { id } }`, graph.BadUserInput, "is not a global id"},
		{"a page of nothing", `{ cities(first: 0) { nodes { name } } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"a page below nothing", `{ cities(first: -1) { nodes { name } } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"a page too long", `{ cities(first: 501) { nodes { name } } }`, graph.LimitExceeded, "at most 500"},
		{"a page too long below", `{ cities(first: 2) { nodes { links(first: 501) { nodes { slug } } } } }`, graph.LimitExceeded, "at most 500"},
		{"a cursor that is none", `{ cities(after: "zzz") { nodes { name } } }`, graph.BadUserInput, "is not a cursor"},
		{"a cursor of another list", `{ twinningLinks(after: "` + cities + `") { nodes { slug } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another order", `{ twinningLinks(after: "` + links + `") { nodes { slug } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another filter", `{ cities(after: "` + cities + `", filter: {country: {eq: "PL"}}) { nodes { name } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another day", `{ cities(after: "` + cities + `", asOf: "2020-01-01") { nodes { name } } }`, graph.BadUserInput, "belongs to another question"},
		{"a city on neither side", `{ twinningLink(id: "chicago-il-us--moscow-ru") { otherCity(than: "kyiv-ua") { name } } }`, graph.BadUserInput, "on neither side"},
		{"a search for too much", `{ search(query: "a", first: 1000) { name } }`, graph.BadUserInput, "ask for 1 to 100"},
		{"a search for a novel", `{ search(query: "` + strings.Repeat("long ", 50) + `") { name } }`, graph.LimitExceeded, "a name is enough"},
		{"changes from below zero", `{ changes(since: -1) { last } }`, graph.BadUserInput, "0 for the beginning"},
		{"a difference with a page of nothing", `{ statusDiff(from: "2022-01-01", first: 0) { totalCount } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"links of no status", `{ networkMetrics(through: {statuses: []}) { links } }`, graph.BadUserInput, "no status is chosen"},
		{"links of no kind", `{ networkMetrics(through: {kinds: []}) { links } }`, graph.BadUserInput, "no kind is chosen"},
		{"a filter that never ends", `{ cities(filter: {or: [` + strings.Repeat(`{name: {eq: "x"}}, `, 300) + `]}) { totalCount } }`, graph.LimitExceeded, "ask in several steps"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := ask(t, t.Context(), store, c.question, nil)
			if len(errs) == 0 {
				t.Fatal("it was answered")
			}
			if got := graph.CodeOf(errs[0]); got != c.code {
				t.Errorf("code %s, want %s: %v", got, c.code, errs)
			}
			if !strings.Contains(errs[0].Error(), c.says) {
				t.Errorf("the error says %q, not %q", errs[0].Error(), c.says)
			}
		})
	}
}

// Values that do not fit the schema's types are refused before anything is read.
func TestValuesThatDoNotFit(t *testing.T) {
	store := bundled(t)
	for name, question := range map[string]string{
		"a day that is none":      `{ cities(asOf: "2022-02-30") { totalCount } }`,
		"a year for a day":        `{ cities(asOf: "2022") { totalCount } }`,
		"an instant that is none": `{ cities(knownAt: "yesterday") { totalCount } }`,
		"a status that is none":   `{ twinningLinks(filter: {status: {eq: PAUSED}}) { totalCount } }`,
		"a filter that is none":   `{ cities(filter: {colour: {eq: "red"}}) { totalCount } }`,
		"a day in a filter":       `{ twinningLinks(filter: {since: {after: "soon"}}) { totalCount } }`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, errs := ask(t, t.Context(), store, question, nil); len(errs) == 0 {
				t.Error("it was answered")
			}
		})
	}
}
