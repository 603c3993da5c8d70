package resolvers

import (
	"context"

	"twingraph/graph"
)

// ID returns the global id.
func (approach) ID(_ context.Context, obj *graph.Approach) (string, error) {
	return globalID(graph.WordApproach, obj.ID), nil
}

// Slug returns the readable id.
func (approach) Slug(_ context.Context, obj *graph.Approach) (string, error) {
	return string(obj.ID), nil
}

// From returns the city that approached.
func (approach) From(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.From)
}

// To returns the city approached.
func (approach) To(ctx context.Context, obj *graph.Approach) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.To)
}

// Sources returns what the record cites.
func (approach) Sources(ctx context.Context, obj *graph.Approach) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}
