package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/progress"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Campaign resolves fields of campaigns.
func (*Root) Campaign() generated.CampaignResolver { return campaign{} }

type campaign struct{ record[*graph.Campaign] }

// Campaign answers Query.campaign.
func (query) Campaign(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Campaign, error) {
	return get[*graph.Campaign](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Campaigns answers Query.campaigns.
func (query) Campaigns(ctx context.Context, filter map[string]any, orderBy *model.CampaignOrder, first int, after *string, asOf *graph.Day, knownAt *time.Time) (*model.CampaignConnection, error) {
	return list[model.CampaignConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, first, after)
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
	return across[model.PledgeConnection](ctx, obj, "pledges", filter, orderBy, first, after)
}

// Progress returns how far it has come by the day.
func (campaign) Progress(ctx context.Context, obj *graph.Campaign) (*progress.Progress, error) {
	return requestOf(ctx).CampaignProgress(ctx, viewOf(ctx).View, obj.ID)
}

// CampaignProgress resolves fields of a campaign's progress.
func (*Root) CampaignProgress() generated.CampaignProgressResolver { return campaignProgress{} }

type campaignProgress struct{}

// Answered returns acts as the campaign asks.
func (campaignProgress) Answered(_ context.Context, obj *progress.Progress, first int) ([]*progress.Answer, error) {
	return firstOf(obj.Answered, first)
}

// Against returns acts the other way.
func (campaignProgress) Against(_ context.Context, obj *progress.Progress, first int) ([]*progress.Answer, error) {
	return firstOf(obj.Against, first)
}

// firstOf returns the first of a list. Errors have code BadUserInput or LimitExceeded.
func firstOf[T any](list []T, first int) ([]*T, error) {
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	kept := make([]*T, min(first, len(list)))
	for i := range kept {
		kept[i] = &list[i]
	}
	return kept, nil
}
