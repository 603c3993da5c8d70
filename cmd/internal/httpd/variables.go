package httpd

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
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
	return v.wrong(op.Operation, op.Variables)
}

// wrong returns what is wrong with the first variable of an operation that is not right, nil
// when all are. The values are as they came or as gqlparser coerced them.
func (v variables) wrong(operation *ast.OperationDefinition, values map[string]any) *gqlerror.Error {
	for _, definition := range operation.VariableDefinitions {
		value, is := values[definition.Variable]
		if !is && (definition.DefaultValue != nil || !definition.Type.NonNull) {
			continue
		}
		path := "$" + definition.Variable
		at, problem := v.check(path, definition.Type, value)
		if !is {
			at, problem = path, "must be defined"
		}
		if problem != "" {
			return gqlerror.WrapPos(definition.Position,
				graph.Errorf(graph.BadUserInput, "The variable %s is not right: %s", at, sentence(problem)).At(at))
		}
	}
	return nil
}

// sentence returns a problem as the end of a sentence, with one sign that ends it.
func sentence(problem string) string {
	if problem = strings.TrimRight(problem, "."); strings.HasSuffix(problem, "?") {
		return problem
	}
	return problem + "."
}

// check returns where and why a value is not of a type; empty when it is.
func (v variables) check(path string, t *ast.Type, value any) (at, problem string) {
	if value == nil {
		if t.NonNull {
			return path, wrongNull(t)
		}
		return "", ""
	}
	if t.Elem != nil {
		return v.checkList(path, t, value)
	}
	definition := v.schema.Types[t.NamedType]
	switch definition.Kind {
	case ast.Enum:
		return path, wrongEnum(definition, givenAs(value), true)
	case ast.InputObject:
		fields, ok := value.(map[string]any)
		if !ok {
			return path, fmt.Sprintf("%s, not an object: %s wants one with its fields", givenAs(value), definition.Name)
		}
		given := slices.DeleteFunc(slices.Sorted(maps.Keys(fields)), func(name string) bool { return name == "__typename" })
		for _, name := range given {
			if definition.Fields.ForName(name) == nil {
				return path + "." + name, unknownField(definition, name)
			}
		}
		if below, problem := wrongOneOf(definition, given, func(name string) bool { return fields[name] == nil }); problem != "" {
			return path + below, problem
		}
		for _, field := range definition.Fields {
			if _, is := fields[field.Name]; !is {
				if field.Type.NonNull && field.DefaultValue == nil {
					return path + "." + field.Name, "must be defined"
				}
				continue
			}
			if at, problem := v.check(path+"."+field.Name, field.Type, fields[field.Name]); problem != "" {
				return at, problem
			}
		}
	case ast.Scalar:
		return path, wrongScalar(t.NamedType, givenAs(value))
	}
	return "", ""
}

// checkList checks each entry of a list; a single value counts as a list of one.
func (v variables) checkList(path string, t *ast.Type, value any) (at, problem string) {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice {
		return v.check(path+".0", t.Elem, value)
	}
	for i := range list.Len() {
		if at, problem := v.check(fmt.Sprintf("%s.%d", path, i), t.Elem, list.Index(i).Interface()); problem != "" {
			return at, problem
		}
	}
	return "", ""
}
