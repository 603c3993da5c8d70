package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Edition resolves fields of editions.
func (*Root) Edition() generated.EditionResolver { return edition{} }

type edition struct{ record[*graph.Edition] }

// Edition answers Query.edition.
func (query) Edition(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Edition, error) {
	return get[*graph.Edition](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Editions answers Query.editions.
func (query) Editions(ctx context.Context, filter map[string]any, orderBy *model.EditionOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.EditionConnection, error) {
	return list[model.EditionConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Source returns the source that its claims cite.
func (edition) Source(ctx context.Context, obj *graph.Edition) (*graph.Source, error) {
	return recordOf[*graph.Source](ctx, obj.Source)
}

// Covers returns the cities whose own page or list was read to its end.
func (edition) Covers(ctx context.Context, obj *graph.Edition, filter map[string]any, orderBy *model.CityOrder, first *int, after *string, last *int, before *string) (*model.CityConnection, error) {
	return across[model.CityConnection](ctx, obj, "covers", filter, orderBy, paging{first, after, last, before})
}

// Previous returns the edition before it.
func (edition) Previous(ctx context.Context, obj *graph.Edition) (*graph.Edition, error) {
	return recordOf[*graph.Edition](ctx, obj.Previous)
}

// Next returns editions that come next after it.
func (edition) Next(ctx context.Context, obj *graph.Edition, filter map[string]any, orderBy *model.EditionOrder, first *int, after *string, last *int, before *string) (*model.EditionConnection, error) {
	return across[model.EditionConnection](ctx, obj, "next", filter, orderBy, paging{first, after, last, before})
}

// Editions returns the editions that cover it.
func (city) Editions(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.EditionOrder, first *int, after *string, last *int, before *string) (*model.EditionConnection, error) {
	return across[model.EditionConnection](ctx, obj, "editions", filter, orderBy, paging{first, after, last, before})
}

// Editions returns the editions that it holds.
func (source) Editions(ctx context.Context, obj *graph.Source, filter map[string]any, orderBy *model.EditionOrder, first *int, after *string, last *int, before *string) (*model.EditionConnection, error) {
	return across[model.EditionConnection](ctx, obj, "editions", filter, orderBy, paging{first, after, last, before})
}
