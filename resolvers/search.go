package resolvers

import (
	"context"
	"slices"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Search answers Query.search.
func (query) Search(ctx context.Context, text string, types []model.SearchType, first int, asOf *graph.Day, knownAt *time.Time) ([]*model.SearchHit, error) {
	if first < 1 || first > 100 {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to 100", first).At("first")
	}
	if len(text) > 200 {
		return nil, graph.Errorf(graph.LimitExceeded, "the text has more than 200 bytes; a name is enough").At("query")
	}
	v := viewAt(ctx, asOf, knownAt)
	q := graph.SearchQuery{Text: text, First: first}
	for _, t := range types {
		q.Words = append(q.Words, searchable(t))
	}
	found, err := load(ctx).Reader().Search(ctx, v.View, q)
	if err != nil {
		return nil, err
	}
	hits := make([]*model.SearchHit, len(found))
	records := make([]graph.Record, len(found))
	for i, h := range found {
		hits[i] = &model.SearchHit{Node: h.Record, Match: h.Match, Name: h.Name}
		records[i] = h.Record
	}
	return hits, prefetch(ctx, v, selected(ctx).under("node"), records)
}

// searchable returns the word that a type of what can be searched stands for: CITY is City.
func searchable(t model.SearchType) graph.Word {
	name := strings.ReplaceAll(string(t), "_", "")
	words := graph.Searchable()
	return words[slices.IndexFunc(words, func(w graph.Word) bool { return strings.EqualFold(string(w), name) })]
}
