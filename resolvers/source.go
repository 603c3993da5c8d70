package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Source answers Query.source.
func (query) Source(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Source, error) {
	return get[*graph.Source](ctx, id)
}

// Sources answers Query.sources.
func (query) Sources(ctx context.Context, filter map[string]any, orderBy *model.SourceOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.SourceConnection, error) {
	return sourceConnection(list(ctx, graph.WordSource, filter, sourceOrder(orderBy), first, after))
}

// ID returns the global id.
func (source) ID(_ context.Context, obj *graph.Source) (string, error) {
	return globalID(graph.WordSource, obj.ID), nil
}

// Slug returns the readable id.
func (source) Slug(_ context.Context, obj *graph.Source) (string, error) { return string(obj.ID), nil }

// Sources returns what the record cites.
func (source) Sources(ctx context.Context, obj *graph.Source) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Resolutions returns resolutions that cite it.
func (source) Resolutions(ctx context.Context, obj *graph.Source, filter map[string]any, orderBy *model.ResolutionOrder, first int, after *string) (*model.ResolutionConnection, error) {
	return resolutionConnection(across(ctx, obj, "resolutions", graph.WordResolution, filter, resolutionOrder(orderBy), first, after))
}

// Claims returns claims that cite it, by date.
func (source) Claims(ctx context.Context, obj *graph.Source) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "claims")
}

func sourceConnection(l listing, page graph.Page, err error) (*model.SourceConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Source) *model.SourceEdge {
			return &model.SourceEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.SourceEdge, nodes []*graph.Source, info *model.PageInfo, total int) *model.SourceConnection {
			return &model.SourceConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func sourceOrder(o *model.SourceOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
