package resolvers

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/letter"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/dialogue/support"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// DialogueCandidates answers Query.dialogueCandidates.
func (query) DialogueCandidates(ctx context.Context, asker atlas.Asker, goal score.Goal, among map[string]any, weights []*atlas.ScorePartWeight,
	throughSuspended bool, campaign *string, theme *string, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time,
) (*model.DialogueCandidateConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	bound := boundOf(ctx, v)
	w, err := windowOf(paging{first, after, last, before}, bound, candidateAt)
	if err != nil {
		return nil, err
	}
	page, err := requestOf(ctx).DialogueCandidates(ctx, v.View, atlas.CandidatesQuestion{
		For: asker, Goal: goal, Among: plain(among), Weights: weights, ThroughSuspended: throughSuspended,
		Campaign: campaign, Theme: theme, Window: w,
	})
	if err != nil {
		return nil, err
	}
	shown := ranked(page.Candidates, page.Earlier, page.Later, func(one *candidate.Candidate) graph.Position { return placeOfCandidate(one.Position) })
	c := &model.DialogueCandidateConnection{
		Nodes: shown.Entries, TotalCount: page.Total, WithoutChannel: page.WithoutChannel, Through: page.Through, Campaign: page.Campaign,
	}
	c.Edges, c.PageInfo = framed[model.DialogueCandidateEdge](bound, shown)
	for _, rule := range score.PartRules() {
		c.Weights = append(c.Weights, &model.ScorePartRule{Part: rule.Part, Weight: page.Weights[rule.Part], Default: rule.Default, Meaning: rule.Meaning})
	}
	return c, nil
}

// ranked returns a page of a ranking with the places of its entries.
func ranked[T any](page []T, earlier, later bool, placeOf func(*T) graph.Position) atlas.Part[*T] {
	shown := atlas.Part[*T]{Entries: make([]*T, len(page)), Places: make([]graph.Position, len(page)), Earlier: earlier, Later: later}
	for i := range page {
		shown.Entries[i], shown.Places[i] = &page[i], placeOf(&page[i])
	}
	return shown
}

// placeOfCandidate writes the place of a channel as a cursor holds it.
func placeOfCandidate(p candidate.Position) graph.Position {
	return graph.Position{Key: fmt.Sprintf("%d %s %s %s", p.Score, p.From, p.Speaker, p.Link), ID: p.Target}
}

// candidateAt reads the place of a channel; false for what is none.
func candidateAt(place graph.Position) (candidate.Position, bool) {
	key, _ := place.Key.(string)
	parts := strings.Split(key, " ")
	if len(parts) != 4 {
		return candidate.Position{}, false
	}
	points, err := strconv.Atoi(parts[0])
	return candidate.Position{Score: points, Target: place.ID, From: graph.ID(parts[1]), Speaker: graph.ID(parts[2]), Link: graph.ID(parts[3])}, err == nil
}

// ApproachPlan answers Query.approachPlan.
func (query) ApproachPlan(ctx context.Context, target, from string, goal score.Goal, throughSuspended bool, campaign, theme *string, asOf *graph.Day, knownAt *time.Time) (*plan.Plan, error) {
	return requestOf(ctx).ApproachPlan(ctx, viewAt(ctx, asOf, knownAt).View, atlas.ApproachPlanQuestion{
		Target: target, From: from, Goal: goal, ThroughSuspended: throughSuspended, Campaign: campaign, Theme: theme,
	})
}

// ApproachPlan resolves fields of plans.
func (*Root) ApproachPlan() generated.ApproachPlanResolver { return approachPlan{} }

type approachPlan struct{}

// Letter drafts a letter by the plan, dated today unless another day is given.
func (approachPlan) Letter(ctx context.Context, obj *plan.Plan, purpose letter.Purpose, language letter.Language, dated *graph.Day) (*letter.Letter, error) {
	day := requestOf(ctx).Today()
	if dated != nil {
		day = *dated
	}
	return letter.Write(obj, purpose, language, day)
}

// PartnerSuggestions answers Query.partnerSuggestions.
func (query) PartnerSuggestions(ctx context.Context, city string, theme *string, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.PartnerSuggestionConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	bound := boundOf(ctx, v)
	w, err := windowOf(paging{first, after, last, before}, bound, suggestionAt)
	if err != nil {
		return nil, err
	}
	page, err := requestOf(ctx).PartnerSuggestions(ctx, v.View, atlas.SuggestionsQuestion{City: city, Theme: theme, Window: w})
	if err != nil {
		return nil, err
	}
	shown := ranked(page.Suggestions, page.Earlier, page.Later, func(one *partner.Suggestion) graph.Position {
		return graph.Position{Key: int64(one.Score), ID: one.City.ID}
	})
	c := &model.PartnerSuggestionConnection{Nodes: shown.Entries, TotalCount: page.Total}
	c.Edges, c.PageInfo = framed[model.PartnerSuggestionEdge](bound, shown)
	for _, rule := range partner.TraitRules() {
		c.Traits = append(c.Traits, &rule)
	}
	if chosen := selected(ctx); chosen.has("backtests") || chosen.has("caution") {
		if c.Backtests, err = requestOf(ctx).Backtests(ctx, v.View); err == nil {
			c.Caution = partner.CautionOf(c.Backtests)
		}
	}
	return c, err
}

// suggestionAt reads the place of a suggestion; false for what is none.
func suggestionAt(place graph.Position) (partner.Position, bool) {
	points, ok := place.Key.(int64)
	return partner.Position{Score: int(points), City: place.ID}, ok
}

// SuggestionTrait resolves fields of the traits of a suggestion.
func (*Root) SuggestionTrait() generated.SuggestionTraitResolver { return trait{} }

type trait struct{}

// Measure returns the measure, to four decimals; nil for a distance that is not known.
func (trait) Measure(_ context.Context, obj *partner.Trait) (*float64, error) {
	if obj.Measure < 0 {
		return nil, nil
	}
	measure := math.Round(obj.Measure*1e4) / 1e4 // further digits differ between processors
	return &measure, nil
}

// SupportTwinningSummary answers Query.supportTwinningSummary.
func (query) SupportTwinningSummary(ctx context.Context, asOf *graph.Day, knownAt *time.Time) (*support.Overview, error) {
	v := viewAt(ctx, asOf, knownAt)
	overview, err := requestOf(ctx).SupportTwinningSummary(ctx, v.View)
	if err != nil {
		return nil, err
	}
	campaigns, courses := []graph.Record{}, []graph.Record{}
	for _, p := range overview.Programmes {
		if p.Campaign != nil {
			campaigns = append(campaigns, p.Campaign)
		}
		for _, c := range p.Courses {
			courses = append(courses, c)
		}
	}
	programmes := selected(ctx).under("programmes")
	if err := prefetch(ctx, v, programmes.under("campaign"), campaigns); err != nil {
		return nil, err
	}
	return overview, prefetch(ctx, v, programmes.under("courses"), courses)
}
