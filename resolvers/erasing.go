package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// Erase answers Mutation.erase.
func (mutation) Erase(ctx context.Context, records []*atlas.RecordReference, reason string, dryRun bool) (*atlas.Erasing, error) {
	named := make([]atlas.RecordReference, len(records))
	for i, r := range records {
		named[i] = *r
	}
	return requestOf(ctx).Erase(ctx, named, reason, dryRun)
}

// Erasures answers Query.erasures.
func (query) Erasures(ctx context.Context, first *int, after *string, last *int, before *string) (*model.ErasedConnection, error) {
	return computed[model.ErasedConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*graph.Erased], error) {
		return requestOf(ctx).Erasures(ctx, w)
	})
}
