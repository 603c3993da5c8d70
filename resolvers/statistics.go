package resolvers

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Statistics answers Query.statistics.
func (query) Statistics(ctx context.Context, filter map[string]any, asOf *graph.Day, knownAt *time.Time) (*model.Statistics, error) {
	where, err := partsOf(graph.WordTwinningLink, plain(filter), "filter")
	if err != nil {
		return nil, err
	}
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return nil, err
	}
	v := viewAt(ctx, asOf, knownAt)
	tally, err := load(ctx).Reader().Tally(ctx, v.View, where)
	if err != nil {
		return nil, err
	}
	s := &model.Statistics{
		AsOf: v.AsOf, Links: standing(tally.ByStatus), Disputed: tally.Disputed, ByStatus: statusCounts(tally.ByStatus),
		ByKind: []*model.KindCount{}, ByCountry: []*model.CountryCount{}, Records: []*model.RecordCount{},
	}
	for _, kind := range slices.Sorted(maps.Keys(tally.ByKind)) {
		counts := tally.ByKind[kind]
		s.ByKind = append(s.ByKind, &model.KindCount{Kind: kind, Links: standing(counts), ByStatus: statusCounts(counts)})
	}
	for country, counts := range tally.ByCountry {
		c := &model.CountryCount{Links: standing(counts), ByStatus: statusCounts(counts)}
		if country != "" {
			c.Country = &country
		}
		s.ByCountry = append(s.ByCountry, c)
	}
	slices.SortFunc(s.ByCountry, func(a, b *model.CountryCount) int {
		return cmp.Or(cmp.Compare(b.Links, a.Links), cmp.Compare(code(a.Country), code(b.Country)))
	})
	for _, word := range exposed() {
		s.Records = append(s.Records, &model.RecordCount{Type: string(word), Count: tally.Records[word]})
	}
	return s, nil
}

func code(country *string) string {
	if country == nil {
		return ""
	}
	return *country
}

// standing sums the links that are not NOT_ESTABLISHED.
func standing(counts map[graph.Status]int) int {
	n := 0
	for status, count := range counts {
		if status != graph.StatusNotEstablished {
			n += count
		}
	}
	return n
}

func statusCounts(counts map[graph.Status]int) []*model.StatusCount {
	list := make([]*model.StatusCount, 0, len(graph.Statuses()))
	for _, status := range graph.Statuses() {
		list = append(list, &model.StatusCount{Status: status, Count: counts[status]})
	}
	return list
}
