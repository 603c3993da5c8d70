package answers_test

import (
	"bytes"
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
