package atlas

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/background"
)

// MetricsQuestion asks for measures of the network or a part of it.
type MetricsQuestion struct {
	Filter  *NetworkFilter // nil for the whole network
	Through LinkSelection
	Want    analysis.Measures
}

// NetworkFilter chooses a part of the network; nil for all cities, all links.
type NetworkFilter struct {
	Cities, Links Filter
}

// NetworkMetrics are measures of a network. Its lists are cut when they are asked for.
type NetworkMetrics struct {
	AsOf graph.Day
	analysis.Metrics

	cities   []*CityMetrics
	state    *state
	n        *analysis.Network
	question MetricsQuestion
}

// CityMetrics are measures of one city in a network.
type CityMetrics struct {
	City *graph.City
	analysis.CityMetrics
}

// CountryPair counts links between two countries by status.
type CountryPair struct {
	analysis.CountryPair
	ByStatus []*StatusCount // every status
}

// NetworkMetrics measures the network. Errors are those of the filters and of
// analysis.Measure.
func (r *Request) NetworkMetrics(ctx context.Context, v graph.View, q MetricsQuestion) (*NetworkMetrics, error) {
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	var cities, links *graph.Filter
	if q.Filter != nil {
		if cities, err = readPart(graph.WordCity, q.Filter.Cities, "filter.cities"); err != nil {
			return nil, err
		}
		if links, err = readPart(graph.WordTwinningLink, q.Filter.Links, "filter.links"); err != nil {
			return nil, err
		}
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*NetworkMetrics, error) {
		n, err := s.part(ctx, cities, links)
		if err != nil {
			return nil, err
		}
		if n, err = s.included(ctx, n, q.Through); err != nil {
			return nil, err
		}
		n = n.Through(q.Through.selection())
		before, err := s.measured(ctx, n, q)
		if err != nil {
			return nil, err
		}
		survey, err := analysis.MeasureRest(ctx, n, q.Want, before, analysis.NullModel{}, r.progress())
		if err != nil {
			return nil, err
		}
		return &NetworkMetrics{
			AsOf: v.AsOf, Metrics: survey.Metrics, state: s, n: n, question: q,
			cities: each(survey.Cities, func(c analysis.CityMetrics) *CityMetrics {
				return &CityMetrics{City: records{moment: s.Moment, n: n}.city(c.City), CityMetrics: c}
			}),
		}, nil
	})
}

// measured returns what is kept ready of the measures asked for. Errors are those of
// background.Get.
func (s *state) measured(ctx context.Context, n *analysis.Network, q MetricsQuestion) (analysis.Measured, error) {
	if s.ahead == nil || q.Want&(analysis.WithDistances|analysis.WithBetweenness) == 0 {
		return analysis.Measured{}, nil
	}
	m, found, err := background.Get(ctx, s.ahead, s.measuresWork(n), s.asksReady(q))
	if err != nil || !found {
		return analysis.Measured{}, err
	}
	return analysis.Measured{Distances: m.Distances, Betweenness: m.Betweenness}, nil
}

// asksReady reports whether a question is about the network whose measures are kept ready.
func (s *state) asksReady(q MetricsQuestion) bool {
	return q.Filter == nil && q.Through.customary() && s.ofToday()
}

// part returns the network of the cities and links that the filters select.
func (s *state) part(ctx context.Context, cities, links *graph.Filter) (*analysis.Network, error) {
	if cities == nil && links == nil {
		return s.network(ctx)
	}
	return analysis.New(selected[*graph.City](s, cities), selected[*graph.TwinningLink](s, links), analysis.On(s.view.AsOf, s.History))
}

// selected returns the records that a filter selects on the day.
func selected[T graph.Record](s *state, where *graph.Filter) []T {
	var none T
	return each(s.Select(none.Word(), where, s.view.AsOf), func(r graph.Record) T { return r.(T) })
}

// CityMeasure names a measure of cities.
type CityMeasure string

// The measures of cities.
const (
	CityMeasureDegree      CityMeasure = "DEGREE"
	CityMeasureCore        CityMeasure = "CORE"
	CityMeasureClustering  CityMeasure = "CLUSTERING"
	CityMeasureBetweenness CityMeasure = "BETWEENNESS"
	CityMeasureHarmonic    CityMeasure = "HARMONIC"
	CityMeasurePageRank    CityMeasure = "PAGE_RANK"
	CityMeasureConstraint  CityMeasure = "CONSTRAINT"
)

// PerCity returns a part of the cities by a measure, "" for the order of ids; those for
// which it is not defined come last. Errors are those of part.
func (m *NetworkMetrics) PerCity(by CityMeasure, descending bool, w Window) (Part[*CityMetrics], error) {
	cities := m.cities
	if by != "" {
		cities = slices.Clone(cities)
		slices.SortStableFunc(cities, func(a, b *CityMetrics) int {
			x, y := a.measure(by), b.measure(by)
			switch {
			case x == nil && y == nil:
				return 0
			case x == nil:
				return 1
			case y == nil:
				return -1
			case descending:
				return cmp.Compare(*y, *x)
			}
			return cmp.Compare(*x, *y)
		})
	}
	return part(cities, w, func(c *CityMetrics) graph.ID { return c.City.ID }, as)
}

// measure returns a measure of the city, nil when it is not defined.
func (c *CityMetrics) measure(by CityMeasure) *float64 {
	switch by {
	case CityMeasureDegree:
		return new(float64(c.Degree))
	case CityMeasureCore:
		return new(float64(c.Core))
	case CityMeasureClustering:
		return &c.Clustering
	case CityMeasureBetweenness:
		return &c.Betweenness
	case CityMeasureHarmonic:
		return &c.Harmonic
	case CityMeasurePageRank:
		return &c.PageRank
	}
	return c.Constraint
}

// CountryPairOrderField names what pairs of countries are ordered by.
type CountryPairOrderField string

// The orders of pairs of countries.
const (
	CountryPairOrderFieldCountries CountryPairOrderField = "COUNTRIES" // the codes, A first
	CountryPairOrderFieldLinks     CountryPairOrderField = "LINKS"
)

// CountryMatrix returns a part of the pairs of countries, over links of all statuses, by
// their codes or by how many links they have; the codes decide between equals. Errors are
// those of cut.
func (m *NetworkMetrics) CountryMatrix(by CountryPairOrderField, descending bool, w Window) (Part[*CountryPair], error) {
	pairs := analysis.CountryMatrix(m.everyStatus())
	switch {
	case by == CountryPairOrderFieldLinks && descending:
		slices.SortStableFunc(pairs, func(a, b analysis.CountryPair) int { return cmp.Compare(b.Links, a.Links) })
	case by == CountryPairOrderFieldLinks:
		slices.SortStableFunc(pairs, func(a, b analysis.CountryPair) int { return cmp.Compare(a.Links, b.Links) })
	case descending:
		slices.Reverse(pairs)
	}
	return cut(pairs, w, graph.MaxFirst, func(p analysis.CountryPair) graph.Position { return graph.Position{Key: p.A + " " + p.B} },
		func(p analysis.CountryPair) *CountryPair {
			return &CountryPair{CountryPair: p, ByStatus: statusCounts(p.ByStatus)}
		})
}

// CountriesWithoutLinks returns the countries that are in no pair of the matrix.
func (m *NetworkMetrics) CountriesWithoutLinks() []string {
	return analysis.CountriesWithoutLinks(m.everyStatus())
}

// everyStatus returns the network through links of the chosen kinds and bases, whatever
// their status.
func (m *NetworkMetrics) everyStatus() *analysis.Network {
	chosen := m.n.Selection()
	return m.n.Through(analysis.Selection{Kinds: chosen.Kinds, Bases: chosen.Bases})
}

// Length compares how far apart neighbours lie with random networks; nil where too few
// places are known. Errors are those of analysis.MeasureLength.
func (m *NetworkMetrics) Length(ctx context.Context, samples, seed int) (*analysis.LinkLength, error) {
	if err := checkAll(bound{"samples", samples, 2}, bound{"seed", seed, 0}); err != nil {
		return nil, err
	}
	question := written(struct {
		Of            MetricsQuestion
		Samples, Seed int
	}{m.question, samples, seed})
	return computed(ctx, m.state, question, func(ctx context.Context) (*analysis.LinkLength, error) {
		if s := m.state; s.ahead != nil && samples == defaultSamples && seed == defaultSeed {
			ready, found, err := background.Get(ctx, s.ahead, s.measuresWork(m.n), s.asksReady(m.question))
			if err != nil {
				return nil, err
			}
			if found {
				return ready.Length, nil
			}
		}
		return analysis.MeasureLength(ctx, m.n, analysis.NullModel{Seed: uint64(seed), Samples: samples})
	})
}
