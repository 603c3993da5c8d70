package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// EditionDiff answers Query.editionDiff.
func (query) EditionDiff(ctx context.Context, from, to string, filter map[string]any, asOf *graph.Day, knownAt *time.Time) (*atlas.EditionDiff, error) {
	return requestOf(ctx).EditionDiff(ctx, viewAt(ctx, asOf, knownAt).View, atlas.EditionsQuestion{From: from, To: to, Filter: plain(filter)})
}

// EditionDiff resolves fields of two editions side by side.
func (*Root) EditionDiff() generated.EditionDiffResolver { return editionDiff{} }

type editionDiff struct{}

// CountryPairs returns the pairs of countries.
func (editionDiff) CountryPairs(ctx context.Context, obj *atlas.EditionDiff, first *int, after *string, last *int, before *string) (*model.ListedCountryPairConnection, error) {
	return computed[model.ListedCountryPairConnection](ctx, paging{first, after, last, before}, obj.CountryPairs)
}

// Links returns the links.
func (editionDiff) Links(ctx context.Context, obj *atlas.EditionDiff, changes []atlas.ListingChange, first *int, after *string, last *int, before *string) (*model.ListedLinkConnection, error) {
	return computed[model.ListedLinkConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.ListedLink], error) {
		return obj.Links(changes, w)
	})
}
