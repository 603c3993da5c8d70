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
	of       records
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
	From, To    *graph.City
	Links       []*graph.TwinningLink
	Memberships []*graph.Membership // by which the two are in one organisation; where these are included
	Day         *graph.Day          // nil for paths on one day
	ByList      *bool               // a list alone shows each of the links; nil for paths on one day
	InDispute   []*graph.City       // those of the two that lie in a place that several states claim
}

// SharedPartner is a city linked to both ends.
type SharedPartner struct {
	City                           *graph.City
	FromLinks, ToLinks             []*graph.TwinningLink
	FromMemberships, ToMemberships []*graph.Membership // where these are included
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
		of, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		c := &Connections{
			AsOf: v.AsOf, FromCities: len(from), ToCities: len(to),
			state: s, of: of, between: analysis.PathQuery{MaxLength: q.MaxLength, Limit: 1}, question: q,
		}
		if c.between.From, err = of.n.Numbers(from...); err != nil {
			return nil, err
		}
		if c.between.To, err = of.n.Numbers(to...); err != nil {
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
		return c.between.Check(c.of.n)
	}
	return c.journeys(c.between).Check(c.of.n)
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
			return analysis.Paths(ctx, c.of.n, between)
		}
		return analysis.Journeys(ctx, c.of.n, c.journeys(between))
	})
	if err != nil {
		return Part[*Path]{}, err
	}
	return cut(found, w, analysis.MaxPaths, c.of.placeOfPath, c.path)
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
	of, a, b, day := c.of, c.between.From[0], c.between.To[0], c.AsOf
	c.shared = each(analysis.SharedPartners(of.n, a, b), func(city int) *SharedPartner {
		return &SharedPartner{
			City: of.city(city), FromLinks: of.links(of.n.Between(city, a)), ToLinks: of.links(of.n.Between(city, b)),
			FromMemberships: of.memberships(city, a, day), ToMemberships: of.memberships(city, b, day),
		}
	})
}

// BothCities reports whether each of the places is one city.
func (c *Connections) BothCities() bool { return len(c.between.From) == 1 && len(c.between.To) == 1 }

// SharedPartners returns a part of the cities linked to both ends, in order of id; none
// unless each place is one city. Errors are those of part.
func (c *Connections) SharedPartners(w Window) (Part[*SharedPartner], error) {
	return part(c.shared, w, func(p *SharedPartner) graph.ID { return p.City.ID }, as)
}

func (c *Connections) path(p analysis.Path) *Path {
	path := &Path{Length: p.Length(), Cities: c.of.cities(p.Cities), Steps: make([]*PathStep, len(p.Steps))}
	if c.question.During != nil {
		path.AtLatest = new(p.AtLatest())
	}
	for i, step := range p.Steps {
		taken := &PathStep{From: path.Cities[i], To: path.Cities[i+1], Links: c.of.links(step.Links)}
		day := c.AsOf
		if c.question.During != nil {
			taken.Day, taken.ByList, day = &step.Day, &step.ByList, step.Day
		}
		for _, city := range []*graph.City{taken.From, taken.To} {
			if city.InDispute() {
				taken.InDispute = append(taken.InDispute, city)
			}
		}
		taken.Memberships = c.of.memberships(p.Cities[i], p.Cities[i+1], day)
		path.Steps[i] = taken
	}
	return path
}
