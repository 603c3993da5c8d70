package resolvers

import (
	"context"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// TwinningLink resolves fields of links.
func (*Root) TwinningLink() generated.TwinningLinkResolver { return twinningLink{} }

type twinningLink struct{ record[*graph.TwinningLink] }

// TwinningLink answers Query.twinningLink.
func (query) TwinningLink(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.TwinningLink, error) {
	return get[*graph.TwinningLink](ctx, viewAt(ctx, asOf, knownAt), id)
}

// TwinningLinks answers Query.twinningLinks.
func (query) TwinningLinks(ctx context.Context, filter map[string]any, orderBy *model.TwinningLinkOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.TwinningLinkConnection, error) {
	return list[model.TwinningLinkConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// A returns one side.
func (twinningLink) A(ctx context.Context, obj *graph.TwinningLink) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.A)
}

// B returns the other side.
func (twinningLink) B(ctx context.Context, obj *graph.TwinningLink) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.B)
}

// Cities returns both sides, A first.
func (twinningLink) Cities(ctx context.Context, obj *graph.TwinningLink) ([]*graph.City, error) {
	return recordsOf[*graph.City](ctx, []graph.ID{obj.A, obj.B})
}

// InDispute returns its cities that lie where several states claim the place.
func (l twinningLink) InDispute(ctx context.Context, obj *graph.TwinningLink) ([]*graph.City, error) {
	cities, err := l.Cities(ctx, obj)
	return slices.DeleteFunc(cities, func(c *graph.City) bool { return !c.InDispute() }), err
}

// OtherCity returns the side that is not the given city.
func (twinningLink) OtherCity(ctx context.Context, obj *graph.TwinningLink, than string) (*graph.City, error) {
	id, err := atlas.ParseID(graph.WordCity, than, "than")
	if err != nil {
		return nil, err
	}
	other, err := otherSide(obj, id)
	if err != nil {
		return nil, err
	}
	return recordOf[*graph.City](ctx, other)
}

// otherSide returns the side of a link that is not the given city. Errors have code
// BadUserInput.
func otherSide(link *graph.TwinningLink, than graph.ID) (graph.ID, error) {
	switch than {
	case link.A:
		return link.B, nil
	case link.B:
		return link.A, nil
	}
	return "", graph.Errorf(graph.BadUserInput, "%q is on neither side of %q", than, link.ID).At("than")
}

// Status returns how the link stands on the day.
func (twinningLink) Status(ctx context.Context, obj *graph.TwinningLink, asOf *graph.Day, knownAt *time.Time) (*atlas.LinkStatus, error) {
	return requestOf(ctx).Status(ctx, viewAt(ctx, asOf, knownAt).View, obj)
}

// Spells returns the whole past of the link.
func (twinningLink) Spells(ctx context.Context, obj *graph.TwinningLink, detail model.SpellDetail) ([]*graph.Spell, error) {
	return requestOf(ctx).Spells(ctx, viewOf(ctx).View, obj, detail == model.SpellDetailStatus)
}

// Claims returns every statement about it, by date.
func (twinningLink) Claims(ctx context.Context, obj *graph.TwinningLink) ([]*graph.Claim, error) {
	return claimsAcross(ctx, obj, "claims")
}

// Parallel returns the other links between the same two cities.
func (twinningLink) Parallel(ctx context.Context, obj *graph.TwinningLink) ([]*graph.TwinningLink, error) {
	return allAcross[*graph.TwinningLink](ctx, obj, "parallel")
}

// Resolutions returns resolutions that decide on it.
func (twinningLink) Resolutions(ctx context.Context, obj *graph.TwinningLink, filter map[string]any, orderBy *model.ResolutionOrder, first *int, after *string, last *int, before *string) (*model.ResolutionConnection, error) {
	return across[model.ResolutionConnection](ctx, obj, "resolutions", filter, orderBy, paging{first, after, last, before})
}
