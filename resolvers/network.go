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
func (query) Connections(ctx context.Context, from, to atlas.CitySelection, maxLength int, through atlas.LinkSelection, during *atlas.DayPeriod, asOf *graph.Day, knownAt *time.Time) (*atlas.Connections, error) {
	return requestOf(ctx).Connections(ctx, viewAt(ctx, asOf, knownAt).View, atlas.ConnectionsQuestion{
		From: *placeOf(from), To: *placeOf(to), MaxLength: maxLength, Through: through, During: during,
	})
}

// Mediators answers Query.mediators.
func (query) Mediators(ctx context.Context, between []*atlas.CitySelection, maxDistance int, through atlas.LinkSelection, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.MediatorConnection, error) {
	q := atlas.MediatorsQuestion{MaxDistance: maxDistance, Through: through}
	for _, p := range between {
		q.Between = append(q.Between, placeOf(*p))
	}
	v := viewAt(ctx, asOf, knownAt)
	return computed[model.MediatorConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.Mediator], error) {
		return requestOf(ctx).Mediators(ctx, v.View, q, w)
	})
}

// Alliances answers Query.alliances.
func (query) Alliances(ctx context.Context, basis atlas.AllianceBasis, through atlas.LinkSelection, minSize int, resolution float64, runs, seed int,
	first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time,
) (*model.AllianceConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	division, err := requestOf(ctx).Alliances(ctx, v.View, atlas.AlliancesQuestion{
		Basis: basis, Through: through, MinSize: minSize, Resolution: resolution, Runs: runs, Seed: seed,
	})
	if err != nil {
		return nil, err
	}
	question, shown, err := computedPart(ctx, v, paging{first, after, last, before}, division.Part)
	if err != nil {
		return nil, err
	}
	c := &model.AllianceConnection{
		Nodes: shown.Entries, TotalCount: shown.Total, Division: division,
		AsOf: division.AsOf, Modularity: division.Modularity, Runs: division.Runs, Seed: division.Seed,
	}
	c.Edges, c.PageInfo = framed[model.AllianceEdge](question, shown)
	return c, nil
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
			if (selection{s.op, field.Selections}).nodes().has(need.field) || by["field"] == string(need.order) {
				want |= need.measure
			}
		}
	}
	return want
}

// NetworkMetrics resolves fields of measures.
func (*Root) NetworkMetrics() generated.NetworkMetricsResolver { return networkMetrics{} }

type networkMetrics struct{}

// PerCity returns the cities.
func (networkMetrics) PerCity(ctx context.Context, obj *atlas.NetworkMetrics, orderBy *model.CityMetricsOrder, first *int, after *string, last *int, before *string) (*model.CityMetricsConnection, error) {
	by := model.CityMetricsOrder{}
	if orderBy != nil {
		by = *orderBy
	}
	return computed[model.CityMetricsConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.CityMetrics], error) {
		return obj.PerCity(by.Field, by.Direction == model.OrderDirectionDesc, w)
	})
}

// CountryMatrix returns the pairs of countries.
func (networkMetrics) CountryMatrix(ctx context.Context, obj *atlas.NetworkMetrics, orderBy *model.CountryPairOrder, first *int, after *string, last *int, before *string) (*model.CountryPairConnection, error) {
	by := model.CountryPairOrder{}
	if orderBy != nil {
		by = *orderBy
	}
	return computed[model.CountryPairConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.CountryPair], error) {
		return obj.CountryMatrix(by.Field, by.Direction == model.OrderDirectionDesc, w)
	})
}

// MapSlice answers Query.mapSlice.
func (query) MapSlice(ctx context.Context, bbox *export.Box, filter map[string]any, first int, asOf *graph.Day, knownAt *time.Time) (*atlas.MapSlice, error) {
	return requestOf(ctx).MapSlice(ctx, viewAt(ctx, asOf, knownAt).View, atlas.MapSliceQuestion{Box: bbox, Filter: plain(filter), First: first})
}

// Statistics answers Query.statistics.
func (query) Statistics(ctx context.Context, filter map[string]any, asOf *graph.Day, knownAt *time.Time) (*atlas.Statistics, error) {
	return requestOf(ctx).Statistics(ctx, viewAt(ctx, asOf, knownAt).View, plain(filter), exposed(), selected(ctx).has("inDispute") || selected(ctx).under("byCountry").has("inDispute"))
}
