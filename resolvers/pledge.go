package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Pledge resolves fields of pledges.
func (*Root) Pledge() generated.PledgeResolver { return pledge{} }

type pledge struct{ record[*graph.Pledge] }

// Pledges answers Query.pledges.
func (query) Pledges(ctx context.Context, filter map[string]any, orderBy *model.PledgeOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.PledgeConnection, error) {
	return list[model.PledgeConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
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
