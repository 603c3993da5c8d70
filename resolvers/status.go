package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

// LinkStatus resolves fields of a link's status.
func (*Root) LinkStatus() generated.LinkStatusResolver { return linkStatus{} }

// SideStatus resolves fields of a side's status.
func (*Root) SideStatus() generated.SideStatusResolver { return sideStatus{} }

// Spell resolves fields of spells.
func (*Root) Spell() generated.SpellResolver { return spell{} }

type (
	linkStatus struct{}
	sideStatus struct{}
	spell      struct{}
)

// Governing returns the claims that give the status, strongest first.
func (linkStatus) Governing(ctx context.Context, obj *atlas.LinkStatus) ([]*graph.Claim, error) {
	return recordsOf[*graph.Claim](ctx, obj.LinkStatus.Governing)
}

// City returns whose side it is.
func (sideStatus) City(ctx context.Context, obj *atlas.SideStatus) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.CityID)
}

// Governing returns the claims that give the side's status.
func (sideStatus) Governing(ctx context.Context, obj *atlas.SideStatus) ([]*graph.Claim, error) {
	return recordsOf[*graph.Claim](ctx, obj.SideStatus.Governing)
}

// Reviews returns the claims that opened the review.
func (sideStatus) Reviews(ctx context.Context, obj *atlas.SideStatus) ([]*graph.Claim, error) {
	return recordsOf[*graph.Claim](ctx, obj.SideStatus.Reviews)
}

// Days returns the length of the spell up to the day asked about.
func (spell) Days(ctx context.Context, obj *graph.Spell) (*int, error) {
	if days, ok := obj.Days(viewOf(ctx).AsOf); ok {
		return &days, nil
	}
	return nil, nil
}

// Governing returns the claims that give the spell's status at its end.
func (spell) Governing(ctx context.Context, obj *graph.Spell) ([]*graph.Claim, error) {
	return recordsOf[*graph.Claim](ctx, obj.LinkStatus.Governing)
}
