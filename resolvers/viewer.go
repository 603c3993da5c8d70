package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

// Viewer returns who asks.
func (query) Viewer(ctx context.Context) (*graph.Viewer, error) {
	v := requestOf(ctx).ViewerAsShown()
	return &v, nil
}

// Viewer resolves fields of viewers.
func (*Root) Viewer() generated.ViewerResolver { return viewer{} }

type viewer struct{}

// Permissions returns what the viewer may do beyond reading.
func (viewer) Permissions(ctx context.Context, _ *graph.Viewer) ([]atlas.Permission, error) {
	return requestOf(ctx).Permissions(), nil
}
