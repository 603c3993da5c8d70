package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/dialogue"
)

// Progress returns how far a campaign has come by the day.
func (c campaign) Progress(ctx context.Context, obj *graph.Campaign) (*dialogue.Progress, error) {
	w, err := c.wholeAt(ctx, viewOf(ctx))
	if err != nil {
		return nil, err
	}
	return w.progress(ctx, obj.ID)
}

func (w whole) progress(ctx context.Context, campaign graph.ID) (*dialogue.Progress, error) {
	return computed(ctx, w, "progress "+string(campaign), func(ctx context.Context) (*dialogue.Progress, error) {
		return dialogue.CampaignProgress(ctx, w.Snapshot, campaign, w.asOf)
	})
}

// prefetchProgress loads what is selected of the progress of campaigns.
func prefetchProgress(ctx context.Context, v view, s selection, campaigns []graph.Record) error {
	w, err := requestOf(ctx).root.wholeAt(ctx, v)
	if err != nil {
		return err
	}
	known := below{}
	for _, c := range campaigns {
		p, err := w.progress(ctx, c.Base().ID)
		if err != nil {
			return err
		}
		known.answers(w, "answered.", p.Answered)
		known.answers(w, "against.", p.Against)
		for _, rival := range p.Opposed {
			put(known, "opposed.campaign", rival.Campaign)
		}
	}
	return known.ahead(ctx, v, s)
}

// answers adds what answers to a campaign hold.
func (b below) answers(w whole, path string, answers []dialogue.Answer) {
	for _, a := range answers {
		put(b, path+"city", a.City)
		put(b, path+"partner", a.Partner)
		put(b, path+"link", a.Link)
		put(b, path+"claim", a.Claim)
		put(b, path+"resolution", a.Resolution)
		b.sources(w, path+"sources", a.Sources)
	}
}

// Answered returns acts as the campaign asks.
func (campaignProgress) Answered(_ context.Context, obj *dialogue.Progress, first int) ([]*dialogue.Answer, error) {
	return firstOf(obj.Answered, first)
}

// Against returns acts the other way.
func (campaignProgress) Against(_ context.Context, obj *dialogue.Progress, first int) ([]*dialogue.Answer, error) {
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

// Sources returns where it can be read.
func (campaignAnswer) Sources(ctx context.Context, obj *dialogue.Answer) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Sources)
}
