package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Pledges answers Query.pledges.
func (query) Pledges(ctx context.Context, filter map[string]any, orderBy *model.PledgeOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.PledgeConnection, error) {
	return pledgeConnection(list(ctx, graph.WordPledge, filter, pledgeOrder(orderBy), first, after))
}

// ID returns the global id.
func (pledge) ID(_ context.Context, obj *graph.Pledge) (string, error) {
	return globalID(graph.WordPledge, obj.ID), nil
}

// Slug returns the readable id.
func (pledge) Slug(_ context.Context, obj *graph.Pledge) (string, error) { return string(obj.ID), nil }

// Sources returns what the record cites.
func (pledge) Sources(ctx context.Context, obj *graph.Pledge) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Campaign returns the campaign it answers.
func (pledge) Campaign(ctx context.Context, obj *graph.Pledge) (*graph.Campaign, error) {
	return recordOf[*graph.Campaign](ctx, obj.Campaign)
}

// City returns the city that pledged.
func (pledge) City(ctx context.Context, obj *graph.Pledge) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// Organisation returns the organisation that pledged.
func (pledge) Organisation(ctx context.Context, obj *graph.Pledge) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organisation)
}

func pledgeConnection(l listing, page graph.Page, err error) (*model.PledgeConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Pledge) *model.PledgeEdge {
			return &model.PledgeEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.PledgeEdge, nodes []*graph.Pledge, info *model.PageInfo, total int) *model.PledgeConnection {
			return &model.PledgeConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func pledgeOrder(o *model.PledgeOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
