package httpd

import "github.com/vektah/gqlparser/v2/ast"

const (
	// described is how often a field counts that describes the schema. The usual question of
	// editors and code generators fits into the usual limit once, and nothing much larger.
	described = 3

	// wrapped is how many types there are to one that another wraps (ofType): tools ask
	// for nine levels of it, and few types have a second.
	wrapped = 4
)

// introspected returns how many entries the lists of a schema's description hold: all types and
// directives, and of what belongs to a type or a field the mean, rounded up.
func introspected(schema *ast.Schema) map[string]int64 {
	var fields, inputs, values, interfaces, possible, arguments int
	for _, t := range schema.Types {
		switch t.Kind {
		case ast.InputObject:
			inputs += len(t.Fields)
		case ast.Object, ast.Interface:
			fields += len(t.Fields)
		}
		values += len(t.EnumValues)
		interfaces += len(t.Interfaces)
		possible += len(schema.GetPossibleTypes(t))
		for _, field := range t.Fields {
			arguments += len(field.Arguments)
		}
	}
	given := 0
	for _, directive := range schema.Directives {
		given += len(directive.Arguments)
	}
	mean := func(n, of int) int64 { return int64(max(1, (n+of-1)/max(of, 1))) }
	types := len(schema.Types)
	return map[string]int64{
		"__Schema.types":       int64(types),
		"__Schema.directives":  int64(len(schema.Directives)),
		"__Type.fields":        mean(fields, types),
		"__Type.inputFields":   mean(inputs, types),
		"__Type.enumValues":    mean(values, types),
		"__Type.interfaces":    mean(interfaces, types),
		"__Type.possibleTypes": mean(possible, types),
		"__Field.args":         mean(arguments, fields),
		"__Directive.args":     mean(given, len(schema.Directives)),
	}
}
