package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Practices answers Query.practices.
func (query) Practices(ctx context.Context, filter map[string]any, orderBy *model.PracticeOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.PracticeConnection, error) {
	return practiceConnection(list(ctx, graph.WordPractice, filter, practiceOrder(orderBy), first, after))
}

// ID returns the global id.
func (practice) ID(_ context.Context, obj *graph.Practice) (string, error) {
	return globalID(graph.WordPractice, obj.ID), nil
}

// Slug returns the readable id.
func (practice) Slug(_ context.Context, obj *graph.Practice) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (practice) Sources(ctx context.Context, obj *graph.Practice) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Cities returns where it was seen.
func (practice) Cities(ctx context.Context, obj *graph.Practice) ([]*graph.City, error) {
	return recordsOf[*graph.City](ctx, obj.Cities)
}

// Opposes returns practices that advise the contrary.
func (practice) Opposes(ctx context.Context, obj *graph.Practice) ([]*graph.Practice, error) {
	return recordsOf[*graph.Practice](ctx, obj.Opposes)
}

func practiceConnection(l listing, page graph.Page, err error) (*model.PracticeConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Practice) *model.PracticeEdge {
			return &model.PracticeEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.PracticeEdge, nodes []*graph.Practice, info *model.PageInfo, total int) *model.PracticeConnection {
			return &model.PracticeConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func practiceOrder(o *model.PracticeOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
