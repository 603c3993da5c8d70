package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Resolution resolves fields of resolutions.
func (*Root) Resolution() generated.ResolutionResolver { return resolution{} }

type resolution struct{ record[*graph.Resolution] }

// Resolution answers Query.resolution.
func (query) Resolution(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Resolution, error) {
	return get[*graph.Resolution](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Resolutions answers Query.resolutions.
func (query) Resolutions(ctx context.Context, filter map[string]any, orderBy *model.ResolutionOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.ResolutionConnection, error) {
	return list[model.ResolutionConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// City returns whose act it is.
func (resolution) City(ctx context.Context, obj *graph.Resolution) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// InForce returns whether it was in force on the day asked for.
func (resolution) InForce(ctx context.Context, obj *graph.Resolution) (*model.ResolutionLife, error) {
	return inForceOn(obj, viewOf(ctx).AsOf), nil
}

// inForceOn returns whether a text was in force on a day.
func inForceOn(text *graph.Resolution, day graph.Day) *model.ResolutionLife {
	value, exact := text.Life().At(day)
	return &model.ResolutionLife{Value: value, Exact: exact}
}

// Links returns the links that it decides on.
func (resolution) Links(ctx context.Context, obj *graph.Resolution, filter map[string]any, orderBy *model.TwinningLinkOrder, first *int, after *string, last *int, before *string) (*model.TwinningLinkConnection, error) {
	return across[model.TwinningLinkConnection](ctx, obj, "links", filter, orderBy, paging{first, after, last, before})
}

// Claims returns the claims that it stands behind, by date.
func (resolution) Claims(ctx context.Context, obj *graph.Resolution) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "claims")
}

// Responses returns acts of other cities that answer it, by date.
func (resolution) Responses(ctx context.Context, obj *graph.Resolution) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "responses")
}
