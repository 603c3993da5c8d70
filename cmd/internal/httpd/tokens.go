package httpd

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

const (
	// maxName bounds the length of a name in a document.
	maxName = 200

	// maxKnown bounds the length of a name that has to be one of the schema, whose longest is
	// half as long: one that is unknown is compared with those there are, to suggest a correction.
	maxKnown = 64
)

// tokens is the extension that bounds the size of a document before it is parsed.
// It counts itself, rather than leaving that to the parser, so that a document
// that is too large has a code of its own.
type tokens struct {
	limit int
}

var _ graphql.OperationParameterMutator = tokens{}

// ExtensionName returns the name of the extension.
func (tokens) ExtensionName() string { return "Tokens" }

// Validate accepts every schema.
func (tokens) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses a document with too many tokens. What is no
// token at all is left for the parser to explain.
func (t tokens) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	words := lexer.New(&ast.Source{Input: params.Query})
	var before, last lexer.Token
	for n := 1; ; n++ {
		token, err := words.ReadToken()
		switch {
		case err != nil || token.Kind == lexer.EOF:
			return nil
		case n > t.limit:
			return refused("The question is more than the %d words and signs allowed. Split it, or use fragments.", t.limit)
		case token.Kind == lexer.Name && len(token.Value) > maxName:
			return refused("The question holds a name of %d bytes; at most %d are allowed.", len(token.Value), maxName)
		case len(last.Value) > maxKnown && last.Kind == lexer.Name && token.Kind != lexer.Colon && !chosen(before):
			return refused("The question holds a field or value with a name of %d bytes; the schema has none of more than %d.", len(last.Value), maxKnown)
		}
		before, last = last, token
	}
}

// chosen reports whether the word after a token is a name that whoever asks gives to something:
// to an operation, a fragment or a variable.
func chosen(before lexer.Token) bool {
	switch before.Kind {
	case lexer.Spread, lexer.Dollar:
		return true
	case lexer.Name:
		return slices.Contains([]string{"query", "mutation", "subscription", "fragment"}, before.Value)
	}
	return false
}
