package answers_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/world"
)

// fieldByField is a store whose answers are never written in one go by their plans: it does
// not say that it has the network in memory (world.Worlds).
type fieldByField struct {
	graph.Store
	world.Moments
}

// All that there is to select of every kind of record, two levels of it, is the same byte for
// byte whether it is written in one go or field by field.
func TestEverythingBothWays(t *testing.T) {
	store := embedded(t)
	inOneGo, byField := served(t, store), served(t, fieldByField{store, store.(world.Moments)})
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	t.Run("at the same time", func(t *testing.T) {
		for _, word := range graph.Words() {
			list := schema.Query.Fields.ForName(graph.ShapeOf(word).List())
			if list == nil {
				continue
			}
			for _, times := range []string{"", `, asOf: "2019-06-30"`, `, asOf: "2023-01-01", knownAt: "2026-11-22T12:00:00Z"`, `, knownAt: "2001-01-01T00:00:00Z"`} {
				question := fmt.Sprintf(`{ %s(first: 25%s) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } nodes { %s } } }`,
					list.Name, times, everything(schema, schema.Types[string(word)], 2))
				t.Run(list.Name+times, func(t *testing.T) {
					t.Parallel()
					a, b := ask(t, inOneGo, question, nil), ask(t, byField, question, nil)
					if !bytes.Equal(a, b) {
						t.Errorf("%s\n%s", question, firstDifference(string(a), string(b)))
					}
				})
			}
		}
	})
	response, err := http.Get(strings.TrimSuffix(inOneGo, "graphql") + "metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	metrics, err := io.ReadAll(response.Body)
	if err != nil || !bytes.Contains(metrics, []byte(`twingraph_graphql_root_fields_total{by="fields"} 0`)) {
		t.Errorf("not all was written in one go (%v)", err)
	}
}

// However a document is written, and whatever its variables are, both ways understand it
// alike, with the plans that were kept of it too.
func TestDocumentsBothWays(t *testing.T) {
	store := embedded(t)
	inOneGo, byField := served(t, store), served(t, fieldByField{store, store.(world.Moments)})
	const link = `"tromso-no--murmansk-ru"`
	for name, c := range map[string]struct {
		question  string
		variables []map[string]any
	}{
		"a status of another day and lists by the status then": {`{ twinningLinks(first: 20) { nodes { id status(asOf: "2019-01-01") { status sides { city { id
			links(first: 3, filter: {status: {eq: ACTIVE}}, orderBy: {field: SINCE, direction: DESC}) { totalCount nodes { id status { status since } } pageInfo { endCursor } } } } } spells { days } } } }`, nil},
		"times of a status alone": {`query ($d: Date, $k: DateTime) { twinningLink(id: ` + link + `) { status(asOf: $d, knownAt: $k) { status governing { id } } status2: status { status } } }`, []map[string]any{
			{"d": "2020-01-01"}, {"d": "2023-01-01"}, {"k": "2000-01-01T00:00:00Z"}, {}, {"d": nil},
		}},
		"what is skipped and included": {`query ($s: Boolean!, $i: Boolean = true) { cities(first: 3) @skip(if: $s) { nodes { name @include(if: $i) ...more @skip(if: $i) ... @include(if: $s) { kind } } } b: cities(first: 2) @include(if: $i) { totalCount } }
			fragment more on City { aliases names { name from } }`, []map[string]any{{"s": false}, {"s": true}, {"s": false, "i": false}, {"s": true, "i": false}, {"s": false, "i": true}}},
		"fragments that meet in one field": {`{ twinningLink(id: ` + link + `) { ...x a { name } ... on Node { id } ... on Record { slug sources { title } } sources { url } } } fragment x on TwinningLink { a { slug ...y } b { ...y } } fragment y on Record { slug notes __typename }`, nil},
		"variables in arguments of lists": {`query ($f: TwinningLinkFilter, $n: Int, $o: TwinningLinkOrder, $c: String) { city(id: "murmansk-ru") { links(filter: $f, first: $n, orderBy: $o, after: $c) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { slug } } } } }`, []map[string]any{
			{}, {"n": 2}, {"n": 3, "f": map[string]any{"status": map[string]any{"in": "ENDED"}}}, {"o": map[string]any{"field": "SINCE", "direction": "DESC"}}, {"o": map[string]any{"field": "CITY_NAMES"}}, {"f": map[string]any{"or": []any{}}}, {"f": nil, "n": nil},
		}},
		"an order by a number": {`{ cities(first: 5, orderBy: {field: LINKS, direction: DESC, links: {status: {eq: ENDED}}}) { edges { cursor node { slug } } } }`, nil},
		"records by global ids": {`query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on City { name } ... on TwinningLink { status { status } } } }`, []map[string]any{
			{"ids": []any{"Q2l0eTptdXJtYW5zay1ydUAxOTM1OA", "Q2l0eTptdXJtYW5zay1ydQ"}}, {"ids": "Q2l0eTptdXJtYW5zay1ydQ"}, {"ids": []any{}},
		}},
		"mistakes": {`query ($id: ID!, $n: Int, $than: ID!) { city(id: $id) { links(first: $n) { nodes { otherCity(than: $than) { slug } } } } }`, []map[string]any{
			{"id": "nowhere", "n": 1, "than": "murmansk-ru"}, {"id": "murmansk-ru", "n": 0, "than": "murmansk-ru"}, {"id": "murmansk-ru", "n": 501, "than": "murmansk-ru"},
			{"id": "murmansk-ru", "n": 3, "than": "warszawa-pl"}, {"id": "murmansk-ru", "n": 3, "than": "No Slug"}, {"id": "murmansk-ru", "n": 3, "than": "murmansk-ru"},
		}},
		"a mistake beside what is right": {`{ city(id: "nowhere") { name } twinningLinks(first: 2) { nodes { slug } } cities(first: 0) { totalCount } }`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 { // by a new plan and by the one that was kept
				for _, variables := range append(c.variables, nil)[:max(1, len(c.variables))] {
					if a, b := whole(t, inOneGo, c.question, variables), whole(t, byField, c.question, variables); a != b {
						t.Errorf("%s %v\n%s", c.question, variables, firstDifference(a, b))
					}
				}
			}
		})
	}
}

// whole returns all that a question is answered, errors included.
func whole(t *testing.T, address, question string, variables map[string]any) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": question, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", response.StatusCode, text)
}

// everything selects the fields of a type that need no argument, and what they lead to.
func everything(schema *ast.Schema, of *ast.Definition, depth int) string {
	parts := []string{"__typename"}
	for _, f := range of.Fields {
		to := schema.Types[f.Type.Name()]
		if strings.HasPrefix(f.Name, "__") || f.Name == "progress" || f.Name == "versions" || f.Name == "sameNameAs" || f.Name == "members" || f.Name == "otherCity" {
			continue
		}
		if !to.IsCompositeType() {
			parts = append(parts, f.Name)
			continue
		}
		if depth > 0 && to.Kind == ast.Object {
			first := ""
			if f.Arguments.ForName("first") != nil {
				first = "(first: 2)"
			}
			parts = append(parts, f.Name+first+" { "+everything(schema, to, depth-1)+" }")
		}
	}
	return strings.Join(parts, " ")
}
