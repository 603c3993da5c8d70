package written

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/generated"
)

// input reads a value of an input type of the schema from JSON. Errors have code
// BadUserInput and say where in the value they are.
func input(name, text string) (map[string]any, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, notJSON(err, text)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, graph.Errorf(graph.BadUserInput, "it goes on after the end of the JSON object").At("filter")
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadUserInput, `a filter is a JSON object, such as {"status":{"eq":"SUSPENDED"}}`).At("filter")
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	return object, conforms{schema}.object(schema.Types[name], object, "filter")
}

func notJSON(err error, text string) error {
	bad := graph.Errorf(graph.BadUserInput, `it is not JSON; write a filter such as {"status":{"eq":"SUSPENDED"}}`)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		bad = graph.Errorf(graph.BadUserInput, "it is not JSON: character %d of %d does not fit", syntax.Offset, len(text))
	}
	return bad.At("filter").Because(err)
}

// conforms checks JSON values by the types of a schema, without coercing anything.
type conforms struct{ schema *ast.Schema }

// object checks a value of an input object: no key that the type lacks, no value of
// a wrong type.
func (c conforms) object(t *ast.Definition, input map[string]any, path string) error {
	for _, name := range slices.Sorted(maps.Keys(input)) {
		field := t.Fields.ForName(name)
		if field == nil {
			return graph.Errorf(graph.BadUserInput, "%s has no %q; it has %s", t.Name, name, fieldsOf(t)).At(path)
		}
		if err := c.value(field.Type, input[name], path+"."+name); err != nil {
			return err
		}
	}
	return nil
}

func fieldsOf(t *ast.Definition) string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// value checks a value of any input type.
func (c conforms) value(t *ast.Type, value any, path string) error {
	if value == nil {
		if t.NonNull {
			return graph.Errorf(graph.BadUserInput, "it cannot be null").At(path)
		}
		return nil
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			list = []any{value} // as GraphQL coerces it
		}
		for i, one := range list {
			if err := c.value(t.Elem, one, fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
		return nil
	}
	definition := c.schema.Types[t.NamedType]
	if definition.Kind == ast.InputObject {
		input, ok := value.(map[string]any)
		if !ok {
			return graph.Errorf(graph.BadUserInput, "a %s is a JSON object with some of %s", t.NamedType, fieldsOf(definition)).At(path)
		}
		return c.object(definition, input, path)
	}
	if definition.Kind == ast.Enum {
		text, _ := value.(string)
		if definition.EnumValues.ForName(text) == nil {
			return graph.Errorf(graph.BadUserInput, "%.100v is no %s; write %s", value, t.NamedType, valuesOf(definition)).At(path)
		}
		return nil
	}
	if problem := scalar(t.NamedType, value); problem != "" {
		return graph.Errorf(graph.BadUserInput, "%s", problem).At(path)
	}
	return nil
}

func valuesOf(t *ast.Definition) string {
	names := make([]string, len(t.EnumValues))
	for i, v := range t.EnumValues {
		names[i] = v.Name
	}
	return strings.Join(names, ", ")
}

// scalar returns why a value is not one of a scalar type, empty when it is.
func scalar(name string, value any) string {
	text, isText := value.(string)
	number, isNumber := value.(float64)
	_, isBool := value.(bool)
	switch name {
	case "Boolean":
		if !isBool {
			return "write true or false"
		}
	case "Int":
		if !isNumber || number != math.Trunc(number) || math.Abs(number) > math.MaxInt32 {
			return "write a whole number"
		}
	case "Float":
		if !isNumber {
			return "write a number"
		}
	case "Date":
		if _, err := graph.ParseDay(text); err != nil {
			return fmt.Sprintf("%.100v is not a date: write YYYY-MM-DD, for example 2022-03-01", value)
		}
	default:
		if !isText {
			return "write a string"
		}
	}
	return ""
}
