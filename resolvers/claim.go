package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Claim resolves fields of claims.
func (*Root) Claim() generated.ClaimResolver { return claim{} }

type claim struct{ record[*graph.Claim] }

// Claims answers Query.claims.
func (query) Claims(ctx context.Context, filter map[string]any, orderBy *model.ClaimOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.ClaimConnection, error) {
	return list[model.ClaimConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Link returns the link it is about.
func (claim) Link(ctx context.Context, obj *graph.Claim) (*graph.TwinningLink, error) {
	return recordOf[*graph.TwinningLink](ctx, obj.Link)
}

// Side returns the side it is about.
func (claim) Side(ctx context.Context, obj *graph.Claim) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.Side)
}

// Resolution returns the act behind it.
func (claim) Resolution(ctx context.Context, obj *graph.Claim) (*graph.Resolution, error) {
	return recordOf[*graph.Resolution](ctx, obj.Resolution)
}

// RespondsTo returns resolutions of other cities that it answers.
func (claim) RespondsTo(ctx context.Context, obj *graph.Claim) ([]*graph.Resolution, error) {
	return recordsOf[*graph.Resolution](ctx, obj.RespondsTo)
}

// claimsAcross returns the claims across an edge of a record, by date.
func claimsAcross(ctx context.Context, obj graph.Record, edge string) ([]*graph.Claim, error) {
	return allAcross[*graph.Claim](ctx, obj, edge)
}
