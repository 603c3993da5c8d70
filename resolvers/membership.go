package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Membership resolves fields of memberships.
func (*Root) Membership() generated.MembershipResolver { return membership{} }

type membership struct{ record[*graph.Membership] }

// Membership answers Query.membership.
func (query) Membership(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Membership, error) {
	return get[*graph.Membership](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Memberships answers Query.memberships.
func (query) Memberships(ctx context.Context, filter map[string]any, orderBy *model.MembershipOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.MembershipConnection, error) {
	return list[model.MembershipConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// City returns the city.
func (membership) City(ctx context.Context, obj *graph.Membership) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// Organisation returns the organisation.
func (membership) Organisation(ctx context.Context, obj *graph.Membership) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organisation)
}

// Memberships returns the organisations that it is or was a member of.
func (city) Memberships(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.MembershipOrder, first *int, after *string, last *int, before *string) (*model.MembershipConnection, error) {
	return across[model.MembershipConnection](ctx, obj, "memberships", filter, orderBy, paging{first, after, last, before})
}

// Memberships returns the cities that are or were its members.
func (organisation) Memberships(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.MembershipOrder, first *int, after *string, last *int, before *string) (*model.MembershipConnection, error) {
	return across[model.MembershipConnection](ctx, obj, "memberships", filter, orderBy, paging{first, after, last, before})
}

// Members returns the cities that are its members on the day.
func (organisation) Members(ctx context.Context, obj *graph.Organisation, first *int, after *string, last *int, before *string) (*model.CityConnection, error) {
	return computed[model.CityConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*graph.City], error) {
		return requestOf(ctx).Members(ctx, viewOf(ctx).View, obj, w)
	})
}
