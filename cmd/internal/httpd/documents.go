package httpd

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/resolvers/compiled"
)

const (
	cachedDocuments   = 1000                // how many parsed documents are kept
	cachedDocumentMax = compiled.KeptLength // bytes; longer ones are parsed each time, and their plans made
)

// documents keeps parsed documents that are short, so that what it holds is
// bounded in bytes too. Variables are no part of them.
type documents struct {
	kept *lru.LRU[*ast.QueryDocument]
}

var _ graphql.Cache[*ast.QueryDocument] = documents{}

// newDocuments returns an empty cache.
func newDocuments() documents {
	return documents{kept: lru.New[*ast.QueryDocument](cachedDocuments)}
}

// Get returns a document by its text.
func (d documents) Get(ctx context.Context, text string) (*ast.QueryDocument, bool) {
	if len(text) > cachedDocumentMax {
		return nil, false
	}
	return d.kept.Get(ctx, text)
}

// Add keeps a document that is short enough.
func (d documents) Add(ctx context.Context, text string, document *ast.QueryDocument) {
	if len(text) <= cachedDocumentMax {
		d.kept.Add(ctx, text, document)
	}
}
