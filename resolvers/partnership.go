package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Partnership resolves fields of partnerships.
func (*Root) Partnership() generated.PartnershipResolver { return partnership{} }

type partnership struct{ record[*graph.Partnership] }

// Partnership answers Query.partnership.
func (query) Partnership(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Partnership, error) {
	return get[*graph.Partnership](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Partnerships answers Query.partnerships.
func (query) Partnerships(ctx context.Context, filter map[string]any, orderBy *model.PartnershipOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.PartnershipConnection, error) {
	return list[model.PartnershipConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
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
