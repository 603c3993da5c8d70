package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/letter"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/model"
)

// Letter answers Query.letter.
func (q query) Letter(ctx context.Context, of model.ApproachPlanInput, purpose letter.Purpose, language letter.Language, _ *graph.Day, _ *time.Time) (*letter.Letter, error) {
	w, err := q.wholeOf(ctx)
	if err != nil {
		return nil, err
	}
	question := plan.Question{Goal: of.Goal, ThroughSuspended: of.ThroughSuspended, Theme: text(of.Theme.Value())}
	drawn, err := w.plan(ctx, question, of.Target, of.From, of.Campaign.Value(), "plan.")
	if err != nil {
		return nil, err
	}
	draft, err := letter.Write(drawn, purpose, language)
	if err != nil {
		return nil, err
	}
	known := below{}
	put(known, "addressee", draft.Addressee)
	put(known, "sources", draft.Sources...)
	return draft, known.ahead(ctx, view(ctx), selected(ctx))
}
