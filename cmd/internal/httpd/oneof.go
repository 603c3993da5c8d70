package httpd

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// wrongOneOf returns where, below an input object, and why its fields are not exactly one,
// where the schema wants one; empty when all is right. null reports whether a field is null. See
// https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects
func wrongOneOf(definition *ast.Definition, fields []string, null func(field string) bool) (below, problem string) {
	switch {
	case definition.Directives.ForName("oneOf") == nil:
	case len(fields) != 1:
		return "", fmt.Sprintf("%s wants exactly one of its fields, not %d", definition.Name, len(fields))
	case null(fields[0]):
		return "." + fields[0], "it cannot be null: it is the one that is given"
	}
	return "", ""
}
