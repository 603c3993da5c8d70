package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Practice resolves fields of practices.
func (*Root) Practice() generated.PracticeResolver { return practice{} }

type practice struct{ record[*graph.Practice] }

// Practices answers Query.practices.
func (query) Practices(ctx context.Context, filter map[string]any, orderBy *model.PracticeOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.PracticeConnection, error) {
	return list[model.PracticeConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Cities returns where it was seen.
func (practice) Cities(ctx context.Context, obj *graph.Practice) ([]*graph.City, error) {
	return recordsOf[*graph.City](ctx, obj.Cities)
}

// Opposes returns practices that advise the contrary.
func (practice) Opposes(ctx context.Context, obj *graph.Practice) ([]*graph.Practice, error) {
	return recordsOf[*graph.Practice](ctx, obj.Opposes)
}
