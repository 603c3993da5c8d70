package resolvers

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/loader"
	"twingraph/resolvers/compiled"
)

// Root resolves the whole schema over one atlas.
type Root struct {
	atlas *atlas.Atlas
	plans *compiled.Plans[*asking]

	Ways Ways // how root fields were answered
}

var _ generated.ResolverRoot = (*Root)(nil)

// New returns the resolvers over an atlas.
func New(a *atlas.Atlas) *Root { return &Root{atlas: a, plans: newPlans()} }

// Query resolves the root fields.
func (*Root) Query() generated.QueryResolver { return query{} }

type query struct{}

// Mutation resolves what changes something.
func (*Root) Mutation() generated.MutationResolver { return mutation{} }

type mutation struct{}

// request is what all fields of one request share.
type request struct {
	*atlas.Request
	writes bool     // it is of a field of a mutation
	views  sync.Map // of fields with times of their own: *graphql.FieldContext to view, or to []view of a list
}

type requestKey struct{}

type viewerKey struct{}

// WithViewer returns a context in which a request is that of viewer. Without it nobody in
// particular asks, who sees PUBLIC records only.
func WithViewer(ctx context.Context, viewer graph.Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, viewer)
}

// ViewerOf returns who asks in a request with the context. Its Role and Tier are never empty.
func ViewerOf(ctx context.Context) graph.Viewer {
	viewer, _ := ctx.Value(viewerKey{}).(graph.Viewer)
	return viewer.Known()
}

// Around gives each operation a request of its own, and each event of a subscription.
// Install it with AroundOperations.
func (r *Root) Around(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Subscription {
		events := next(r.asking(ctx))
		return func(ctx context.Context) *graphql.Response { return events(r.asking(ctx)) }
	}
	return next(r.asking(ctx))
}

// asking returns the context of a request of the viewer of ctx.
func (r *Root) asking(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestKey{}, &request{Request: r.atlas.For(ViewerOf(ctx))})
}

// RestsOn returns what the answer to an operation follows from, beside the question and the
// network as its viewer may know it. The context is that of the operation, after the answer.
func RestsOn(ctx context.Context) atlas.Grounds {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r.RestsOn()
	}
	return atlas.Grounds{}
}

// requestOf returns the request of a field's context.
func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

// load returns the loader of the request.
func load(ctx context.Context) *loader.Loader { return requestOf(ctx).Loader }
