package resolvers

import (
	"context"
	"math"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/model"
)

// PartnerSuggestions answers Query.partnerSuggestions.
func (q query) PartnerSuggestions(ctx context.Context, city string, theme *string, first int, after *string, asOf *graph.Day, knownAt *time.Time) (*model.PartnerSuggestionConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	w, err := q.wholeAt(ctx, v)
	if err != nil {
		return nil, err
	}
	question := dialogue.SuggestionQuestion{Theme: text(theme), AsOf: w.asOf, First: first}
	if question.City, err = w.idOf(ctx, graph.WordCity, city, "city"); err != nil {
		return nil, err
	}
	bound := questionOf(owner(ctx)+v.given, arguments(ctx, "first", "after"))
	if question.After, err = suggestionAfter(bound, after); err != nil {
		return nil, err
	}
	page, err := answer(ctx, w, "", func(ctx context.Context) (dialogue.SuggestionPage, error) {
		return dialogue.PartnerSuggestions(ctx, w.Snapshot, question)
	})
	if err != nil {
		return nil, err
	}
	c := suggestions(page, bound, question.After != nil)
	if selected(ctx).has("backtests") {
		if c.Backtests, err = w.backtests(ctx); err != nil {
			return nil, err
		}
	}
	known := below{}
	for _, s := range page.Suggestions {
		put(known, "city", s.City)
		put(known, "commonPartners", s.Common...)
	}
	return c, known.ahead(ctx, viewOf(ctx), selected(ctx).nodes())
}

// backtests returns the published back-tests. They do not depend on the day asked about,
// and each is kept by itself: what was computed when the time of one request ran out
// need not be computed again for the next.
func (w whole) backtests(ctx context.Context) ([]*dialogue.BacktestReport, error) {
	w.asOf = 0
	return dialogue.Backtests(func(cutOff graph.Day) (*dialogue.BacktestReport, error) {
		return computed(ctx, w, "back-test "+cutOff.String(), func(ctx context.Context) (*dialogue.BacktestReport, error) {
			return dialogue.Backtest(ctx, w.Snapshot, cutOff, dialogue.BacktestSeed)
		})
	})
}

// suggestions writes a page of suggestions as the schema has it.
func suggestions(page dialogue.SuggestionPage, bound string, behind bool) *model.PartnerSuggestionConnection {
	c := &model.PartnerSuggestionConnection{
		Edges: []*model.PartnerSuggestionEdge{}, Nodes: []*dialogue.Suggestion{}, TotalCount: page.Total,
		PageInfo: &model.PageInfo{HasNextPage: page.More, HasPreviousPage: behind},
	}
	for i := range page.Suggestions {
		node := &page.Suggestions[i]
		cursor := encode(bound, graph.Position{Key: int64(node.Score), ID: node.City.ID})
		c.Nodes = append(c.Nodes, node)
		c.Edges = append(c.Edges, &model.PartnerSuggestionEdge{Cursor: cursor, Node: node})
		if i == 0 {
			c.PageInfo.StartCursor = &cursor
		}
		c.PageInfo.EndCursor = &cursor
	}
	for _, rule := range dialogue.TraitRules() {
		c.Traits = append(c.Traits, &rule)
	}
	return c
}

// suggestionAfter reads a cursor of suggestions. Errors have code BadUserInput.
func suggestionAfter(bound string, after *string) (*dialogue.SuggestionPosition, error) {
	if text(after) == "" {
		return nil, nil
	}
	place, err := decode(bound, *after)
	if err != nil {
		return nil, err
	}
	score, ok := place.Key.(int64)
	if !ok {
		return nil, noCursor(*after)
	}
	return &dialogue.SuggestionPosition{Score: int(score), City: place.ID}, nil
}

// Measure returns the measure, to four decimals; nil for a distance that is not known.
func (trait) Measure(_ context.Context, obj *dialogue.Trait) (*float64, error) {
	if obj.Measure < 0 {
		return nil, nil
	}
	measure := math.Round(obj.Measure*1e4) / 1e4 // further digits differ between processors
	return &measure, nil
}
