package resolvers_test

import (
	"slices"
	"testing"

	"twingraph/graph"
)

// Links in the order of the names of their cities, those of the first first, over pages.
func TestLinksByTheNamesOfTheirCities(t *testing.T) {
	store := bundled(t)
	var names [][]string
	for after := any(nil); len(names) < 90; {
		data, errs := ask(t, t.Context(), store, `query($after: String) { twinningLinks(first: 30, after: $after, orderBy: {field: CITY_NAMES}) {
			pageInfo { endCursor } nodes { a { name } b { name } } } }`, map[string]any{"after": after})
		if errs != nil {
			t.Fatal(errs)
		}
		links := data["twinningLinks"].(map[string]any)
		for _, node := range links["nodes"].([]any) {
			name := func(end string) string {
				return graph.Fold(node.(map[string]any)[end].(map[string]any)["name"].(string))
			}
			names = append(names, []string{name("a"), name("b")})
		}
		after = links["pageInfo"].(map[string]any)["endCursor"]
	}
	if !slices.IsSortedFunc(names, slices.Compare[[]string]) || names[0][0] == names[len(names)-1][0] {
		t.Errorf("not in order: %v", names)
	}
}

// Cities in the order of how many links they have that a filter selects: the numbers are
// those that the cities themselves say.
func TestCitiesByTheNumberOfTheirLinks(t *testing.T) {
	store := bundled(t)
	for filter, order := range map[string]string{
		``:                                    `{field: LINKS, direction: DESC}`,
		`(filter: {status: {eq: SUSPENDED}})`: `{field: LINKS, direction: DESC, links: {status: {eq: SUSPENDED}}}`,
	} {
		after, last, numbers := "", 1<<30, map[int]bool{}
		for range 3 {
			data, errs := ask(t, t.Context(), store, `query($after: String) { cities(first: 30, after: $after, orderBy: `+order+`) {
				pageInfo { endCursor } nodes { links`+filter+` { totalCount } } } }`, map[string]any{"after": after})
			if errs != nil {
				t.Fatal(errs)
			}
			cities := data["cities"].(map[string]any)
			for _, node := range cities["nodes"].([]any) {
				n := totalOf(node.(map[string]any)["links"])
				if n > last {
					t.Errorf("by %s a city with %d links comes after one with %d", order, n, last)
				}
				last, numbers[n] = n, true
			}
			after = cities["pageInfo"].(map[string]any)["endCursor"].(string)
		}
		if len(numbers) < 2 {
			t.Errorf("by %s all cities have as many: the test shows nothing", order)
		}
	}
}
