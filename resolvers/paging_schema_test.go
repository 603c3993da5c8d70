package resolvers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph/generated"
)

// There is one way to page: every list that has a length has the four arguments and is a
// connection, every connection has its parts, and no argument pages in another way. A map
// is no list.
func TestOneWayToPage(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	arguments := []struct{ name, of string }{{"first", "Int"}, {"after", "String"}, {"last", "Int"}, {"before", "String"}}
	connections, lists := 0, 0
	for _, definition := range schema.Types {
		if definition.Kind != ast.Object || strings.HasPrefix(definition.Name, "__") || definition == schema.Subscription { // events are no list
			continue
		}
		for _, field := range definition.Fields {
			name := definition.Name + "." + field.Name
			for _, other := range []string{"limit", "skip", "offset", "page"} {
				if field.Arguments.ForName(other) != nil {
					t.Errorf("%s has an argument %s", name, other)
				}
			}
			paged := strings.HasSuffix(field.Type.Name(), "Connection")
			if name == "Query.mapSlice" || !paged && field.Arguments.ForName("first") == nil && field.Arguments.ForName("after") == nil {
				continue
			}
			lists++
			if !paged || field.Type.Elem != nil {
				t.Errorf("%s is %s, not a connection", name, field.Type)
			}
			var order []string
			for _, argument := range field.Arguments {
				order = append(order, argument.Name)
			}
			at := slices.Index(order, "first")
			for i, want := range arguments {
				argument := field.Arguments.ForName(want.name)
				switch {
				case argument == nil:
					t.Errorf("%s has no argument %s", name, want.name)
				case argument.Type.String() != want.of || argument.DefaultValue != nil:
					t.Errorf("%s(%s: %s) is not %s without a default", name, want.name, argument.Type, want.of)
				case order[at+i] != want.name:
					t.Errorf("%s has its arguments in the order %v", name, order)
				}
			}
		}
		node, isConnection := strings.CutSuffix(definition.Name, "Connection")
		if isConnection {
			connections++
			parts(t, definition, map[string]string{"edges": "[" + node + "Edge!]!", "nodes": "[" + node + "!]!", "pageInfo": "PageInfo!"})
			if total := definition.Fields.ForName("totalCount"); total != nil && total.Type.String() != "Int!" {
				t.Errorf("%s.totalCount is %s", definition.Name, total.Type)
			}
			if schema.Types[node+"Edge"] == nil {
				t.Errorf("there is no %sEdge", node)
			}
		}
		if node, isEdge := strings.CutSuffix(definition.Name, "Edge"); isEdge {
			parts(t, definition, map[string]string{"cursor": "String!", "node": node + "!"})
		}
	}
	parts(t, schema.Types["PageInfo"], map[string]string{"hasNextPage": "Boolean!", "hasPreviousPage": "Boolean!", "startCursor": "String", "endCursor": "String"})
	if connections < 30 || lists < 50 {
		t.Errorf("only %d connections and %d lists were looked at", connections, lists)
	}
}

// parts checks the types of fields of a type.
func parts(t *testing.T, definition *ast.Definition, want map[string]string) {
	t.Helper()
	for name, of := range want {
		if field := definition.Fields.ForName(name); field == nil || field.Type.String() != of || len(field.Arguments) > 0 {
			t.Errorf("%s.%s is not %s without arguments", definition.Name, name, of)
		}
	}
}
