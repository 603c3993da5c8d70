package atlas

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/analysis"
)

// ConnectionsQuestion asks for the paths between two places.
type ConnectionsQuestion struct {
	From, To         CitySelection
	MaxLength, Limit int
	Through          LinkSelection
	During           *DayPeriod // nil for paths on the day
}

// DayPeriod is a stretch of days.
type DayPeriod struct {
	Begin graph.Day
	End   *graph.Day // nil for the day of the view
}

// Connections are the paths between two places.
type Connections struct {
	AsOf                 graph.Day
	FromCities, ToCities int
	Paths                []*Path

	shared []*SharedPartner // nil unless both places are one city
}

// Path leads from city to city: one more than Steps.
type Path struct {
	Length int
	Cities []*graph.City
	Steps  []*PathStep
}

// PathStep is what joins two cities on a path.
type PathStep struct {
	From, To *graph.City
	Links    []*graph.TwinningLink
	Day      *graph.Day // nil for paths on one day
}

// SharedPartner is a city linked to both ends.
type SharedPartner struct {
	City               *graph.City
	FromLinks, ToLinks []*graph.TwinningLink
}

// SharedPartners returns cities linked to both ends, nil unless both are one city. Errors
// are those of page.
func (c *Connections) SharedPartners(first int, after *string) ([]*SharedPartner, error) {
	if c.shared == nil {
		return nil, nil
	}
	return page(c.shared, first, after, graph.WordCity, func(p *SharedPartner) graph.ID { return p.City.ID })
}

// Connections returns the paths between two places. Errors are those of a place, of
// analysis.Paths and analysis.Journeys.
func (r *Request) Connections(ctx context.Context, v graph.View, q ConnectionsQuestion) (*Connections, error) {
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	from, err := s.placed(ctx, q.From, "from")
	if err != nil {
		return nil, err
	}
	to, err := s.placed(ctx, q.To, "to")
	if err != nil {
		return nil, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*Connections, error) {
		n, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		between := analysis.PathQuery{MaxLength: q.MaxLength, Limit: q.Limit}
		if between.From, err = n.Numbers(from...); err != nil {
			return nil, err
		}
		if between.To, err = n.Numbers(to...); err != nil {
			return nil, err
		}
		paths, err := s.paths(ctx, n, between, q)
		if err != nil {
			return nil, err
		}
		return s.connections(n, between, paths, q.During != nil), nil
	})
}

// paths finds the paths on the day, or those that respect time.
func (s *state) paths(ctx context.Context, n *analysis.Network, between analysis.PathQuery, q ConnectionsQuestion) ([]analysis.Path, error) {
	if q.During == nil {
		return analysis.Paths(ctx, n, between)
	}
	end := s.view.AsOf
	if q.During.End != nil {
		end = *q.During.End
	}
	return analysis.Journeys(ctx, n, analysis.JourneyQuery{PathQuery: between, Begin: q.During.Begin, End: end, Through: analysis.Selection(q.Through)})
}

func (s *state) connections(n *analysis.Network, q analysis.PathQuery, paths []analysis.Path, dated bool) *Connections {
	found := records{s.Moment, n}
	c := &Connections{AsOf: s.view.AsOf, FromCities: len(q.From), ToCities: len(q.To)}
	c.Paths = each(paths, func(p analysis.Path) *Path { return found.path(p, dated) })
	if len(q.From) == 1 && len(q.To) == 1 {
		a, b := q.From[0], q.To[0]
		c.shared = each(analysis.SharedPartners(n, a, b), func(city int) *SharedPartner {
			return &SharedPartner{City: found.city(city), FromLinks: found.links(n.Between(city, a)), ToLinks: found.links(n.Between(city, b))}
		})
	}
	return c
}

func (r records) path(p analysis.Path, dated bool) *Path {
	path := &Path{Length: p.Length(), Cities: r.cities(p.Cities), Steps: make([]*PathStep, len(p.Steps))}
	for i, step := range p.Steps {
		path.Steps[i] = &PathStep{From: path.Cities[i], To: path.Cities[i+1], Links: r.links(step.Links)}
		if dated {
			path.Steps[i].Day = &step.Day
		}
	}
	return path
}
