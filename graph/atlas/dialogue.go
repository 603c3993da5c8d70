package atlas

import (
	"context"
	"fmt"

	"twingraph/graph"
	"twingraph/graph/background"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/progress"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/dialogue/support"
	"twingraph/graph/results"
)

// CandidatesQuestion asks for channels of dialogue.
type CandidatesQuestion struct {
	For              Asker
	Goal             score.Goal
	Among            Filter // of cities
	Weights          []*ScorePartWeight
	ThroughSuspended bool
	Campaign         *string // slug or global id
	Theme            *string
	Window           graph.Window[candidate.Position]
}

// Asker is for whom a question is asked: cities, a country or an organisation.
type Asker struct {
	Cities       []string `json:"cities"` // slugs or global ids
	Country      *string  `json:"country"`
	Organisation *string  `json:"organisation"` // slug or global id
}

// ScorePartWeight is the weight of a part of the score.
type ScorePartWeight struct {
	Part   score.Part `json:"part"`
	Weight float64    `json:"weight"`
}

// DialogueCandidates returns a page of channels of dialogue, ranked. Errors are those of
// Resolve, the filter and candidate.Rank.
func (r *Request) DialogueCandidates(ctx context.Context, v graph.View, q CandidatesQuestion) (candidate.Page, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return candidate.Page{}, err
	}
	question := candidate.Question{Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Theme: text(q.Theme), AsOf: v.AsOf, Window: q.Window}
	if question.For, err = s.asker(ctx, q.For); err != nil {
		return candidate.Page{}, err
	}
	if q.Among != nil {
		where, err := readPart(graph.WordCity, q.Among, "among")
		if err != nil {
			return candidate.Page{}, err
		}
		selects := s.Selects(graph.WordCity, where, v.AsOf)
		question.Among = func(c *graph.City) bool { return selects(c) }
	}
	if question.Weights, err = weightsOf(q.Weights); err != nil {
		return candidate.Page{}, err
	}
	if question.Campaign, err = s.optional(ctx, graph.WordCampaign, q.Campaign, "campaign"); err != nil {
		return candidate.Page{}, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (candidate.Page, error) {
		var err error
		if question.Index, err = s.index(ctx); err != nil {
			return candidate.Page{}, err
		}
		return candidate.Rank(ctx, s.Moment, question)
	})
}

// index returns what questions about dialogue look up on the day. There is one a day
// asked for.
func (s *state) index(ctx context.Context) (*index.Index, error) {
	return results.Get(ctx, s.networks, results.On(s.Moment, s.view.AsOf, "index"), func(context.Context) (*index.Index, error) {
		return index.New(s.Moment, s.view.AsOf), nil
	})
}

// asker resolves who asks. Errors have code BadUserInput or NotFound.
func (s *state) asker(ctx context.Context, given Asker) (candidate.Asker, error) {
	asker := candidate.Asker{Country: text(given.Country)}
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
func weightsOf(given []*ScorePartWeight) (score.Weights, error) {
	weights := score.Weights{}
	for _, w := range given {
		if had, twice := weights[w.Part]; twice {
			return nil, graph.Errorf(graph.BadUserInput, "%s is weighed twice, with %v and %v; give each part one weight", w.Part, had, w.Weight).At("weights")
		}
		weights[w.Part] = w.Weight
	}
	return weights, nil
}

// ApproachPlanQuestion asks for the plan of one approach.
type ApproachPlanQuestion struct {
	Target, From     string // slugs or global ids
	Goal             score.Goal
	ThroughSuspended bool
	Campaign         *string // slug or global id
	Theme            *string
}

// ApproachPlan draws up the plan of one approach. Errors are those of Resolve and
// plan.For.
func (r *Request) ApproachPlan(ctx context.Context, v graph.View, q ApproachPlanQuestion) (*plan.Plan, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	question := plan.Question{Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Theme: text(q.Theme), AsOf: v.AsOf}
	if question.Target, err = s.idOf(ctx, graph.WordCity, q.Target, "target"); err != nil {
		return nil, err
	}
	if question.From, err = s.idOf(ctx, graph.WordCity, q.From, "from"); err != nil {
		return nil, err
	}
	if question.Campaign, err = s.optional(ctx, graph.WordCampaign, q.Campaign, "campaign"); err != nil {
		return nil, err
	}
	return computed(ctx, s, fmt.Sprintf("plan %+v", question), func(ctx context.Context) (*plan.Plan, error) {
		return plan.For(ctx, s.Moment, question)
	})
}

// SuggestionsQuestion asks for partners of a city.
type SuggestionsQuestion struct {
	City   string // slug or global id
	Theme  *string
	Window graph.Window[partner.Position]
}

// PartnerSuggestions returns a page of partners worth a look, ranked. Errors are those of
// Resolve and partner.Suggest.
func (r *Request) PartnerSuggestions(ctx context.Context, v graph.View, q SuggestionsQuestion) (partner.Page, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return partner.Page{}, err
	}
	question := partner.Question{Theme: text(q.Theme), AsOf: v.AsOf, Window: q.Window}
	if question.City, err = s.idOf(ctx, graph.WordCity, q.City, "city"); err != nil {
		return partner.Page{}, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (partner.Page, error) {
		return partner.Suggest(ctx, s.Moment, question)
	})
}

// Backtests returns the published back-tests of partner suggestions. They do not depend
// on the day asked about, and each is kept by itself: what was computed when the time of
// one request ran out need not be computed again for the next. Errors are those of
// background.Get and partner.Backtests.
func (r *Request) Backtests(ctx context.Context, v graph.View) ([]*partner.Report, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	s.view.AsOf = 0
	if ready, found, err := background.Get(ctx, s.ahead, s.backtestsWork(), s.everybody()); found {
		return ready, err
	}
	return partner.Backtests(func(cutOff graph.Day) (*partner.Report, error) {
		return computed(ctx, s, "back-test "+cutOff.String(), func(ctx context.Context) (*partner.Report, error) {
			return partner.Backtest(ctx, s.Moment, cutOff, partner.Seed)
		})
	})
}

// CampaignProgress returns how far a campaign has come by the day. Errors are those of
// progress.Of.
func (r *Request) CampaignProgress(ctx context.Context, v graph.View, campaign graph.ID) (*progress.Progress, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	return computed(ctx, s, "progress "+string(campaign), func(ctx context.Context) (*progress.Progress, error) {
		return progress.Of(ctx, s.Moment, campaign, v.AsOf)
	})
}

// Answers returns a part of acts of cities after a campaign began. Errors are those of cut.
func Answers(list []progress.Answer, w Window) (Part[*progress.Answer], error) {
	numbers := make([]int, len(list))
	for i := range numbers {
		numbers[i] = i
	}
	return cut(numbers, w, graph.MaxFirst, func(i int) graph.Position {
		if act := &list[i]; act.Claim == nil {
			return graph.Position{Key: string(graph.WordResolution), ID: act.Resolution.ID}
		}
		return graph.Position{Key: string(graph.WordClaim), ID: list[i].Claim.ID}
	}, func(i int) *progress.Answer { return &list[i] })
}

// SupportTwinningSummary counts support twinnings by country: for every viewer the same,
// from what only the safe counting of package dialogue gets to see. A viewer who may not
// see support twinnings gets it as recorded now: counts at two instants could be
// subtracted, and small ones would show. Code BadUserInput when such a viewer names an
// instant; other errors are those of support.Summary.
func (r *Request) SupportTwinningSummary(ctx context.Context, v graph.View) (*support.Overview, error) {
	if !v.Tier.Sees(graph.TierRestricted) && !v.KnownAt.Equal(graph.Latest()) {
		return nil, graph.Errorf(graph.BadUserInput, "this is answered with everything recorded so far only; leave knownAt out").At("knownAt")
	}
	r.onHidden.Store(true)
	v.Tier = graph.TierRestricted
	moment, err := r.moment(ctx, v)
	if err != nil {
		return nil, err
	}
	return computed(ctx, &state{Atlas: r.Atlas, Moment: moment, view: v}, "support", func(context.Context) (*support.Overview, error) {
		return support.Summary(moment, v.AsOf)
	})
}
