package compiled_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"twingraph/graph"
	"twingraph/resolvers/compiled"
)

// run is what the writers of these tests share: nothing.
type run struct{}

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
	type Query { town(id: ID): Town, other: Town }
	interface Named { name: String! }
	type Town implements Named { name: String!, twin: Town, size: Int }`})

// town is what the questions of these tests are about: a town twinned with one that is
// twinned with nothing.
type town struct {
	name string
	twin *town
}

// fields knows all but Town.size and Query.other.
func fields(made *int) compiled.Fields[run] {
	object := func(get func(any) *town) compiled.Field[run] {
		return func(p *compiled.Planner[run], f graphql.CollectedField) compiled.Writer[run] {
			write := p.Object("Town", f.Selections)
			return func(r run, to []byte, value any) ([]byte, error) {
				if of := get(value); of != nil {
					return write(r, to, of)
				}
				return append(to, "null"...), nil
			}
		}
	}
	return compiled.Fields[run]{
		"Query": {"town": func(p *compiled.Planner[run], f graphql.CollectedField) compiled.Writer[run] {
			*made++
			return object(func(any) *town { return &town{"Lodz", &town{name: "York"}} })(p, f)
		}},
		"Town": {
			"name": compiled.Leaf[run](func(to []byte, t *town) []byte { return graph.AppendText(to, t.name) }),
			"twin": object(func(value any) *town { return value.(*town).twin }),
		},
	}
}

// operation returns a question that was read, and its first root field.
func operation(t *testing.T, question string, variables map[string]any) (*graphql.OperationContext, graphql.CollectedField) {
	t.Helper()
	document, errs := gqlparser.LoadQueryWithRules(schema, question, rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(errs)
	}
	return again(question, document, variables)
}

// again returns another operation of a document.
func again(question string, document *ast.QueryDocument, variables map[string]any) (*graphql.OperationContext, graphql.CollectedField) {
	op := &graphql.OperationContext{RawQuery: question, Doc: document, Operation: document.Operations[0], Variables: variables}
	return op, graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"})[0]
}

// Plans write what is selected, by fragments and conditions too, and know what they do not
// know.
func TestPlansWriteWhatIsSelected(t *testing.T) {
	for _, c := range []struct {
		name, question string
		variables      map[string]any
		want           string // empty for what is left to gqlgen
	}{
		{"fields under other names", `{ town { a: name twin { name twin { name } } } }`, nil, `{"a":"Lodz","twin":{"name":"York","twin":null}}`},
		{"fragments of the type and of an interface that meet", `{ town { ...a ... on Named { name __typename } } } fragment a on Town { name twin { name } }`, nil, `{"name":"Lodz","twin":{"name":"York"},"__typename":"Town"}`},
		{"what is skipped", `query($s: Boolean!) { town { name @skip(if: $s) twin { name @include(if: $s) } } }`, map[string]any{"s": true}, `{"twin":{"name":"York"}}`},
		{"what is not skipped", `query($s: Boolean!) { town { name @skip(if: $s) twin { name @include(if: $s) } } }`, map[string]any{"s": false}, `{"name":"Lodz","twin":{}}`},
		{"a field that is not known", `{ town { name twin { size } } }`, nil, ""},
		{"a field that is not known and skipped", `{ town { name size @skip(if: true) } }`, nil, `{"name":"Lodz"}`},
		{"a root field that is not known", `{ other { name } }`, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			made := 0
			plans := compiled.NewPlans(schema, fields(&made))
			plan := plans.Of(operation(t, c.question, c.variables))
			if plan.Write == nil {
				if c.want != "" {
					t.Errorf("it is left to gqlgen")
				}
				return
			}
			got, err := plan.Write(run{}, nil, nil)
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %v; want %s", got, err, c.want)
			}
		})
	}
}

// A plan is made once for a document and what is skipped in it, and again for a document
// that is too long to be kept.
func TestPlansAreKept(t *testing.T) {
	const question = `query($s: Boolean!, $id: ID) { town(id: $id) { name @skip(if: $s) } b: town { name } }`
	for _, c := range []struct {
		name, question string
		want           int
	}{
		{"a short document", question, 2},
		{"a long document", question + strings.Repeat(" ", compiled.KeptLength), 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			made := 0
			plans := compiled.NewPlans(schema, fields(&made))
			op, _ := operation(t, c.question, map[string]any{"s": true})
			for i := range 6 {
				plans.Of(again(c.question, op.Doc, map[string]any{"s": i%2 == 0, "id": fmt.Sprint(i)}))
			}
			if made != c.want {
				t.Errorf("%d plans were made, not %d", made, c.want)
			}
		})
	}
}

// Texts are written as gqlgen writes them, whatever is in them.
func TestTextsAreThoseOfGqlgen(t *testing.T) {
	for _, text := range []string{"", "Łódź", "a \"b\" \\ c", "tab\tline\nreturn\r", "\x00\x01\x1f\x7f", "\xff\xfe broken", "<a&b>", "\u2028 🏙"} {
		var want bytes.Buffer
		graphql.MarshalString(text).MarshalGQL(&want)
		if got := graph.AppendText(nil, text); string(got) != want.String() {
			t.Errorf("%q is written %s, by gqlgen %s", text, got, want.String())
		}
	}
}
