package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Organisation resolves fields of organisations.
func (*Root) Organisation() generated.OrganisationResolver { return organisation{} }

type organisation struct{ record[*graph.Organisation] }

// Organisation answers Query.organisation.
func (query) Organisation(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Organisation, error) {
	return get[*graph.Organisation](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Organisations answers Query.organisations.
func (query) Organisations(ctx context.Context, filter map[string]any, orderBy *model.OrganisationOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.OrganisationConnection, error) {
	return list[model.OrganisationConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// Contacts returns ways to reach it.
func (organisation) Contacts(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.ContactOrder, first *int, after *string, last *int, before *string) (*model.ContactConnection, error) {
	return across[model.ContactConnection](ctx, obj, "contacts", filter, orderBy, paging{first, after, last, before})
}

// Campaigns returns campaigns that it organises.
func (organisation) Campaigns(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.CampaignOrder, first *int, after *string, last *int, before *string) (*model.CampaignConnection, error) {
	return across[model.CampaignConnection](ctx, obj, "campaigns", filter, orderBy, paging{first, after, last, before})
}

// Pledges returns its pledges.
func (organisation) Pledges(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.PledgeOrder, first *int, after *string, last *int, before *string) (*model.PledgeConnection, error) {
	return across[model.PledgeConnection](ctx, obj, "pledges", filter, orderBy, paging{first, after, last, before})
}

// Partnerships returns partnerships that it takes part in or funds.
func (organisation) Partnerships(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.PartnershipOrder, first *int, after *string, last *int, before *string) (*model.PartnershipConnection, error) {
	return across[model.PartnershipConnection](ctx, obj, "partnerships", filter, orderBy, paging{first, after, last, before})
}
