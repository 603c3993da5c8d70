package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Source resolves fields of sources.
func (*Root) Source() generated.SourceResolver { return source{} }

type source struct{ record[*graph.Source] }

// Source answers Query.source.
func (query) Source(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Source, error) {
	return get[*graph.Source](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Sources answers Query.sources.
func (query) Sources(ctx context.Context, filter map[string]any, orderBy *model.SourceOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.SourceConnection, error) {
	return list[model.SourceConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Resolutions returns resolutions that cite it.
func (source) Resolutions(ctx context.Context, obj *graph.Source, filter map[string]any, orderBy *model.ResolutionOrder, first *int, after *string, last *int, before *string) (*model.ResolutionConnection, error) {
	return across[model.ResolutionConnection](ctx, obj, "resolutions", filter, orderBy, paging{first, after, last, before})
}

// Claims returns claims that cite it.
func (source) Claims(ctx context.Context, obj *graph.Source, filter map[string]any, orderBy *model.ClaimOrder, first *int, after *string, last *int, before *string) (*model.ClaimConnection, error) {
	return across[model.ClaimConnection](ctx, obj, "claims", filter, orderBy, paging{first, after, last, before})
}
