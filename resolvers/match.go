package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/matching"
)

// MatchCities answers Query.matchCities.
func (query) MatchCities(ctx context.Context, rows []*matching.Row, candidates int, asOf *graph.Day, knownAt *time.Time) ([]*atlas.CityMatch, error) {
	v := viewAt(ctx, asOf, knownAt)
	matches, err := requestOf(ctx).MatchCities(ctx, v.View, rows, candidates)
	if err != nil {
		return nil, err
	}
	var meant, possible []graph.Record
	for _, match := range matches {
		if match.City != nil {
			meant = append(meant, match.City)
		}
		for _, c := range match.Candidates {
			possible = append(possible, c.City)
		}
	}
	fields := selected(ctx)
	if err := prefetch(ctx, v, fields.under("city"), meant); err != nil {
		return nil, err
	}
	return matches, prefetch(ctx, v, fields.under("candidates").under("city"), possible)
}
