package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/generated"
)

// Approach resolves fields of approaches.
func (*Root) Approach() generated.ApproachResolver { return approach{} }

type approach struct{ record[*graph.Approach] }

// From returns the city that approached.
func (approach) From(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.From)
}

// To returns the city approached.
func (approach) To(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.To)
}
