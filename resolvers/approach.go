package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Approach resolves fields of approaches.
func (*Root) Approach() generated.ApproachResolver { return approach{} }

type approach struct{ record[*graph.Approach] }

// Approach answers Query.approach.
func (query) Approach(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Approach, error) {
	return get[*graph.Approach](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Approaches answers Query.approaches.
func (query) Approaches(ctx context.Context, filter map[string]any, orderBy *model.ApproachOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.ApproachConnection, error) {
	return list[model.ApproachConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// From returns the city that approached.
func (approach) From(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.From)
}

// To returns the city approached.
func (approach) To(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.To)
}

// Organisation returns the organisation that approached with the city.
func (approach) Organisation(ctx context.Context, obj *graph.Approach) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organisation)
}
