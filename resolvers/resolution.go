package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Resolution answers Query.resolution.
func (query) Resolution(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Resolution, error) {
	return get[*graph.Resolution](ctx, id)
}

// Resolutions answers Query.resolutions.
func (query) Resolutions(ctx context.Context, filter map[string]any, orderBy *model.ResolutionOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.ResolutionConnection, error) {
	return resolutionConnection(list(ctx, graph.WordResolution, filter, resolutionOrder(orderBy), first, after))
}

// ID returns the global id.
func (resolution) ID(_ context.Context, obj *graph.Resolution) (string, error) {
	return globalID(graph.WordResolution, obj.ID), nil
}

// Slug returns the readable id.
func (resolution) Slug(_ context.Context, obj *graph.Resolution) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (resolution) Sources(ctx context.Context, obj *graph.Resolution) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// City returns whose act it is.
func (resolution) City(ctx context.Context, obj *graph.Resolution) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// InForce returns whether it was in force on the day asked for.
func (resolution) InForce(ctx context.Context, obj *graph.Resolution) (*model.ResolutionLife, error) {
	value, exact := obj.Life().At(view(ctx).AsOf)
	return &model.ResolutionLife{Value: value, Exact: exact}, nil
}

// Links returns the links that it decides on.
func (resolution) Links(ctx context.Context, obj *graph.Resolution, filter map[string]any, orderBy *model.TwinningLinkOrder, first int, after *string) (*model.TwinningLinkConnection, error) {
	return twinningLinkConnection(across(ctx, obj, "links", graph.WordTwinningLink, filter, twinningLinkOrder(orderBy), first, after))
}

// Claims returns the claims that it stands behind, by date.
func (resolution) Claims(ctx context.Context, obj *graph.Resolution) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "claims")
}

// Responses returns acts of other cities that answer it, by date.
func (resolution) Responses(ctx context.Context, obj *graph.Resolution) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "responses")
}

func resolutionConnection(l listing, page graph.Page, err error) (*model.ResolutionConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Resolution) *model.ResolutionEdge {
			return &model.ResolutionEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.ResolutionEdge, nodes []*graph.Resolution, info *model.PageInfo, total int) *model.ResolutionConnection {
			return &model.ResolutionConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func resolutionOrder(o *model.ResolutionOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
