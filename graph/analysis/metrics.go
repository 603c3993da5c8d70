package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Measures names measures to take: those that cost more than one pass over the
// network are only taken when asked for.
type Measures uint16

// The measures.
const (
	WithDistances   Measures = 1 << iota // Metrics: Diameter, MeanDistance; CityMetrics: Harmonic (distances.go)
	WithLength                           // Metrics: Length (length.go)
	WithBetweenness                      // CityMetrics: Betweenness (betweenness.go)
	WithPageRank                         // CityMetrics: PageRank (pagerank.go)
	WithConstraint                       // CityMetrics: Constraint (constraint.go)
	WithRoles                            // CityMetrics: Roles (brokerage.go)
	WithEverything  Measures = 1<<iota - 1
)

// Metrics describe a network as a whole. A measure that is not defined on it, or
// was not asked for, is nil.
type Metrics struct {
	Cities     int
	Links      int // chosen ones; parallel links count each
	Pairs      int // of neighbours
	Components int
	Largest    int // cities in the largest component

	MeanDegree float64
	MaxDegree  int
	Degrees    []DegreeCount // the degrees that occur, ascending

	Diameter     *int     // of the largest component, in links
	MeanDistance *float64 // within the largest component, in links

	Triangles            int
	Transitivity         *float64
	MeanClustering       *float64
	DegreeAssortativity  *float64
	CountryAssortativity *float64
	Length               *LinkLength
}

// DegreeCount is a number of cities of one degree.
type DegreeCount struct{ Degree, Cities int }

// CityMetrics describe one city in its network. A measure that was not asked for
// is zero, one that is not defined nil.
type CityMetrics struct {
	City        int
	Degree      int
	Core        int
	Clustering  float64
	Betweenness float64  // pairs of other cities; see Betweenness
	Harmonic    float64  // see Distances.Harmonic
	PageRank    float64  // share of 1
	Constraint  *float64 // nil for a city without neighbours
	Roles       Roles
}

// Survey is a measured network.
type Survey struct {
	Metrics Metrics
	Cities  []CityMetrics // by number
}

// Measured is what was measured of a network before. What is nil was not.
type Measured struct {
	Distances   *Distances
	Betweenness []float64
}

// Measure takes the measures asked for, of the network and of each city. Codes
// Timeout, and BadUserInput or LimitExceeded for a null model out of bounds.
func Measure(ctx context.Context, n *Network, want Measures, null NullModel, progress Progress) (*Survey, error) {
	return MeasureRest(ctx, n, want, Measured{}, null, progress)
}

// MeasureRest is Measure of a network of which something was measured before.
func MeasureRest(ctx context.Context, n *Network, want Measures, before Measured, null NullModel, progress Progress) (*Survey, error) {
	s := &Survey{Cities: make([]CityMetrics, n.Len())}
	s.shape(n)
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	if want&WithDistances != 0 {
		d := before.Distances
		if d == nil {
			all, err := AllDistances(ctx, n, progress)
			if err != nil {
				return nil, err
			}
			d = &all
		}
		if s.Metrics.Largest > 1 {
			s.Metrics.Diameter, s.Metrics.MeanDistance = new(d.Diameter), new(d.Mean)
		}
		s.each(d.Harmonic, func(c *CityMetrics, x float64) { c.Harmonic = x })
	}
	if want&WithLength != 0 {
		var err error
		if s.Metrics.Length, err = MeasureLength(ctx, n, null); err != nil {
			return nil, err
		}
	}
	if want&WithBetweenness != 0 {
		score := before.Betweenness
		if score == nil {
			var err error
			if score, err = Betweenness(ctx, n, progress); err != nil {
				return nil, err
			}
		}
		s.each(score, func(c *CityMetrics, x float64) { c.Betweenness = x })
	}
	if want&WithPageRank != 0 {
		rank, err := PageRank(ctx, n, Damping)
		if err != nil {
			return nil, err
		}
		s.each(rank, func(c *CityMetrics, x float64) { c.PageRank = x })
	}
	if want&WithConstraint != 0 {
		s.each(Constraint(n), func(c *CityMetrics, x float64) {
			if !math.IsNaN(x) {
				c.Constraint = new(x)
			}
		})
	}
	if want&WithRoles != 0 {
		for i, r := range Brokerage(n) {
			s.Cities[i].Roles = r
		}
	}
	return s, nil
}

func (s *Survey) each(values []float64, set func(*CityMetrics, float64)) {
	for i, x := range values {
		set(&s.Cities[i], x)
	}
}

// shape takes the measures that are always taken.
func (s *Survey) shape(n *Network) {
	m := &s.Metrics
	m.Cities, m.Pairs = n.Len(), n.Pairs()
	for range n.Links() {
		m.Links++
	}
	components := Components(n)
	m.Components, m.Largest = len(components.Members), components.Largest()
	clusters := Cluster(n)
	m.Triangles, m.Transitivity, m.MeanClustering = clusters.Triangles, clusters.Transitivity, clusters.Mean
	core := CoreNumbers(n)
	cities := map[int]int{}
	for i := range s.Cities {
		degree := n.Degree(i)
		cities[degree]++
		m.MaxDegree = max(m.MaxDegree, degree)
		s.Cities[i] = CityMetrics{City: i, Degree: degree, Core: core[i], Clustering: clusters.Local[i]}
	}
	if n.Len() > 0 {
		m.MeanDegree = 2 * float64(n.Pairs()) / float64(n.Len())
	}
	m.Degrees = make([]DegreeCount, 0, len(cities))
	for degree, count := range cities {
		m.Degrees = append(m.Degrees, DegreeCount{degree, count})
	}
	slices.SortFunc(m.Degrees, func(a, b DegreeCount) int { return cmp.Compare(a.Degree, b.Degree) })
	if r, ok := DegreeAssortativity(n); ok {
		m.DegreeAssortativity = new(r)
	}
	if r, ok := CountryAssortativity(n); ok {
		m.CountryAssortativity = new(r)
	}
}
