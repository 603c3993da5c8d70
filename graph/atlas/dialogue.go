package atlas

import (
	"context"
	"errors"
	"fmt"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/results"
)

// CandidatesQuestion asks for channels of dialogue.
type CandidatesQuestion struct {
	For              Asker
	Goal             dialogue.Goal
	Among            Filter // of cities
	Weights          []*PartWeight
	ThroughSuspended bool
	Campaign         *string // slug or global id
	Theme            *string
	First            int
	After            *dialogue.Position // nil for the first page
}

// Asker is for whom a question is asked: cities, a country or an organisation.
type Asker struct {
	Cities       []string `json:"cities"` // slugs or global ids
	Country      *string  `json:"country"`
	Organisation *string  `json:"organisation"` // slug or global id
}

// PartWeight is the weight of a part of the score.
type PartWeight struct {
	Part   dialogue.Part `json:"part"`
	Weight float64       `json:"weight"`
}

// DialogueCandidates returns a page of channels of dialogue, ranked. Errors are those of
// Resolve, the filter and dialogue.Candidates.
func (r *Request) DialogueCandidates(ctx context.Context, v graph.View, q CandidatesQuestion) (dialogue.Page, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return dialogue.Page{}, err
	}
	question := dialogue.Question{Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Theme: text(q.Theme), AsOf: v.AsOf, First: q.First, After: q.After}
	if question.For, err = s.asker(ctx, q.For); err != nil {
		return dialogue.Page{}, err
	}
	if q.Among != nil {
		where, err := readPart(graph.WordCity, q.Among, "among")
		if err != nil {
			return dialogue.Page{}, err
		}
		question.Among = func(c *graph.City) bool { return s.Selects(where, c, v.AsOf) }
	}
	if question.Weights, err = weightsOf(q.Weights); err != nil {
		return dialogue.Page{}, err
	}
	if question.Campaign, err = s.optional(ctx, graph.WordCampaign, q.Campaign, "campaign"); err != nil {
		return dialogue.Page{}, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (dialogue.Page, error) {
		var err error
		if question.Ground, err = s.ground(ctx); err != nil {
			return dialogue.Page{}, err
		}
		return dialogue.Candidates(ctx, s.Moment, question)
	})
}

// ground returns the network prepared for questions about dialogue on the day. It is
// prepared once a day asked for.
func (s *state) ground(ctx context.Context) (*dialogue.Ground, error) {
	return results.Get(ctx, s.networks, results.On(s.Moment, s.view.AsOf, "ground"), func(context.Context) (*dialogue.Ground, error) {
		return dialogue.Lay(s.Moment, s.view.AsOf), nil
	})
}

// asker resolves who asks. Errors have code BadUserInput or NotFound.
func (s *state) asker(ctx context.Context, given Asker) (dialogue.Asker, error) {
	asker := dialogue.Asker{Country: text(given.Country)}
	for _, city := range given.Cities {
		id, err := s.idOf(ctx, graph.WordCity, city, "for.cities")
		if err != nil {
			return asker, err
		}
		asker.Cities = append(asker.Cities, id)
	}
	var err error
	asker.Organisation, err = s.optional(ctx, graph.WordOrganisation, given.Organisation, "for.organisation")
	return asker, err
}

// weightsOf reads weights; a part can be weighed once. Errors have code BadUserInput.
func weightsOf(given []*PartWeight) (dialogue.Weights, error) {
	weights := dialogue.Weights{}
	for _, w := range given {
		if had, twice := weights[w.Part]; twice {
			return nil, graph.Errorf(graph.BadUserInput, "%s is weighed twice, with %v and %v; give each part one weight", w.Part, had, w.Weight).At("weights")
		}
		weights[w.Part] = w.Weight
	}
	return weights, nil
}

// ApproachPlanInput asks for the plan of one approach.
type ApproachPlanInput struct {
	Target, From     string // slugs or global ids
	Goal             dialogue.Goal
	ThroughSuspended bool
	Campaign         *string // slug or global id
	Theme            *string
}

// ApproachPlan draws up the plan of one approach. Errors are those of Resolve and
// dialogue.PlanFor.
func (r *Request) ApproachPlan(ctx context.Context, v graph.View, q ApproachPlanInput) (*dialogue.Plan, error) {
	return r.plan(ctx, v, q, "")
}

// Letter writes a letter by the plan of an approach. Errors are those of ApproachPlan,
// about the parts of the argument plan, and of dialogue.Write.
func (r *Request) Letter(ctx context.Context, v graph.View, plan ApproachPlanInput, purpose dialogue.Purpose, language dialogue.Language) (*dialogue.Letter, error) {
	p, err := r.plan(ctx, v, plan, "plan.")
	if err != nil {
		return nil, err
	}
	return dialogue.Write(p, purpose, language)
}

// plan draws up a plan. The path is that of the input that holds the arguments, with a
// dot; empty for arguments of the field itself.
func (r *Request) plan(ctx context.Context, v graph.View, q ApproachPlanInput, path string) (*dialogue.Plan, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	question := dialogue.PlanQuestion{Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Theme: text(q.Theme), AsOf: v.AsOf}
	if question.Target, err = s.idOf(ctx, graph.WordCity, q.Target, path+"target"); err != nil {
		return nil, err
	}
	if question.From, err = s.idOf(ctx, graph.WordCity, q.From, path+"from"); err != nil {
		return nil, err
	}
	if question.Campaign, err = s.optional(ctx, graph.WordCampaign, q.Campaign, path+"campaign"); err != nil {
		return nil, err
	}
	plan, err := computed(ctx, s, fmt.Sprintf("plan %+v", question), func(ctx context.Context) (*dialogue.Plan, error) {
		return dialogue.PlanFor(ctx, s.Moment, question)
	})
	if e, ok := errors.AsType[*graph.Error](err); ok && e.Path != "" {
		return nil, e.At(path + e.Path)
	}
	return plan, err
}

// SuggestionsQuestion asks for partners of a city.
type SuggestionsQuestion struct {
	City  string // slug or global id
	Theme *string
	First int
	After *dialogue.SuggestionPosition // nil for the first page
}

// PartnerSuggestions returns a page of partners worth a look, ranked. Errors are those of
// Resolve and dialogue.PartnerSuggestions.
func (r *Request) PartnerSuggestions(ctx context.Context, v graph.View, q SuggestionsQuestion) (dialogue.SuggestionPage, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return dialogue.SuggestionPage{}, err
	}
	question := dialogue.SuggestionQuestion{Theme: text(q.Theme), AsOf: v.AsOf, First: q.First, After: q.After}
	if question.City, err = s.idOf(ctx, graph.WordCity, q.City, "city"); err != nil {
		return dialogue.SuggestionPage{}, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (dialogue.SuggestionPage, error) {
		return dialogue.PartnerSuggestions(ctx, s.Moment, question)
	})
}

// Backtests returns the published back-tests of partner suggestions. They do not depend
// on the day asked about, and each is kept by itself: what was computed when the time of
// one request ran out need not be computed again for the next. Errors are those of
// dialogue.Backtests.
func (r *Request) Backtests(ctx context.Context, v graph.View) ([]*dialogue.BacktestReport, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	s.view.AsOf = 0
	return dialogue.Backtests(func(cutOff graph.Day) (*dialogue.BacktestReport, error) {
		return computed(ctx, s, "back-test "+cutOff.String(), func(ctx context.Context) (*dialogue.BacktestReport, error) {
			return dialogue.Backtest(ctx, s.Moment, cutOff, dialogue.BacktestSeed)
		})
	})
}

// CampaignProgress returns how far a campaign has come by the day. Errors are those of
// dialogue.CampaignProgress.
func (r *Request) CampaignProgress(ctx context.Context, v graph.View, campaign graph.ID) (*dialogue.Progress, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	return computed(ctx, s, "progress "+string(campaign), func(ctx context.Context) (*dialogue.Progress, error) {
		return dialogue.CampaignProgress(ctx, s.Moment, campaign, v.AsOf)
	})
}

// SupportTwinningSummary counts support twinnings by country: for every viewer the same,
// from what only the safe counting of package dialogue gets to see. Errors are those of
// dialogue.SupportSummary.
func (r *Request) SupportTwinningSummary(ctx context.Context, v graph.View) (*dialogue.SupportOverview, error) {
	v.Tier = graph.TierRestricted
	moment, err := r.moment(ctx, v)
	if err != nil {
		return nil, err
	}
	return computed(ctx, &state{Atlas: r.Atlas, Moment: moment, view: v}, "support", func(context.Context) (*dialogue.SupportOverview, error) {
		return dialogue.SupportSummary(moment, v.AsOf)
	})
}
