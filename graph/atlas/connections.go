package atlas

import (
	"context"
	"strings"

	"twingraph/graph"
	"twingraph/graph/analysis"
)

// ConnectionsQuestion asks for the paths between two places.
type ConnectionsQuestion struct {
	From, To  CitySelection
	MaxLength int
	Through   LinkSelection
	During    *DayPeriod // nil for paths on the day
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

	state    *state
	n        *analysis.Network
	between  analysis.PathQuery
	question ConnectionsQuestion
	shared   []*SharedPartner
}

// Path leads from city to city: one more than Steps.
type Path struct {
	Length int
	Cities []*graph.City
	Steps  []*PathStep
	// AtLatest is when it arrives at the latest; nil for paths on one day.
	AtLatest *graph.Day
}

// PathStep is what joins two cities on a path.
type PathStep struct {
	From, To *graph.City
	Links    []*graph.TwinningLink
	Day      *graph.Day // nil for paths on one day
	ByList   *bool      // a list alone shows each of the links; nil for paths on one day
}

// SharedPartner is a city linked to both ends.
type SharedPartner struct {
	City               *graph.City
	FromLinks, ToLinks []*graph.TwinningLink
}

// Connections returns the paths between two places, which are searched for when they are
// asked for. Errors are those of a place, of analysis.PathQuery.Check and
// analysis.JourneyQuery.Check.
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
		c := &Connections{
			AsOf: v.AsOf, FromCities: len(from), ToCities: len(to),
			state: s, n: n, between: analysis.PathQuery{MaxLength: q.MaxLength, Limit: 1}, question: q,
		}
		if c.between.From, err = n.Numbers(from...); err != nil {
			return nil, err
		}
		if c.between.To, err = n.Numbers(to...); err != nil {
			return nil, err
		}
		if err := c.check(); err != nil {
			return nil, err
		}
		c.findShared()
		return c, nil
	})
}

// check returns what is wrong with the question.
func (c *Connections) check() error {
	if c.question.During == nil {
		return c.between.Check(c.n)
	}
	return c.journeys(c.between).Check(c.n)
}

// journeys returns the question for paths that respect time.
func (c *Connections) journeys(between analysis.PathQuery) analysis.JourneyQuery {
	during, end := c.question.During, c.state.view.AsOf
	if during.End != nil {
		end = *during.End
	}
	return analysis.JourneyQuery{PathQuery: between, Begin: during.Begin, End: end, Through: c.question.Through.selection()}
}

// Paths returns a part of the best analysis.MaxPaths paths; they are searched for as far as
// the part goes. How many there are is not known: Total has no bearing. Errors are those of
// analysis.Paths, analysis.Journeys and cut.
func (c *Connections) Paths(ctx context.Context, w Window) (Part[*Path], error) {
	if err := w.Check(analysis.MaxPaths); err != nil {
		return Part[*Path]{}, err
	}
	between := c.between
	between.Limit = analysis.MaxPaths
	if !w.Backward() && w.After == nil && w.Before == nil {
		between.Limit = min(w.First+1, analysis.MaxPaths) // one more, to see whether there is one
	}
	question := written(struct {
		Of    ConnectionsQuestion
		Limit int
	}{c.question, between.Limit})
	found, err := computed(ctx, c.state, question, func(ctx context.Context) ([]analysis.Path, error) {
		if c.question.During == nil {
			return analysis.Paths(ctx, c.n, between)
		}
		return analysis.Journeys(ctx, c.n, c.journeys(between))
	})
	if err != nil {
		return Part[*Path]{}, err
	}
	of := records{c.state.Moment, c.n}
	return cut(found, w, analysis.MaxPaths, of.placeOfPath, func(p analysis.Path) *Path { return of.path(p, c.question.During != nil) })
}

// placeOfPath names a path by the cities that it passes.
func (r records) placeOfPath(p analysis.Path) graph.Position {
	return graph.Position{Key: strings.Join(each(p.Cities, func(city int) string { return string(r.id(city)) }), " ")}
}

// findShared finds the shared partners where both places are one city.
func (c *Connections) findShared() {
	if !c.BothCities() {
		return
	}
	of, a, b := records{c.state.Moment, c.n}, c.between.From[0], c.between.To[0]
	c.shared = each(analysis.SharedPartners(c.n, a, b), func(city int) *SharedPartner {
		return &SharedPartner{City: of.city(city), FromLinks: of.links(c.n.Between(city, a)), ToLinks: of.links(c.n.Between(city, b))}
	})
}

// BothCities reports whether each of the places is one city.
func (c *Connections) BothCities() bool { return len(c.between.From) == 1 && len(c.between.To) == 1 }

// SharedPartners returns a part of the cities linked to both ends, in order of id; none
// unless each place is one city. Errors are those of part.
func (c *Connections) SharedPartners(w Window) (Part[*SharedPartner], error) {
	return part(c.shared, w, func(p *SharedPartner) graph.ID { return p.City.ID }, as)
}

func (r records) path(p analysis.Path, dated bool) *Path {
	var latest *graph.Day
	if dated {
		latest = new(p.AtLatest())
	}
	path := &Path{AtLatest: latest, Length: p.Length(), Cities: r.cities(p.Cities), Steps: make([]*PathStep, len(p.Steps))}
	for i, step := range p.Steps {
		path.Steps[i] = &PathStep{From: path.Cities[i], To: path.Cities[i+1], Links: r.links(step.Links)}
		if dated {
			path.Steps[i].Day, path.Steps[i].ByList = &step.Day, &step.ByList
		}
	}
	return path
}
