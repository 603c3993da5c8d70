package resolvers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

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

// boundOf identifies the question of the field being resolved for its cursors: by its
// times and all its arguments but those of the page.
func boundOf(ctx context.Context, v view) string {
	args := maps.Clone(graphql.GetFieldContext(ctx).Args)
	for _, name := range []string{"asOf", "knownAt", "first", "after"} {
		delete(args, name)
	}
	text, err := json.Marshal(args)
	if err != nil {
		panic(err) // arguments came as JSON
	}
	return questionOf(owner(ctx)+v.given, string(text))
}

// DialogueCandidates answers Query.dialogueCandidates.
func (query) DialogueCandidates(ctx context.Context, asker atlas.Asker, goal score.Goal, among map[string]any, weights []*atlas.ScorePartWeight,
	throughSuspended bool, campaign *string, theme *string, first int, after *string, asOf *graph.Day, knownAt *time.Time,
) (*model.DialogueCandidateConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	bound := boundOf(ctx, v)
	from, err := candidateAfter(bound, after)
	if err != nil {
		return nil, err
	}
	page, err := requestOf(ctx).DialogueCandidates(ctx, v.View, atlas.CandidatesQuestion{
		For: asker, Goal: goal, Among: plain(among), Weights: weights, ThroughSuspended: throughSuspended,
		Campaign: campaign, Theme: theme, First: first, After: from,
	})
	if err != nil {
		return nil, err
	}
	c := &model.DialogueCandidateConnection{TotalCount: page.Total, WithoutChannel: page.WithoutChannel, Through: page.Through, Campaign: page.Campaign}
	c.Edges, c.Nodes, c.PageInfo = computedPage[model.DialogueCandidateEdge](page.Candidates, page.More, after,
		func(one *candidate.Candidate) string { return encode(bound, positionOf(one.Position)) })
	for _, rule := range score.PartRules() {
		c.Weights = append(c.Weights, &model.ScorePartRule{Part: rule.Part, Weight: page.Weights[rule.Part], Default: rule.Default, Meaning: rule.Meaning})
	}
	return c, nil
}

// computedPage returns the edges, nodes and place of a page that was computed.
func computedPage[E edge[*T], T any](list []T, more bool, after *string, cursorOf func(*T) string) ([]*E, []*T, *model.PageInfo) {
	edges, nodes := make([]*E, len(list)), make([]*T, len(list))
	info := &model.PageInfo{HasNextPage: more, HasPreviousPage: text(after) != ""}
	for i := range list {
		cursor := cursorOf(&list[i])
		nodes[i] = &list[i]
		edges[i] = new(E{Cursor: cursor, Node: nodes[i]})
		if i == 0 {
			info.StartCursor = &cursor
		}
		info.EndCursor = &cursor
	}
	return edges, nodes, info
}

// positionOf writes the place of a channel as a cursor holds it.
func positionOf(p candidate.Position) graph.Position {
	return graph.Position{Key: fmt.Sprintf("%d %s %s %s", p.Score, p.From, p.Speaker, p.Link), ID: p.Target}
}

// candidateAfter reads a cursor of channels. Errors have code BadUserInput.
func candidateAfter(bound string, after *string) (*candidate.Position, error) {
	if text(after) == "" {
		return nil, nil
	}
	place, err := decode(bound, *after)
	if err != nil {
		return nil, err
	}
	p := candidate.Position{Target: place.ID}
	key, _ := place.Key.(string)
	parts := strings.Split(key, " ")
	if len(parts) == 4 {
		p.Score, err = strconv.Atoi(parts[0])
		p.From, p.Speaker, p.Link = graph.ID(parts[1]), graph.ID(parts[2]), graph.ID(parts[3])
	}
	if err != nil || len(parts) != 4 {
		return nil, noCursor(*after)
	}
	return &p, nil
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

// Letter drafts a letter by the plan.
func (approachPlan) Letter(_ context.Context, obj *plan.Plan, purpose letter.Purpose, language letter.Language) (*letter.Letter, error) {
	return letter.Write(obj, purpose, language)
}

// PartnerSuggestions answers Query.partnerSuggestions.
func (query) PartnerSuggestions(ctx context.Context, city string, theme *string, first int, after *string, asOf *graph.Day, knownAt *time.Time) (*model.PartnerSuggestionConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	bound := boundOf(ctx, v)
	from, err := suggestionAfter(bound, after)
	if err != nil {
		return nil, err
	}
	page, err := requestOf(ctx).PartnerSuggestions(ctx, v.View, atlas.SuggestionsQuestion{City: city, Theme: theme, First: first, After: from})
	if err != nil {
		return nil, err
	}
	c := &model.PartnerSuggestionConnection{TotalCount: page.Total}
	c.Edges, c.Nodes, c.PageInfo = computedPage[model.PartnerSuggestionEdge](page.Suggestions, page.More, after,
		func(one *partner.Suggestion) string {
			return encode(bound, graph.Position{Key: int64(one.Score), ID: one.City.ID})
		})
	for _, rule := range partner.TraitRules() {
		c.Traits = append(c.Traits, &rule)
	}
	if selected(ctx).has("backtests") {
		c.Backtests, err = requestOf(ctx).Backtests(ctx, v.View)
	}
	return c, err
}

// suggestionAfter reads a cursor of suggestions. Errors have code BadUserInput.
func suggestionAfter(bound string, after *string) (*partner.Position, error) {
	if text(after) == "" {
		return nil, nil
	}
	place, err := decode(bound, *after)
	if err != nil {
		return nil, err
	}
	points, ok := place.Key.(int64)
	if !ok {
		return nil, noCursor(*after)
	}
	return &partner.Position{Score: int(points), City: place.ID}, nil
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
