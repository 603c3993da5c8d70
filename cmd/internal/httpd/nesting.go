package httpd

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	// maxNesting bounds how deep the values of a variable stand in one another. Filters of
	// people have five levels or so, and each level costs what coerces it and writes where it is.
	maxNesting = 50

	// maxValues bounds the values of all variables of a question, those in lists and objects
	// included: a thousand records with all their fields stay below it.
	maxValues = 50_000
)

// nesting is the extension that bounds the variables of a question before anything is made
// of them, whichever way the question came.
type nesting struct{}

var _ graphql.OperationParameterMutator = nesting{}

// ExtensionName returns the name of the extension.
func (nesting) ExtensionName() string { return "Nesting" }

// Validate accepts every schema.
func (nesting) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses variables that are too deep or too many.
func (nesting) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	left := maxValues
	for name, value := range params.Variables {
		if !shallow(value, maxNesting, &left) {
			return refused("The value of the variable $%.50s is nested more than the %d levels allowed. Ask in several steps.", name, maxNesting)
		}
	}
	if left < 0 {
		return refused("The variables hold more than the %d values allowed. Ask in several steps.", maxValues)
	}
	return nil
}

// shallow reports whether a value has no more than some levels of lists and objects in one
// another, and takes what it holds from what is left. It stops looking when nothing is left.
func shallow(value any, levels int, left *int) bool {
	if *left--; *left < 0 {
		return true
	}
	var inside iter.Seq[any]
	switch v := value.(type) {
	case map[string]any:
		inside = maps.Values(v)
	case []any:
		inside = slices.Values(v)
	default:
		return true
	}
	if levels == 0 {
		return false
	}
	for value := range inside {
		if !shallow(value, levels-1, left) {
			return false
		}
	}
	return true
}
