package httpd

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

// variables is the extension that holds the values of variables against their
// types where gqlparser is lenient: it takes enum values in letters of any case,
// which no store finds, and numbers for strings and the other way round. See
// https://spec.graphql.org/October2021/#sec-Coercing-Variable-Values
type variables struct {
	schema *ast.Schema
}

var _ graphql.OperationContextMutator = variables{}

// ExtensionName returns the name of the extension.
func (variables) ExtensionName() string { return "Variables" }

// Validate accepts every schema.
func (variables) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation with a variable of the wrong type.
func (v variables) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, definition := range op.Operation.VariableDefinitions {
		path := "$" + definition.Variable
		if at, problem := v.check(path, definition.Type, op.Variables[definition.Variable]); problem != "" {
			return gqlerror.WrapPos(definition.Position,
				graph.Errorf(graph.BadUserInput, "The variable %s is not right: %s.", at, problem).At(at))
		}
	}
	return nil
}

// check returns where and why a value is not of a type; empty when it is. That
// values are there at all was checked before.
func (v variables) check(path string, t *ast.Type, value any) (at, problem string) {
	if value == nil {
		return "", ""
	}
	if t.Elem != nil {
		return v.checkList(path, t, value)
	}
	definition := v.schema.Types[t.NamedType]
	switch definition.Kind {
	case ast.Enum:
		return path, checkEnum(definition, value)
	case ast.InputObject:
		fields, _ := value.(map[string]any)
		for _, field := range definition.Fields {
			if at, problem := v.check(path+"."+field.Name, field.Type, fields[field.Name]); problem != "" {
				return at, problem
			}
		}
	case ast.Scalar:
		return path, checkScalar(t.NamedType, value)
	}
	return "", ""
}

// checkList checks each entry of a list; a single value counts as a list of one.
func (v variables) checkList(path string, t *ast.Type, value any) (at, problem string) {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice {
		return v.check(path, t.Elem, value)
	}
	for i := range list.Len() {
		if at, problem := v.check(fmt.Sprintf("%s.%d", path, i), t.Elem, list.Index(i).Interface()); problem != "" {
			return at, problem
		}
	}
	return "", ""
}

// checkEnum returns why a value is not one of an enum.
func checkEnum(definition *ast.Definition, value any) string {
	text, _ := value.(string)
	for _, known := range definition.EnumValues {
		switch {
		case text == known.Name:
			return ""
		case strings.EqualFold(text, known.Name):
			return fmt.Sprintf("write %s, not %s", known.Name, text)
		}
	}
	return fmt.Sprintf("%.100v is no %s", value, definition.Name)
}

// checkScalar returns why a value is not one of a built-in scalar type.
func checkScalar(name string, value any) string {
	_, isNumber := value.(json.Number)
	_, isText := value.(string)
	switch {
	case isNumber && name == "String":
		return fmt.Sprintf("%.100v is a number, not a string", value)
	case isText && (name == "Int" || name == "Float"):
		return fmt.Sprintf("%.100q is a string, not a number", value)
	}
	return ""
}
