package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
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
func (query) Campaigns(ctx context.Context, filter map[string]any, orderBy *model.CampaignOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.CampaignConnection, error) {
	return list[model.CampaignConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
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
func (campaign) Pledges(ctx context.Context, obj *graph.Campaign, filter map[string]any, orderBy *model.PledgeOrder, first *int, after *string, last *int, before *string) (*model.PledgeConnection, error) {
	return across[model.PledgeConnection](ctx, obj, "pledges", filter, orderBy, paging{first, after, last, before})
}

// Progress returns how far it has come by the day.
func (campaign) Progress(ctx context.Context, obj *graph.Campaign) (*progress.Progress, error) {
	return requestOf(ctx).CampaignProgress(ctx, viewOf(ctx).View, obj.ID)
}

// CampaignProgress resolves fields of a campaign's progress.
func (*Root) CampaignProgress() generated.CampaignProgressResolver { return campaignProgress{} }

type campaignProgress struct{}

// Answered returns acts as the campaign asks.
func (campaignProgress) Answered(ctx context.Context, obj *progress.Progress, first *int, after *string, last *int, before *string) (*model.CampaignAnswerConnection, error) {
	return answers(ctx, obj, obj.Answered, paging{first, after, last, before})
}

// Against returns acts the other way.
func (campaignProgress) Against(ctx context.Context, obj *progress.Progress, first *int, after *string, last *int, before *string) (*model.CampaignAnswerConnection, error) {
	return answers(ctx, obj, obj.Against, paging{first, after, last, before})
}

func answers(ctx context.Context, of *progress.Progress, list []progress.Answer, p paging) (*model.CampaignAnswerConnection, error) {
	return computed[model.CampaignAnswerConnection](ctx, p, func(w atlas.Window) (atlas.Part[*progress.Answer], error) {
		return atlas.Answers(list, w)
	}, string(of.Campaign.ID))
}
