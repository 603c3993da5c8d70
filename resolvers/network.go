package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/atlas"
	"twingraph/graph/export"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// placeOf returns a place with its filter as the question wrote it.
func placeOf(p atlas.CitySelection) *atlas.CitySelection {
	p.Cities = plain(p.Cities)
	return &p
}

// Connections answers Query.connections.
func (query) Connections(ctx context.Context, from, to atlas.CitySelection, maxLength, limit int, through atlas.LinkSelection, during *atlas.DayPeriod, asOf *graph.Day, knownAt *time.Time) (*atlas.Connections, error) {
	return requestOf(ctx).Connections(ctx, viewAt(ctx, asOf, knownAt).View, atlas.ConnectionsQuestion{
		From: *placeOf(from), To: *placeOf(to), MaxLength: maxLength, Limit: limit, Through: through, During: during,
	})
}

// Mediators answers Query.mediators.
func (query) Mediators(ctx context.Context, between []*atlas.CitySelection, maxDistance, limit int, through atlas.LinkSelection, asOf *graph.Day, knownAt *time.Time) ([]*atlas.Mediator, error) {
	q := atlas.MediatorsQuestion{MaxDistance: maxDistance, Limit: limit, Through: through}
	for _, p := range between {
		q.Between = append(q.Between, placeOf(*p))
	}
	return requestOf(ctx).Mediators(ctx, viewAt(ctx, asOf, knownAt).View, q)
}

// Alliances answers Query.alliances.
func (query) Alliances(ctx context.Context, basis atlas.AllianceBasis, through atlas.LinkSelection, minSize int, resolution float64, runs, seed, first, after int, asOf *graph.Day, knownAt *time.Time) (*atlas.Alliances, error) {
	return requestOf(ctx).Alliances(ctx, viewAt(ctx, asOf, knownAt).View, atlas.AlliancesQuestion{
		Basis: basis, Through: through, MinSize: minSize, Resolution: resolution, Runs: runs, Seed: seed,
	}, first, after)
}

// WhatIf answers Query.whatIf. Distances are computed when they are selected.
func (query) WhatIf(ctx context.Context, changes []*atlas.SupposedChange, through atlas.LinkSelection, resolution float64, seed int, asOf *graph.Day, knownAt *time.Time) (*atlas.WhatIf, error) {
	return requestOf(ctx).WhatIf(ctx, viewAt(ctx, asOf, knownAt).View, atlas.WhatIfQuestion{
		Changes: changes, Through: through, Resolution: resolution, Seed: seed,
		Distances: selected(ctx).under("before", "after").has("diameter", "meanDistance"),
	})
}

// NetworkMetrics answers Query.networkMetrics.
func (query) NetworkMetrics(ctx context.Context, filter *atlas.NetworkFilter, through atlas.LinkSelection, asOf *graph.Day, knownAt *time.Time) (*atlas.NetworkMetrics, error) {
	q := atlas.MetricsQuestion{Through: through, Want: measuresOf(selected(ctx))}
	if filter != nil {
		q.Filter = &atlas.NetworkFilter{Cities: plain(filter.Cities), Links: plain(filter.Links)}
	}
	return requestOf(ctx).NetworkMetrics(ctx, viewAt(ctx, asOf, knownAt).View, q)
}

// measuresOf returns the measures that a selection needs.
func measuresOf(s selection) analysis.Measures {
	needs := []struct {
		measure analysis.Measures
		field   string // of CityMetrics
		order   atlas.CityMeasure
	}{
		{analysis.WithDistances, "harmonic", atlas.CityMeasureHarmonic},
		{analysis.WithBetweenness, "betweenness", atlas.CityMeasureBetweenness},
		{analysis.WithPageRank, "pageRank", atlas.CityMeasurePageRank},
		{analysis.WithConstraint, "constraint", atlas.CityMeasureConstraint},
		{analysis.WithRoles, "roles", ""},
	}
	var want analysis.Measures
	if s.has("diameter", "meanDistance") {
		want |= analysis.WithDistances
	}
	for _, field := range s.of("NetworkMetrics") {
		if field.Name != "perCity" {
			continue
		}
		by, _ := field.ArgumentMap(s.op.Variables)["orderBy"].(map[string]any)
		for _, need := range needs {
			if (selection{s.op, field.Selections}).has(need.field) || by["field"] == string(need.order) {
				want |= need.measure
			}
		}
	}
	return want
}

// NetworkMetrics resolves fields of measures.
func (*Root) NetworkMetrics() generated.NetworkMetricsResolver { return networkMetrics{} }

type networkMetrics struct{}

// PerCity returns a page of the cities.
func (networkMetrics) PerCity(_ context.Context, obj *atlas.NetworkMetrics, orderBy *model.CityMetricsOrder, first int, after *string) ([]*atlas.CityMetrics, error) {
	if orderBy == nil {
		return obj.Ordered("", false, first, after)
	}
	return obj.Ordered(orderBy.Field, orderBy.Direction == model.OrderDirectionDesc, first, after)
}

// MapSlice answers Query.mapSlice.
func (query) MapSlice(ctx context.Context, bbox *export.Box, filter map[string]any, first int, asOf *graph.Day, knownAt *time.Time) (*atlas.MapSlice, error) {
	return requestOf(ctx).MapSlice(ctx, viewAt(ctx, asOf, knownAt).View, atlas.MapSliceQuestion{Box: bbox, Filter: plain(filter), First: first})
}

// Statistics answers Query.statistics.
func (query) Statistics(ctx context.Context, filter map[string]any, asOf *graph.Day, knownAt *time.Time) (*atlas.Statistics, error) {
	return requestOf(ctx).Statistics(ctx, viewAt(ctx, asOf, knownAt).View, plain(filter), exposed())
}
