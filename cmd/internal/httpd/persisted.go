package httpd

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

// A question that has been asked may be asked by the SHA-256 of its text from then on. The
// protocol is Apollo's (https://www.apollographql.com/docs/apollo-server/performance/apq),
// which urql, Relay and others speak too; the code and the message of a hash that is not
// known are its own, because clients go by either.
const persistedNotFound graph.Code = "PERSISTED_QUERY_NOT_FOUND"

const (
	persistedTexts   = 1000     // how many texts are kept
	persistedTextMax = 16 << 10 // bytes; longer ones have to be sent each time
)

// persisted is the extension that takes a hash for a text. Anybody can fill what it keeps,
// with texts that are no questions too: it then asks for texts again, which costs a request.
type persisted struct {
	extension.AutomaticPersistedQuery
}

var _ graphql.OperationParameterMutator = persisted{}

// newPersisted returns an extension that keeps nothing yet.
func newPersisted() persisted {
	return persisted{extension.AutomaticPersistedQuery{Cache: texts{lru.New[string](persistedTexts)}}}
}

// MutateOperationParameters finds the text of a hash, or remembers the text that came with
// one.
func (p persisted) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	err := p.AutomaticPersistedQuery.MutateOperationParameters(ctx, params)
	switch {
	case err == nil:
		return nil
	case err.Extensions["code"] == string(persistedNotFound):
		return gqlerror.Wrap(graph.Errorf(persistedNotFound, "PersistedQueryNotFound"))
	}
	return gqlerror.Wrap(graph.Errorf(graph.BadUserInput,
		"The hash of the question is not right (%s): give version 1 and the SHA-256 of the text in lower-case hexadecimal digits.", err.Message).At("extensions.persistedQuery"))
}

// texts keeps texts that are short, so that what it holds is bounded in bytes too.
type texts struct {
	kept *lru.LRU[string]
}

var _ graphql.Cache[string] = texts{}

// Get returns a text by its hash.
func (t texts) Get(ctx context.Context, hash string) (string, bool) { return t.kept.Get(ctx, hash) }

// Add keeps a text that is short enough.
func (t texts) Add(ctx context.Context, hash, text string) {
	if len(text) <= persistedTextMax {
		t.kept.Add(ctx, hash, text)
	}
}
