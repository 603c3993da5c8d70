package resolvers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
)

// NetworkMetrics answers Query.networkMetrics.
func (q query) NetworkMetrics(ctx context.Context, filter *model.NetworkFilter, links model.LinkSelection, asOf *graph.Day, knownAt *time.Time) (*model.NetworkMetrics, error) {
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	part, err := partOfNetwork(filter)
	if err != nil {
		return nil, err
	}
	want := measuresOf(selected(ctx))
	question := owner(ctx) + arguments(ctx)
	return computed(ctx, w, question+fmt.Sprint(want), func(ctx context.Context) (*model.NetworkMetrics, error) {
		all, err := w.part(ctx, part)
		if err != nil {
			return nil, err
		}
		n := all.Through(chosen)
		survey, err := analysis.Measure(ctx, n, want, analysis.NullModel{}, q.progress())
		if err != nil {
			return nil, err
		}
		m := networkMetrics(w.asOf, survey.Metrics)
		m.Network, m.Snapshot, m.Question = n, w.Snapshot, question
		m.PerCity = each(survey.Cities, func(c analysis.CityMetrics) *model.CityMetrics {
			return cityMetrics(w.Snapshot.City(n.Node(c.City).ID), c)
		})
		return m, nil
	})
}

// networkPart is a NetworkFilter, read.
type networkPart struct{ cities, links *graph.Filter }

func partOfNetwork(filter *model.NetworkFilter) (networkPart, error) {
	var part networkPart
	if filter == nil {
		return part, nil
	}
	var err error
	if part.cities, err = filterIn(graph.WordCity, plain(filter.Cities.Value()), "filter.cities"); err != nil {
		return part, err
	}
	part.links, err = filterIn(graph.WordTwinningLink, plain(filter.Links.Value()), "filter.links")
	return part, err
}

// part returns the network of the cities and links that the filters select.
func (w whole) part(ctx context.Context, part networkPart) (*analysis.Network, error) {
	if part.cities == nil && part.links == nil {
		return w.network(ctx)
	}
	return analysis.New(
		recordsAs[*graph.City](w.Select(graph.WordCity, part.cities, w.asOf)),
		recordsAs[*graph.TwinningLink](w.Select(graph.WordTwinningLink, part.links, w.asOf)),
		analysis.On(w.asOf, w.Histories))
}

func recordsAs[T graph.Record](records []graph.Record) []T {
	return each(records, func(r graph.Record) T { return r.(T) })
}

// measuresOf returns the measures that a selection needs.
func measuresOf(s selection) analysis.Measures {
	needs := []struct {
		measure      analysis.Measures
		field, order string // of CityMetrics
	}{
		{analysis.WithDistances, "harmonic", "HARMONIC"},
		{analysis.WithBetweenness, "betweenness", "BETWEENNESS"},
		{analysis.WithPageRank, "pageRank", "PAGE_RANK"},
		{analysis.WithConstraint, "constraint", "CONSTRAINT"},
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
			if (selection{s.op, field.Selections}).has(need.field) || by["field"] == need.order {
				want |= need.measure
			}
		}
	}
	return want
}

// networkMetrics writes measures as the schema has them.
func networkMetrics(asOf graph.Day, m analysis.Metrics) *model.NetworkMetrics {
	return &model.NetworkMetrics{
		AsOf: asOf, Cities: m.Cities, Links: m.Links, Pairs: m.Pairs, Components: m.Components, LargestComponent: m.Largest,
		MeanDegree: m.MeanDegree, MaxDegree: m.MaxDegree, Diameter: m.Diameter, MeanDistance: m.MeanDistance,
		Degrees: each(m.Degrees, func(d analysis.DegreeCount) *model.DegreeCount {
			return &model.DegreeCount{Degree: d.Degree, Cities: d.Cities}
		}),
		Triangles: m.Triangles, Transitivity: m.Transitivity, MeanClustering: m.MeanClustering,
		DegreeAssortativity: m.DegreeAssortativity, CountryAssortativity: m.CountryAssortativity,
	}
}

func cityMetrics(city *graph.City, c analysis.CityMetrics) *model.CityMetrics {
	return &model.CityMetrics{
		City: city, Degree: c.Degree, Core: c.Core, Clustering: c.Clustering, Betweenness: c.Betweenness,
		Harmonic: c.Harmonic, PageRank: c.PageRank, Constraint: c.Constraint,
		Roles: &model.BrokerageRoles{
			Coordinator: c.Roles.Coordinator, Consultant: c.Roles.Consultant, Gatekeeper: c.Roles.Gatekeeper,
			Representative: c.Roles.Representative, Liaison: c.Roles.Liaison,
		},
	}
}

// PerCity returns a page of the cities.
func (networkMetricsOf) PerCity(_ context.Context, obj *model.NetworkMetrics, orderBy *model.CityMetricsOrder, first int, after *string) ([]*model.CityMetrics, error) {
	cities := obj.PerCity
	if orderBy != nil {
		cities = slices.Clone(cities)
		slices.SortStableFunc(cities, func(a, b *model.CityMetrics) int { return compareMetrics(a, b, *orderBy) })
	}
	return behind(cities, first, after, graph.WordCity, func(c *model.CityMetrics) graph.ID { return c.City.ID })
}

// compareMetrics compares by what is ordered by; what is not defined comes last.
func compareMetrics(a, b *model.CityMetrics, by model.CityMetricsOrder) int {
	x, y := ordered(a, by.Field), ordered(b, by.Field)
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	case by.Direction == model.OrderDirectionDesc:
		return cmp.Compare(*y, *x)
	}
	return cmp.Compare(*x, *y)
}

// ordered returns the measure that is ordered by, nil when it is not defined.
func ordered(c *model.CityMetrics, by model.CityMeasure) *float64 {
	switch by {
	case model.CityMeasureDegree:
		return new(float64(c.Degree))
	case model.CityMeasureCore:
		return new(float64(c.Core))
	case model.CityMeasureClustering:
		return &c.Clustering
	case model.CityMeasureBetweenness:
		return &c.Betweenness
	case model.CityMeasureHarmonic:
		return &c.Harmonic
	case model.CityMeasurePageRank:
		return &c.PageRank
	}
	return c.Constraint
}

// CountryMatrix returns a page of the pairs of countries, over links of all statuses.
func (networkMetricsOf) CountryMatrix(_ context.Context, obj *model.NetworkMetrics, first, skip int) ([]*model.CountryPair, error) {
	if err := atLeast("skip", skip, 0); err != nil {
		return nil, err
	}
	every := obj.Network.Through(analysis.Selection{Kinds: obj.Network.Selection().Kinds})
	pairs := analysis.CountryMatrix(every)
	shown, err := head(pairs[min(skip, len(pairs)):], first)
	return each(shown, func(p analysis.CountryPair) *model.CountryPair {
		return &model.CountryPair{A: known(p.A), B: known(p.B), Links: p.Links, ByStatus: statusCounts(p.ByStatus)}
	}), err
}

// Length compares how far apart neighbours lie with random networks.
func (r networkMetricsOf) Length(ctx context.Context, obj *model.NetworkMetrics, samples, seed int) (*model.LinkLength, error) {
	if err := atLeast("samples", samples, 2); err != nil {
		return nil, err
	}
	if err := atLeast("seed", seed, 0); err != nil {
		return nil, err
	}
	w := whole{Root: r.Root, Snapshot: obj.Snapshot, asOf: obj.AsOf}
	length, err := computed(ctx, w, obj.Question+owner(ctx)+arguments(ctx), func(ctx context.Context) (*analysis.LinkLength, error) {
		return analysis.MeasureLength(ctx, obj.Network, analysis.NullModel{Seed: uint64(seed), Samples: samples})
	})
	if err != nil || length == nil {
		return nil, err
	}
	return &model.LinkLength{
		Pairs: length.Pairs, Mean: length.Mean, NullMean: length.NullMean, NullDeviation: length.NullDeviation,
		Samples: length.Samples, Score: length.Score,
	}, nil
}
