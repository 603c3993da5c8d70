package resolvers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/model"
)

// ApproachPlan answers Query.approachPlan.
func (q query) ApproachPlan(ctx context.Context, target, from string, goal score.Goal, throughSuspended bool, campaign, theme *string, _ *graph.Day, _ *time.Time) (*plan.Plan, error) {
	w, err := q.wholeOf(ctx)
	if err != nil {
		return nil, err
	}
	question := plan.Question{Goal: goal, ThroughSuspended: throughSuspended, Theme: text(theme)}
	drawn, err := w.plan(ctx, question, target, from, campaign, "")
	if err != nil {
		return nil, err
	}
	return drawn, w.planAhead(ctx, drawn)
}

// plan draws up a plan. The path is that of the input that holds the arguments, with a
// dot; empty for arguments of the field itself.
func (w whole) plan(ctx context.Context, question plan.Question, target, from string, campaign *string, path string) (*plan.Plan, error) {
	var err error
	question.AsOf = w.asOf
	if question.Target, err = w.idOf(ctx, graph.WordCity, target, path+"target"); err != nil {
		return nil, err
	}
	if question.From, err = w.idOf(ctx, graph.WordCity, from, path+"from"); err != nil {
		return nil, err
	}
	if question.Campaign, err = w.optional(ctx, graph.WordCampaign, campaign, path+"campaign"); err != nil {
		return nil, err
	}
	drawn, err := computed(ctx, w, fmt.Sprintf("plan %+v", question), func(ctx context.Context) (*plan.Plan, error) {
		return plan.For(ctx, w.Snapshot, question)
	})
	if e, ok := errors.AsType[*graph.Error](err); ok && e.Path != "" {
		return nil, e.At(path + e.Path)
	}
	return drawn, err
}

// planAhead loads what is selected of a plan.
func (w whole) planAhead(ctx context.Context, p *plan.Plan) error {
	known := below{}
	put(known, "target", p.Target)
	put(known, "from", p.From)
	put(known, "campaign", p.Campaign)
	put(known, "approaches", p.Approaches...)
	put(known, "sources", p.Sources...)
	if p.Candidate != nil {
		known.candidate(w, "candidate.", p.Candidate)
	}
	known.steps(w, "steps", p.Steps)
	known.steps(w, "ties", p.Links)
	for _, t := range p.Texts {
		put(known, "texts.resolution", t.Resolution)
	}
	known.facts(w, "deeds", p.Deeds)
	known.facts(w, "occasions", p.Occasions)
	for _, c := range p.Contacts {
		put(known, "contacts.contact", c.Contact)
	}
	for _, a := range p.Advice {
		put(known, "advice.practice", a.Practice)
		put(known, "advice.campaigns", a.Campaigns...)
	}
	known.cases(w, "cases.", p.Cases)
	known.cautions(w, "cautions", p.Cautions)
	known.cautions(w, "verify", p.Verify)
	return known.ahead(ctx, view(ctx), selected(ctx))
}

// steps adds what the steps of a plan hold.
func (b below) steps(w whole, path string, steps []plan.Step) {
	for _, s := range steps {
		put(b, path+".from", s.From)
		put(b, path+".to", s.To)
		put(b, path+".link", s.Link)
		put(b, path+".history", s.History...)
		b.status(w, path+".status", s.Link, *s.Status)
	}
}

// cases adds what the cases of a plan hold.
func (b below) cases(w whole, path string, cases []plan.Case) {
	for _, c := range cases {
		put(b, path+"city", c.City)
		put(b, path+"other", c.Other)
		put(b, path+"link", c.Link)
		put(b, path+"claims", c.Claims...)
		put(b, path+"pledge", c.Pledge)
		put(b, path+"partnership", c.Partnership)
		if c.Text != nil {
			put(b, path+"text.resolution", c.Text.Resolution)
		}
		if c.Link != nil {
			b.status(w, path+"status", c.Link, c.Status)
		}
		b.sources(w, path+"sources", c.Sources)
	}
}

// Status returns how the link stands on the day.
func (planStep) Status(ctx context.Context, obj *plan.Step) (*model.LinkStatus, error) {
	return statusOf(ctx, obj.Link)
}

// Status returns how the link stands on the day; nil without one.
func (planCase) Status(ctx context.Context, obj *plan.Case) (*model.LinkStatus, error) {
	return statusOf(ctx, obj.Link)
}

// Sources returns where it can be read.
func (planCase) Sources(ctx context.Context, obj *plan.Case) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Sources)
}
