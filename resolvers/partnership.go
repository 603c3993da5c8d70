package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Partnership answers Query.partnership.
func (query) Partnership(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Partnership, error) {
	return get[*graph.Partnership](ctx, id)
}

// Partnerships answers Query.partnerships.
func (query) Partnerships(ctx context.Context, filter map[string]any, orderBy *model.PartnershipOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.PartnershipConnection, error) {
	return partnershipConnection(list(ctx, graph.WordPartnership, filter, partnershipOrder(orderBy), first, after))
}

// ID returns the global id.
func (partnership) ID(_ context.Context, obj *graph.Partnership) (string, error) {
	return globalID(graph.WordPartnership, obj.ID), nil
}

// Slug returns the readable id.
func (partnership) Slug(_ context.Context, obj *graph.Partnership) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (partnership) Sources(ctx context.Context, obj *graph.Partnership) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Cities returns the cities that take part.
func (partnership) Cities(ctx context.Context, obj *graph.Partnership) ([]*graph.City, error) {
	return recordsOf[*graph.City](ctx, obj.Cities)
}

// Organisations returns the organisations that take part.
func (partnership) Organisations(ctx context.Context, obj *graph.Partnership) ([]*graph.Organisation, error) {
	return recordsOf[*graph.Organisation](ctx, obj.Organisations)
}

// Funder returns who pays.
func (partnership) Funder(ctx context.Context, obj *graph.Partnership) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Funder)
}

func partnershipConnection(l listing, page graph.Page, err error) (*model.PartnershipConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Partnership) *model.PartnershipEdge {
			return &model.PartnershipEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.PartnershipEdge, nodes []*graph.Partnership, info *model.PageInfo, total int) *model.PartnershipConnection {
			return &model.PartnershipConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func partnershipOrder(o *model.PartnershipOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
