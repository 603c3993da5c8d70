package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/progress"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/generated"
)

// What an answer rests on: the sources and links of the things in it.

// Caution resolves fields of cautions.
func (*Root) Caution() generated.CautionResolver {
	return caution{citing[score.Caution]{func(c *score.Caution) []graph.ID { return c.Sources }}}
}

type caution struct{ citing[score.Caution] }

// ToVerify reports whether it is a doubt that can be settled by looking it up.
func (caution) ToVerify(_ context.Context, obj *score.Caution) (bool, error) {
	return obj.Kind.ToVerify(), nil
}

// Fact resolves fields of facts.
func (*Root) Fact() generated.FactResolver {
	return citing[score.Fact]{func(f *score.Fact) []graph.ID { return f.Sources }}
}

// CampaignAnswer resolves fields of answers to a campaign.
func (*Root) CampaignAnswer() generated.CampaignAnswerResolver {
	return citing[progress.Answer]{func(a *progress.Answer) []graph.ID { return a.Sources }}
}

// DialogueHop resolves fields of the links of a channel.
func (*Root) DialogueHop() generated.DialogueHopResolver {
	return linking[route.Hop]{func(h *route.Hop) *graph.TwinningLink { return h.Link }}
}

// PlanStep resolves fields of the steps of a plan.
func (*Root) PlanStep() generated.PlanStepResolver {
	return linking[plan.Step]{func(s *plan.Step) *graph.TwinningLink { return s.Link }}
}

// PlanCase resolves fields of the cases of a plan.
func (*Root) PlanCase() generated.PlanCaseResolver {
	return planCase{
		linking[plan.Case]{func(c *plan.Case) *graph.TwinningLink { return c.Link }},
		citing[plan.Case]{func(c *plan.Case) []graph.ID { return c.Sources }},
	}
}

type planCase struct {
	linking[plan.Case]
	citing[plan.Case]
}

// citing resolves the sources of what cites them by id.
type citing[T any] struct{ ids func(*T) []graph.ID }

// Sources returns where it can be read.
func (c citing[T]) Sources(ctx context.Context, obj *T) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, c.ids(obj))
}

// linking resolves the status of what is about a link.
type linking[T any] struct {
	link func(*T) *graph.TwinningLink
}

// Status returns how the link stands on the day; nil without one.
func (l linking[T]) Status(ctx context.Context, obj *T) (*atlas.LinkStatus, error) {
	link := l.link(obj)
	if link == nil {
		return nil, nil
	}
	return requestOf(ctx).Status(ctx, viewOf(ctx).View, link)
}
