package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/loader"
)

// Claim resolves fields of claims.
func (*Root) Claim() generated.ClaimResolver { return claim{} }

type claim struct{ record[*graph.Claim] }

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
	query := loader.ClaimsQuery()
	query.With = withOf(query.Word, selected(ctx))
	pages, err := load(ctx).Across(ctx, viewOf(ctx).View, obj.Word(), edge, []graph.ID{obj.Base().ID}, query)
	if err != nil {
		return nil, err
	}
	claims := make([]*graph.Claim, len(pages[0].Records))
	for i, r := range pages[0].Records {
		claims[i] = r.(*graph.Claim)
	}
	return claims, nil
}
