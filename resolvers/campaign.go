package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Campaign answers Query.campaign.
func (query) Campaign(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Campaign, error) {
	return get[*graph.Campaign](ctx, id)
}

// Campaigns answers Query.campaigns.
func (query) Campaigns(ctx context.Context, filter map[string]any, orderBy *model.CampaignOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.CampaignConnection, error) {
	return campaignConnection(list(ctx, graph.WordCampaign, filter, campaignOrder(orderBy), first, after))
}

// ID returns the global id.
func (campaign) ID(_ context.Context, obj *graph.Campaign) (string, error) {
	return globalID(graph.WordCampaign, obj.ID), nil
}

// Slug returns the readable id.
func (campaign) Slug(_ context.Context, obj *graph.Campaign) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (campaign) Sources(ctx context.Context, obj *graph.Campaign) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Organiser returns the organisation behind it.
func (campaign) Organiser(ctx context.Context, obj *graph.Campaign) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organiser)
}

// OrganiserCity returns the city behind it.
func (campaign) OrganiserCity(ctx context.Context, obj *graph.Campaign) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.OrganiserCity)
}

// Opposes returns campaigns with an opposite stance.
func (campaign) Opposes(ctx context.Context, obj *graph.Campaign) ([]*graph.Campaign, error) {
	return recordsOf[*graph.Campaign](ctx, obj.Opposes)
}

// Pledges returns answers to it.
func (campaign) Pledges(ctx context.Context, obj *graph.Campaign, filter map[string]any, orderBy *model.PledgeOrder, first int, after *string) (*model.PledgeConnection, error) {
	return pledgeConnection(across(ctx, obj, "pledges", graph.WordPledge, filter, pledgeOrder(orderBy), first, after))
}

func campaignConnection(l listing, page graph.Page, err error) (*model.CampaignConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Campaign) *model.CampaignEdge {
			return &model.CampaignEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.CampaignEdge, nodes []*graph.Campaign, info *model.PageInfo, total int) *model.CampaignConnection {
			return &model.CampaignConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func campaignOrder(o *model.CampaignOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
