package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// City resolves fields of cities.
func (*Root) City() generated.CityResolver { return city{} }

type city struct{ record[*graph.City] }

// City answers Query.city.
func (query) City(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.City, error) {
	return get[*graph.City](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Cities answers Query.cities.
func (query) Cities(ctx context.Context, filter map[string]any, orderBy *model.CityOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.CityConnection, error) {
	return list[model.CityConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Links returns its twinning links.
func (city) Links(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.TwinningLinkOrder, first *int, after *string, last *int, before *string) (*model.TwinningLinkConnection, error) {
	return across[model.TwinningLinkConnection](ctx, obj, "links", filter, orderBy, paging{first, after, last, before})
}

// SameNameAs returns other cities that share a name with it.
func (city) SameNameAs(ctx context.Context, obj *graph.City) ([]*graph.City, error) {
	found, err := load(ctx).Namesakes(ctx, viewOf(ctx).View, []graph.Record{obj})
	if err != nil {
		return nil, err
	}
	cities := make([]*graph.City, len(found[0]))
	for i, r := range found[0] {
		cities[i] = r.(*graph.City)
	}
	return cities, nil
}

// Resolutions returns the acts that it adopted.
func (city) Resolutions(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.ResolutionOrder, first *int, after *string, last *int, before *string) (*model.ResolutionConnection, error) {
	return across[model.ResolutionConnection](ctx, obj, "resolutions", filter, orderBy, paging{first, after, last, before})
}

// Pledges returns its pledges.
func (city) Pledges(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PledgeOrder, first *int, after *string, last *int, before *string) (*model.PledgeConnection, error) {
	return across[model.PledgeConnection](ctx, obj, "pledges", filter, orderBy, paging{first, after, last, before})
}

// Partnerships returns the projects that it takes part in.
func (city) Partnerships(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PartnershipOrder, first *int, after *string, last *int, before *string) (*model.PartnershipConnection, error) {
	return across[model.PartnershipConnection](ctx, obj, "partnerships", filter, orderBy, paging{first, after, last, before})
}

// Contacts returns ways to reach it.
func (city) Contacts(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.ContactOrder, first *int, after *string, last *int, before *string) (*model.ContactConnection, error) {
	return across[model.ContactConnection](ctx, obj, "contacts", filter, orderBy, paging{first, after, last, before})
}

// Practices returns practices seen there.
func (city) Practices(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PracticeOrder, first *int, after *string, last *int, before *string) (*model.PracticeConnection, error) {
	return across[model.PracticeConnection](ctx, obj, "practices", filter, orderBy, paging{first, after, last, before})
}

// NameOnDay returns what it was called on the day.
func (city) NameOnDay(ctx context.Context, obj *graph.City, language string) (string, error) {
	return obj.NameOn(viewOf(ctx).AsOf, language), nil
}

// Successor returns the city that took its place.
func (city) Successor(ctx context.Context, obj *graph.City) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.Successor)
}

// Predecessors returns cities whose place it took.
func (city) Predecessors(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.CityOrder, first *int, after *string, last *int, before *string) (*model.CityConnection, error) {
	return across[model.CityConnection](ctx, obj, "predecessors", filter, orderBy, paging{first, after, last, before})
}
