package draw

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Questions draws questions that are valid by a schema. It is not safe for concurrent
// use.
type Questions struct {
	*rand.Rand
	Schema *ast.Schema

	// Scalar returns the literals to choose from for an argument or an input field of a
	// scalar type, such as `"2022-03-01"` for a Date. Where there are none, what has the
	// name is left out; a value that is required has to have some.
	Scalar func(name, scalar string) []string

	// Given returns the literal to take for a value of a type; where it is empty one is
	// drawn. Nil draws all. It is for types whose values make sense only now and then.
	Given func(t *ast.Type) string

	// Without reports whether fields of a name are never selected; nil for none.
	Without func(name string) bool

	fields int // drawn so far; each has an alias of its own
}

// Document returns a question for some of the root fields, with selections at most depth
// below one another.
func (d *Questions) Document(depth int) string { return "{" + d.selection(d.Schema.Query, depth) + "}" }

// Root returns a question for one root field. Where the field has pages, they begin after
// the variable $cursor, or end before it, and the answer says under "root" whether there are
// "more" and with which "cursor" to go on, both in "pageInfo".
func (d *Questions) Root(field *ast.FieldDefinition, depth int) string {
	to := d.Schema.Types[field.Type.Name()]
	selection, declared := d.selection(to, depth), ""
	parts, backward := d.arguments(field)
	if to.Fields.ForName("pageInfo") != nil {
		declared = "query($cursor:String)"
		bound, more := "after", "more:hasNextPage cursor:endCursor"
		if backward {
			bound, more = "before", "more:hasPreviousPage cursor:startCursor"
		}
		selection += " pageInfo{" + more + "}"
		parts = append(parts, bound+":$cursor")
	}
	if to.IsCompositeType() {
		selection = "{" + selection + "}"
	} else {
		selection = ""
	}
	return declared + "{root:" + field.Name + written(parts) + selection + "}"
}

// selection returns a selection of a type's fields, at most depth below one another.
func (d *Questions) selection(on *ast.Definition, depth int) string {
	parts := []string{"__typename"}
	if on.Kind != ast.Object {
		for _, t := range d.Schema.GetPossibleTypes(on) {
			if d.IntN(3) == 0 {
				parts = append(parts, "...on "+t.Name+"{"+d.selection(t, depth)+"}")
			}
		}
		return strings.Join(parts, " ")
	}
	for _, field := range on.Fields {
		if strings.HasPrefix(field.Name, "__") || on == d.Schema.Query && d.IntN(12) > 0 || on != d.Schema.Query && d.IntN(2) > 0 ||
			d.Without != nil && d.Without(field.Name) {
			continue
		}
		to := d.Schema.Types[field.Type.Name()]
		below := ""
		if to.IsCompositeType() {
			if depth == 0 {
				continue
			}
			below = "{" + d.selection(to, depth-1) + "}"
		}
		d.fields++
		arguments, _ := d.arguments(field)
		parts = append(parts, fmt.Sprintf("f%d:%s%s%s", d.fields, field.Name, written(arguments), below))
	}
	return strings.Join(parts, " ")
}

// arguments returns arguments for a field: those it needs, and some others. A list has the
// first few of its entries, or the last few (backward), and no bounds.
func (d *Questions) arguments(field *ast.FieldDefinition) (parts []string, backward bool) {
	for _, argument := range field.Arguments {
		switch {
		case argument.Name == "first":
			name := "first"
			if backward = field.Arguments.ForName("last") != nil && d.IntN(3) == 0; backward {
				name = "last"
			}
			parts = append(parts, fmt.Sprintf("%s:%d", name, 1+d.IntN(3)))
		case argument.Name == "last", argument.Name == "after", argument.Name == "before":
		case argument.Type.NonNull && argument.DefaultValue == nil || d.IntN(3) == 0:
			if value := d.value(argument.Name, argument.Type, 3); value != "" {
				parts = append(parts, argument.Name+":"+value)
			}
		}
	}
	return parts, backward
}

// written returns arguments as a question has them.
func written(arguments []string) string {
	if len(arguments) == 0 {
		return ""
	}
	return "(" + strings.Join(arguments, " ") + ")"
}

// Input returns a value of an input type, such as a filter.
func (d *Questions) Input(name string) string {
	return d.value("", ast.NonNullNamedType(name, nil), 3)
}

// value returns a value of a type, empty when there is none to choose; depth bounds input
// objects in one another.
func (d *Questions) value(name string, t *ast.Type, depth int) string {
	if d.Given != nil {
		if literal := d.Given(t); literal != "" {
			return literal
		}
	}
	if !t.NonNull && d.IntN(20) == 0 {
		return "null"
	}
	if t.Elem != nil {
		var entries []string
		for range d.IntN(3) {
			if entry := d.value(name, t.Elem, depth); entry != "" {
				entries = append(entries, entry)
			}
		}
		return "[" + strings.Join(entries, " ") + "]"
	}
	switch definition := d.Schema.Types[t.NamedType]; definition.Kind {
	case ast.Enum:
		return definition.EnumValues[d.IntN(len(definition.EnumValues))].Name
	case ast.InputObject:
		if definition.Directives.ForName("oneOf") != nil {
			field := definition.Fields[d.IntN(len(definition.Fields))]
			one := *field.Type
			one.NonNull = true
			if value := d.value(field.Name, &one, depth-1); value != "" {
				return "{" + field.Name + ":" + value + "}"
			}
			return ""
		}
		var fields []string
		for _, field := range definition.Fields {
			if field.Type.NonNull || depth > 0 && d.IntN(len(definition.Fields)) < 2 {
				if value := d.value(field.Name, field.Type, depth-1); value != "" {
					fields = append(fields, field.Name+":"+value)
				}
			}
		}
		return "{" + strings.Join(fields, " ") + "}"
	}
	values := d.Scalar(name, t.NamedType)
	if len(values) == 0 {
		return ""
	}
	return values[d.IntN(len(values))]
}
