package compiled

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
)

// Writer appends what is selected of a value to the answer. R is what one answering shares.
// After an error the answer is not used.
type Writer[R any] func(run R, to []byte, value any) ([]byte, error)

// Field returns the writer of a field of an object for what a question selects of it; the
// value is the object. Of what it does not know it calls Decline.
type Field[R any] func(p *Planner[R], f graphql.CollectedField) Writer[R]

// Fields are the fields of the types of the schema, by type and name.
type Fields[R any] map[string]map[string]Field[R]

// Planner makes the plan of one root field.
type Planner[R any] struct {
	fields   Fields[R]
	schema   *ast.Schema
	op       *graphql.OperationContext
	slots    int
	declined bool
}

// Decline leaves the root field to gqlgen.
func (p *Planner[R]) Decline() Writer[R] {
	p.declined = true
	return nil
}

// Slot returns the number of a place in which a run keeps what a field needs for all the
// objects that it is written of.
func (p *Planner[R]) Slot() int {
	p.slots++
	return p.slots - 1
}

// collect returns the fields selected of an object of a type, fragments and directives taken
// into account.
func (p *Planner[R]) collect(of string, set ast.SelectionSet) []graphql.CollectedField {
	names := []string{of}
	for _, of := range p.schema.GetImplements(p.schema.Types[of]) {
		names = append(names, of.Name)
	}
	return graphql.CollectFields(p.op, set, names)
}

// part is one field of an object.
type part[R any] struct {
	key   string // with the comma before it
	write Writer[R]
}

// Object returns the writer of objects of a type of the schema.
func (p *Planner[R]) Object(of string, set ast.SelectionSet) Writer[R] {
	var parts []part[R]
	for i, f := range p.collect(of, set) {
		key := `"` + f.Alias + `":`
		if i > 0 {
			key = "," + key
		}
		parts = append(parts, part[R]{key, p.field(of, f)})
	}
	if p.declined {
		return nil
	}
	return func(run R, to []byte, value any) (_ []byte, err error) {
		to = append(to, '{')
		for i := range parts {
			to = append(to, parts[i].key...)
			if to, err = parts[i].write(run, to, value); err != nil {
				return nil, err
			}
		}
		return append(to, '}'), nil
	}
}

func (p *Planner[R]) field(of string, f graphql.CollectedField) Writer[R] {
	if len(f.Deferrables) > 0 || slices.ContainsFunc(f.Directives, func(d *ast.Directive) bool { return d.Name != "skip" && d.Name != "include" }) {
		return p.Decline()
	}
	if f.Name == "__typename" {
		name := string(graph.AppendText(nil, of))
		return func(_ R, to []byte, _ any) ([]byte, error) { return append(to, name...), nil }
	}
	bound := p.fields[of][f.Name]
	if bound == nil {
		return p.Decline()
	}
	return bound(p, f)
}

// Leaf returns the field of a scalar or an enum, which append writes of a value of type T.
func Leaf[R, T any](write func(to []byte, value T) []byte) Field[R] {
	return func(*Planner[R], graphql.CollectedField) Writer[R] {
		return func(_ R, to []byte, value any) ([]byte, error) { return write(to, value.(T)), nil }
	}
}
