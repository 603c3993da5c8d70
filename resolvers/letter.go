package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/model"
)

// Letter answers Query.letter.
func (q query) Letter(ctx context.Context, plan model.ApproachPlanInput, purpose dialogue.Purpose, language dialogue.Language, asOf *graph.Day, knownAt *time.Time) (*dialogue.Letter, error) {
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	question := dialogue.PlanQuestion{Goal: plan.Goal, ThroughSuspended: plan.ThroughSuspended, Theme: text(plan.Theme.Value())}
	drawn, err := w.plan(ctx, question, plan.Target, plan.From, plan.Campaign.Value(), "plan.")
	if err != nil {
		return nil, err
	}
	letter, err := dialogue.Write(drawn, purpose, language)
	if err != nil {
		return nil, err
	}
	known := below{}
	put(known, "addressee", letter.Addressee)
	put(known, "sources", letter.Sources...)
	return letter, known.ahead(ctx, viewOf(ctx), selected(ctx))
}
