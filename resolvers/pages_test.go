package resolvers_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// lists are lists of every kind, each with %s where the arguments of its page go, and what
// is selected of an entry.
var lists = []struct {
	name, question, path, entry string
	uncounted                   bool
}{
	{name: "records", question: `{ cities(filter: {country: {eq: "PL"}}, orderBy: {field: POPULATION, direction: DESC}, %s }`, path: "cities", entry: "slug"},
	{name: "records of a record", question: `{ city(id: "murmansk-ru") { links(%s } }`, path: "city links", entry: "slug"},
	{name: "links by the names of their cities", question: `{ twinningLinks(filter: {status: {eq: SUSPENDED}}, orderBy: {field: CITY_NAMES}, %s }`, path: "twinningLinks", entry: "slug"},
	{name: "links of a city by the names of their cities", question: `{ city(id: "murmansk-ru") { links(orderBy: {field: CITY_NAMES, direction: DESC}, %s } }`, path: "city links", entry: "slug"},
	{name: "differences", question: `{ statusDiff(from: "2022-02-23", to: "2022-03-31", %s }`, path: "statusDiff", entry: "link { slug } before { status } after { status }"},
	{name: "changes", question: `{ changes(%s }`, path: "changes", entry: "number"},
	{name: "hits", question: `{ search(query: "b", %s }`, path: "search", entry: "name match node { id }"},
	{name: "alliances", question: `{ alliances(minSize: 1, runs: 2, %s }`, path: "alliances", entry: "number size members(first: 2) { nodes { city { slug } } }"},
	{name: "components", question: `{ alliances(runs: 1) { components(minSize: 1, %s } }`, path: "alliances components", entry: "size cities(last: 1) { nodes { slug } }"},
	{name: "brokers", question: `{ alliances(runs: 1, first: 1) { nodes { brokers(%s } } }`, path: "alliances nodes brokers", entry: "alliances city { slug }"},
	{name: "bridges", question: `{ alliances(runs: 1, first: 1) { edges { node { bridges(%s } } } }`, path: "alliances edges node bridges", entry: "cutOff link { slug }"},
	{name: "suspended links", question: `{ alliances(runs: 1, first: 1, asOf: "2022-12-31") { nodes { suspendedOutward(%s } } }`, path: "alliances nodes suspendedOutward", entry: "slug"},
	{name: "measures", question: `{ networkMetrics { perCity(orderBy: {field: CONSTRAINT}, %s } }`, path: "networkMetrics perCity", entry: "degree city { slug }"},
	{name: "countries", question: `{ networkMetrics { countryMatrix(orderBy: {field: LINKS}, %s } }`, path: "networkMetrics countryMatrix", entry: "a b links"},
	{name: "mediators", question: `{ mediators(between: [{country: "US"}, {country: "RU"}], %s }`, path: "mediators", entry: "rank city { slug }"},
	{name: "paths", question: `{ connections(from: {city: "munich-de"}, to: {city: "chicago-il-us"}) { paths(%s } }`, path: "connections paths", entry: "length cities { slug }", uncounted: true},
	{name: "shared partners", question: `{ connections(from: {city: "munich-de"}, to: {city: "chicago-il-us"}, through: {statuses: [ACTIVE, UNKNOWN]}) { sharedPartners(%s } }`, path: "connections sharedPartners", entry: "city { slug }"},
	{name: "what would come apart", question: `{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}, {link: "chicago-il-us--kyiv-ua", status: ENDED}]) { newBridges(%s } }`, path: "whatIf newBridges", entry: "cutOff link { slug }"},
	{name: "acts", question: `{ campaigns(filter: {stance: {eq: SUSPEND}}, first: 1) { nodes { progress { answered(%s } } } }`, path: "campaigns nodes progress answered", entry: "date claim { slug } resolution { slug }"},
	{name: "candidates", question: `{ dialogueCandidates(for: {country: "DE"}, goal: KEEP, %s }`, path: "dialogueCandidates", entry: "score target { slug } tie { slug }"},
	{name: "suggestions", question: `{ partnerSuggestions(city: "munich-de", theme: "lgbtqi", %s }`, path: "partnerSuggestions", entry: "score city { slug }"},
	{name: "editions", question: `{ editions(%s }`, path: "editions", entry: "slug directory"},
	{name: "memberships", question: `{ memberships(%s }`, path: "memberships", entry: "slug city { slug }"},
	{name: "members of an organisation", question: `{ organisation(id: "three-cities") { members(%s } }`, path: "organisation members", entry: "slug"},
	{name: "links of two editions", question: `{ editionDiff(from: "wikipedia-2023-04-22", to: "wikipedia-2026-02-08") { links(%s } }`, path: "editionDiff links", entry: "change link { slug }"},
	{name: "countries of two editions", question: `{ editionDiff(from: "wikipedia-2023-04-22", to: "wikipedia-2026-02-08") { countryPairs(%s } }`, path: "editionDiff countryPairs", entry: "a b links counts { change links }"},
	{name: "news", question: `{ statusNews(%s }`, path: "statusNews", entry: "slug day change { number }", uncounted: true},
	{name: "versions", question: `{ city(id: "murmansk-ru") { versions(%s } }`, path: "city versions", entry: "recordedAt kind"},
	{name: "claims", question: `{ claims(filter: {type: {eq: LISTED}}, %s }`, path: "claims", entry: "slug"},
}

// shown is a page of a list.
type shown struct {
	nodes, cursors              []any
	hasNext, hasPrevious, total any
	startCursor, endCursor      any
}

// Pages of every list follow one another without gap or repetition, from either end, and
// say where they stand.
func TestPagesOfLists(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	for _, list := range lists {
		t.Run(list.name, func(t *testing.T) {
			page := func(arguments string) shown {
				return pageOf(t, root, list.question, list.path, list.entry, list.uncounted, arguments)
			}
			whole := page("first: 100")
			if whole.hasPrevious != false || !list.uncounted && whole.hasNext == false && whole.total != float64(len(whole.nodes)) {
				t.Errorf("the first page of %d says: %v before, %v after, %v in all", len(whole.nodes), whole.hasPrevious, whole.hasNext, whole.total)
			}
			if len(whole.nodes) == 0 {
				t.Fatal("the list is empty: it shows nothing")
			}
			size := max(1, len(whole.nodes)/3)
			var forward, backward []any
			for at := page(fmt.Sprintf("first: %d", size)); ; at = page(fmt.Sprintf("first: %d, after: %q", size, at.endCursor)) {
				if at.hasPrevious != (len(forward) > 0) {
					t.Errorf("after %d entries: %v before", len(forward), at.hasPrevious)
				}
				if forward = append(forward, at.nodes...); at.hasNext == false || len(forward) >= len(whole.nodes) {
					break
				}
			}
			if !reflect.DeepEqual(forward[:len(whole.nodes)], whole.nodes) {
				t.Errorf("forward in pages of %d:\n%v\nat once:\n%v", size, forward, whole.nodes)
			}
			end := fmt.Sprintf("before: %q", whole.endCursor) // the last of the first hundred is left out
			for at := page(fmt.Sprintf("last: %d, %s", size, end)); len(whole.nodes) > 1; at = page(fmt.Sprintf("last: %d, before: %q", size, at.startCursor)) {
				if at.hasNext != true {
					t.Errorf("before the last %d entries: nothing after", len(backward)+1)
				}
				if backward = append(append([]any{}, at.nodes...), backward...); at.hasPrevious == false {
					break
				}
			}
			if !reflect.DeepEqual(backward, whole.nodes[:len(whole.nodes)-1]) && len(whole.nodes) > 1 {
				t.Errorf("backward in pages of %d:\n%v\nat once:\n%v", size, backward, whole.nodes)
			}
			if last := page("last: 1"); whole.hasNext == false && !reflect.DeepEqual(last.nodes, whole.nodes[len(whole.nodes)-1:]) {
				t.Errorf("the last one is %v, of %v", last.nodes, whole.nodes)
			}
		})
	}
}

// pageOf asks for a page of a list.
func pageOf(t *testing.T, root *resolvers.Root, question, path, entry string, uncounted bool, arguments string) shown {
	t.Helper()
	selected := ") { edges { cursor node { " + entry + " } } nodes { " + entry + " } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
	if !uncounted {
		selected += " totalCount"
	}
	data, errs := askOf(t, t.Context(), root, fmt.Sprintf(question, arguments+selected+" }"), nil)
	if errs != nil {
		t.Fatalf("%s: %v", arguments, errs)
	}
	at := any(data)
	for _, step := range strings.Fields(path) {
		if list, ok := at.(map[string]any)[step].([]any); ok {
			at = list[0]
		} else {
			at = at.(map[string]any)[step]
		}
	}
	connection := at.(map[string]any)
	info := connection["pageInfo"].(map[string]any)
	page := shown{
		nodes: connection["nodes"].([]any), hasNext: info["hasNextPage"], hasPrevious: info["hasPreviousPage"], total: connection["totalCount"],
		startCursor: info["startCursor"], endCursor: info["endCursor"],
	}
	for i, e := range connection["edges"].([]any) {
		edge := e.(map[string]any)
		page.cursors = append(page.cursors, edge["cursor"])
		if !reflect.DeepEqual(edge["node"], page.nodes[i]) {
			t.Errorf("%s: edge %d is %v, node %v", arguments, i, edge["node"], page.nodes[i])
		}
	}
	if n := len(page.cursors); n != len(page.nodes) || n > 0 && (page.cursors[0] != page.startCursor || page.cursors[n-1] != page.endCursor) {
		t.Errorf("%s: cursors %v, from %v to %v", arguments, page.cursors, page.startCursor, page.endCursor)
	}
	return page
}

// A cursor belongs to its question: with another one, whatever the argument that differs,
// above the list or of it, it is refused and never answered wrongly.
func TestCursorsOfOtherQuestions(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	cursorOf := func(question, path string) any {
		return pageOf(t, root, question, path, "__typename", false, "first: 1").endCursor
	}
	for _, c := range []struct{ name, of, path, other string }{
		{"an argument of the field above", `{ alliances(runs: 1) { components(%s } }`, "alliances components", `{ alliances(runs: 2) { components(%s) { totalCount } } }`},
		{"an argument of its own", `{ networkMetrics { perCity(%s } }`, "networkMetrics perCity", `{ networkMetrics { perCity(orderBy: {field: DEGREE}, %s) { totalCount } } }`},
		{"the day", `{ mediators(between: [{country: "US"}, {country: "RU"}], %s }`, "mediators", `{ mediators(between: [{country: "US"}, {country: "RU"}], asOf: "2000-01-01", %s) { totalCount } }`},
		{"another list", `{ alliances(runs: 1) { components(%s } }`, "alliances components", `{ alliances(runs: 1) { cores(k: 1, %s) { totalCount } } }`},
		{"another campaign", `{ campaigns(filter: {stance: {eq: SUSPEND}}, first: 1) { nodes { progress { answered(%s } } } }`, "campaigns nodes progress answered", `{ campaign(id: "uclg-10-100-1000") { progress { answered(%s) { totalCount } } } }`},
		{"a number to begin after", `{ changes(%s }`, "changes", `{ changes(since: 1, %s) { totalCount } }`},
	} {
		for _, argument := range []string{"after", "before"} {
			t.Run(c.name+", "+argument, func(t *testing.T) {
				question := fmt.Sprintf(c.other, fmt.Sprintf("%s: %q", argument, cursorOf(c.of, c.path)))
				_, errs := askOf(t, t.Context(), root, question, nil)
				if len(errs) != 1 || graph.CodeOf(errs[0]) != graph.BadUserInput || !strings.Contains(errs[0].Error(), argument) {
					t.Errorf("%s: got %v", question, errs)
				}
			})
		}
	}
}
