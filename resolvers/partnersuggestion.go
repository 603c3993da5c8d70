package resolvers

import (
	"context"
	"math"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/model"
)

// PartnerSuggestions answers Query.partnerSuggestions.
func (q query) PartnerSuggestions(ctx context.Context, city string, theme *string, first int, after *string, _ *graph.Day, _ *time.Time) (*model.PartnerSuggestionConnection, error) {
	w, err := q.wholeOf(ctx)
	if err != nil {
		return nil, err
	}
	question := partner.Question{Theme: text(theme), AsOf: w.asOf, First: first}
	if question.City, err = w.idOf(ctx, graph.WordCity, city, "city"); err != nil {
		return nil, err
	}
	bound := questionOf(owner(ctx)+times(ctx), arguments(ctx, "first", "after"))
	if question.After, err = suggestionAfter(bound, after); err != nil {
		return nil, err
	}
	page, err := answer(ctx, w, "", func(ctx context.Context) (partner.Page, error) {
		return partner.Suggest(ctx, w.Snapshot, question)
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
	return c, known.ahead(ctx, view(ctx), selected(ctx).nodes())
}

// backtests returns the published back-tests. They do not depend on the day asked about,
// and each is kept by itself: what was computed when the time of one request ran out
// need not be computed again for the next.
func (w whole) backtests(ctx context.Context) ([]*partner.Report, error) {
	w.asOf = 0
	return partner.Backtests(func(cutOff graph.Day) (*partner.Report, error) {
		return computed(ctx, w, "back-test "+cutOff.String(), func(ctx context.Context) (*partner.Report, error) {
			return partner.Backtest(ctx, w.Snapshot, cutOff, partner.Seed)
		})
	})
}

// suggestions writes a page of suggestions as the schema has it.
func suggestions(page partner.Page, bound string, behind bool) *model.PartnerSuggestionConnection {
	c := &model.PartnerSuggestionConnection{
		Edges: []*model.PartnerSuggestionEdge{}, Nodes: []*partner.Suggestion{}, TotalCount: page.Total,
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
	for _, rule := range partner.TraitRules() {
		c.Traits = append(c.Traits, &rule)
	}
	return c
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
	score, ok := place.Key.(int64)
	if !ok {
		return nil, noCursor(*after)
	}
	return &partner.Position{Score: int(score), City: place.ID}, nil
}

// Measure returns the measure, to four decimals; nil for a distance that is not known.
func (trait) Measure(_ context.Context, obj *partner.Trait) (*float64, error) {
	if obj.Measure < 0 {
		return nil, nil
	}
	measure := math.Round(obj.Measure*1e4) / 1e4 // further digits differ between processors
	return &measure, nil
}
