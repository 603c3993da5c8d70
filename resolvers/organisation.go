package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Organisation answers Query.organisation.
func (query) Organisation(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Organisation, error) {
	return get[*graph.Organisation](ctx, id)
}

// Organisations answers Query.organisations.
func (query) Organisations(ctx context.Context, filter map[string]any, orderBy *model.OrganisationOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.OrganisationConnection, error) {
	return organisationConnection(list(ctx, graph.WordOrganisation, filter, organisationOrder(orderBy), first, after))
}

// ID returns the global id.
func (organisation) ID(_ context.Context, obj *graph.Organisation) (string, error) {
	return globalID(graph.WordOrganisation, obj.ID), nil
}

// Slug returns the readable id.
func (organisation) Slug(_ context.Context, obj *graph.Organisation) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (organisation) Sources(ctx context.Context, obj *graph.Organisation) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Contacts returns ways to reach it.
func (organisation) Contacts(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.ContactOrder, first int, after *string) (*model.ContactConnection, error) {
	return contactConnection(across(ctx, obj, "contacts", graph.WordContact, filter, contactOrder(orderBy), first, after))
}

// Campaigns returns campaigns that it organises.
func (organisation) Campaigns(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.CampaignOrder, first int, after *string) (*model.CampaignConnection, error) {
	return campaignConnection(across(ctx, obj, "campaigns", graph.WordCampaign, filter, campaignOrder(orderBy), first, after))
}

// Pledges returns its pledges.
func (organisation) Pledges(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.PledgeOrder, first int, after *string) (*model.PledgeConnection, error) {
	return pledgeConnection(across(ctx, obj, "pledges", graph.WordPledge, filter, pledgeOrder(orderBy), first, after))
}

// Partnerships returns partnerships that it takes part in or funds.
func (organisation) Partnerships(ctx context.Context, obj *graph.Organisation, filter map[string]any, orderBy *model.PartnershipOrder, first int, after *string) (*model.PartnershipConnection, error) {
	return partnershipConnection(across(ctx, obj, "partnerships", graph.WordPartnership, filter, partnershipOrder(orderBy), first, after))
}

func organisationConnection(l listing, page graph.Page, err error) (*model.OrganisationConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Organisation) *model.OrganisationEdge {
			return &model.OrganisationEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.OrganisationEdge, nodes []*graph.Organisation, info *model.PageInfo, total int) *model.OrganisationConnection {
			return &model.OrganisationConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func organisationOrder(o *model.OrganisationOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
