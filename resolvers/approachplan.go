package resolvers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/model"
)

// ApproachPlan answers Query.approachPlan.
func (q query) ApproachPlan(ctx context.Context, target, from string, goal dialogue.Goal, throughSuspended bool, campaign, theme *string, asOf *graph.Day, knownAt *time.Time) (*dialogue.Plan, error) {
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	question := dialogue.PlanQuestion{Goal: goal, ThroughSuspended: throughSuspended, Theme: text(theme)}
	plan, err := w.plan(ctx, question, target, from, campaign, "")
	if err != nil {
		return nil, err
	}
	return plan, w.prefetchPlan(ctx, plan)
}

// plan draws up a plan. The path is that of the input that holds the arguments, with a
// dot; empty for arguments of the field itself.
func (w whole) plan(ctx context.Context, question dialogue.PlanQuestion, target, from string, campaign *string, path string) (*dialogue.Plan, error) {
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
	plan, err := computed(ctx, w, fmt.Sprintf("plan %+v", question), func(ctx context.Context) (*dialogue.Plan, error) {
		return dialogue.PlanFor(ctx, w.Snapshot, question)
	})
	if e, ok := errors.AsType[*graph.Error](err); ok && e.Path != "" {
		return nil, e.At(path + e.Path)
	}
	return plan, err
}

// prefetchPlan loads what is selected of a plan.
func (w whole) prefetchPlan(ctx context.Context, p *dialogue.Plan) error {
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
	known.steps(w, "ties", p.Ties)
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
	return known.ahead(ctx, viewOf(ctx), selected(ctx))
}

// steps adds what the steps of a plan hold.
func (b below) steps(w whole, path string, steps []dialogue.Step) {
	for _, s := range steps {
		put(b, path+".from", s.From)
		put(b, path+".to", s.To)
		put(b, path+".link", s.Link)
		put(b, path+".history", s.History...)
		b.status(w, path+".status", s.Link, s.Status)
	}
}

// cases adds what the cases of a plan hold.
func (b below) cases(w whole, path string, cases []dialogue.Case) {
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
func (planStep) Status(ctx context.Context, obj *dialogue.Step) (*model.LinkStatus, error) {
	return statusOf(ctx, obj.Link)
}

// Status returns how the link stands on the day; nil without one.
func (planCase) Status(ctx context.Context, obj *dialogue.Case) (*model.LinkStatus, error) {
	return statusOf(ctx, obj.Link)
}

// Sources returns where it can be read.
func (planCase) Sources(ctx context.Context, obj *dialogue.Case) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Sources)
}
