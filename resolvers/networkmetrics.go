package resolvers

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
)

// NetworkMetrics answers Query.networkMetrics.
func (q query) NetworkMetrics(ctx context.Context, links model.LinkSelection, _ *graph.Day, _ *time.Time) (*model.NetworkMetrics, error) {
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	w, err := q.wholeOf(ctx)
	if err != nil {
		return nil, err
	}
	want := analysis.Measures(0)
	if selected(ctx).has("diameter", "meanDistance") {
		want |= analysis.WithDistances
	}
	return answer(ctx, w, fmt.Sprint(want), func(ctx context.Context) (*model.NetworkMetrics, error) {
		n, err := w.network(ctx)
		if err != nil {
			return nil, err
		}
		survey, err := analysis.Measure(ctx, n.Through(chosen), want, analysis.NullModel{}, nil)
		if err != nil {
			return nil, err
		}
		return networkMetrics(w.asOf, survey.Metrics), nil
	})
}

// networkMetrics writes measures as the schema has them.
func networkMetrics(asOf graph.Day, m analysis.Metrics) *model.NetworkMetrics {
	degrees := make([]*model.DegreeCount, len(m.Degrees))
	for i, d := range m.Degrees {
		degrees[i] = &model.DegreeCount{Degree: d.Degree, Cities: d.Cities}
	}
	return &model.NetworkMetrics{
		AsOf: asOf, Cities: m.Cities, Links: m.Links, Pairs: m.Pairs, Components: m.Components, LargestComponent: m.Largest,
		MeanDegree: m.MeanDegree, MaxDegree: m.MaxDegree, Degrees: degrees, Diameter: m.Diameter, MeanDistance: m.MeanDistance,
		Triangles: m.Triangles, Transitivity: m.Transitivity, MeanClustering: m.MeanClustering,
		DegreeAssortativity: m.DegreeAssortativity, CountryAssortativity: m.CountryAssortativity,
	}
}
