package httpd

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// maxName bounds the length of a name in a document; no name of the schema comes
// near it, and unknown names are compared with known ones to suggest a correction.
const maxName = 200

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
	for n := 1; ; n++ {
		token, err := words.ReadToken()
		switch {
		case err != nil || token.Kind == lexer.EOF:
			return nil
		case n > t.limit:
			return refused("The question is more than the %d words and signs allowed. Split it, or use fragments.", t.limit)
		case token.Kind == lexer.Name && len(token.Value) > maxName:
			return refused("The question holds a name of %d bytes; at most %d are allowed.", len(token.Value), maxName)
		}
	}
}
