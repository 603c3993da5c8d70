package resolvers

import (
	"context"
	"slices"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// Search answers Query.search.
func (query) Search(ctx context.Context, text string, types []model.SearchType, country []string, region *string, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.SearchHitConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	q := graph.SearchQuery{Text: text, Countries: country}
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
	fields := selected(ctx)
	question, shown, err := computedPart(ctx, v, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*graph.Hit], error) {
		return requestOf(ctx).Search(ctx, v.View, q, w, fields.has("totalCount"))
	})
	if err != nil {
		return nil, err
	}
	var records []graph.Record
	for _, hit := range shown.Entries {
		if hit.Record != nil {
			records = append(records, hit.Record)
		}
	}
	return connect[model.SearchHitConnection](question, shown), prefetch(ctx, v, fields.nodes().under("node"), records)
}

// searchable returns the word that a type of what can be searched stands for: CITY is City.
func searchable(t model.SearchType) graph.Word {
	name := strings.ReplaceAll(string(t), "_", "")
	words := graph.Searchable()
	return words[slices.IndexFunc(words, func(w graph.Word) bool { return strings.EqualFold(string(w), name) })]
}
