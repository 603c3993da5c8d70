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
func (query) Search(ctx context.Context, text string, types []model.SearchType, country []string, region *string, first int, asOf *graph.Day, knownAt *time.Time) ([]*graph.Hit, error) {
	v := viewAt(ctx, asOf, knownAt)
	q := graph.SearchQuery{Text: text, Countries: country, First: first}
	if region != nil {
		q.Region = *region
	}
	for _, t := range types {
		if kind := graph.PlaceKind(t); slices.Contains(graph.PlaceKinds(), kind) {
			q.Places = append(q.Places, kind)
		} else {
			q.Words = append(q.Words, searchable(t))
		}
	}
	found, err := requestOf(ctx).Search(ctx, v.View, q)
	if err != nil {
		return nil, err
	}
	hits := make([]*graph.Hit, len(found))
	var records []graph.Record
	for i := range found {
		if hits[i] = &found[i]; found[i].Record != nil {
			records = append(records, found[i].Record)
		}
	}
	return hits, prefetch(ctx, v, selected(ctx).under("node"), records)
}

// searchable returns the word that a type of what can be searched stands for: CITY is City.
func searchable(t model.SearchType) graph.Word {
	name := strings.ReplaceAll(string(t), "_", "")
	words := graph.Searchable()
	return words[slices.IndexFunc(words, func(w graph.Word) bool { return strings.EqualFold(string(w), name) })]
}
