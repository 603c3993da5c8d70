package atlas

import (
	"context"
	"fmt"

	"twingraph/graph"
	"twingraph/graph/analysis"
)

// MediatorsQuestion asks for the cities between two places.
type MediatorsQuestion struct {
	Between     []*CitySelection // two
	MaxDistance int
	Through     LinkSelection
}

// Mediator is a city with ways to both places.
type Mediator struct {
	analysis.Mediator
	Rank     int // from 1
	City     *graph.City
	Ways     []*MediatorWay // to each place
	Strained []*graph.TwinningLink
}

// MediatorWay is how a mediator is linked to a place.
type MediatorWay struct {
	analysis.Way
	Direct   []*graph.TwinningLink
	Shortest []*graph.City
	Links    []*graph.TwinningLink // of the shortest way
	// Memberships are those by which neighbours on the shortest way are in one organisation.
	Memberships []*graph.Membership
}

// Mediators returns a part of the cities that lie between two places, the best placed
// first. Errors are those of a place, of analysis.Mediators and of part.
func (r *Request) Mediators(ctx context.Context, v graph.View, q MediatorsQuestion, w Window) (Part[*Mediator], error) {
	all, err := r.mediators(ctx, v, q)
	if err != nil {
		return Part[*Mediator]{}, err
	}
	numbers := make([]int, len(all.found))
	for i := range numbers {
		numbers[i] = i
	}
	return part(numbers, w, func(i int) graph.ID { return all.id(all.found[i].City) },
		func(i int) *Mediator { return all.mediator(i+1, all.found[i]) })
}

// ranking is all cities that lie between two places, the best placed first.
type ranking struct {
	records
	day   graph.Day
	found []analysis.Mediator
}

func (r *Request) mediators(ctx context.Context, v graph.View, q MediatorsQuestion) (*ranking, error) {
	if len(q.Between) != 2 {
		return nil, graph.Errorf(graph.BadUserInput, "a rupture has two sides, not %d; give exactly two places", len(q.Between)).At("between")
	}
	if err := (bound{"maxDistance", q.MaxDistance, 1}).check(); err != nil {
		return nil, err
	}
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	var sides [2][]graph.ID
	for i, place := range q.Between {
		if sides[i], err = s.placed(ctx, *place, fmt.Sprintf("between.%d", i)); err != nil {
			return nil, err
		}
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*ranking, error) {
		of, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		between := analysis.MediatorQuery{MaxDistance: q.MaxDistance}
		for i, ids := range sides {
			if between.Sides[i], err = of.n.Numbers(ids...); err != nil {
				return nil, err
			}
		}
		found, err := analysis.Mediators(ctx, of.n, between)
		if err != nil {
			return nil, err
		}
		return &ranking{of, v.AsOf, found}, nil
	})
}

func (r *ranking) mediator(rank int, m analysis.Mediator) *Mediator {
	return &Mediator{Mediator: m, Rank: rank, City: r.city(m.City), Ways: each(m.To[:], r.way), Strained: r.links(m.Strained)}
}

func (r *ranking) way(w analysis.Way) *MediatorWay {
	way := &MediatorWay{Way: w, Direct: r.links(w.Direct), Shortest: r.cities(w.Shortest), Links: []*graph.TwinningLink{}, Memberships: []*graph.Membership{}}
	for i := range w.Distance {
		way.Memberships = append(way.Memberships, r.memberships(w.Shortest[i], w.Shortest[i+1], r.day)...)
		way.Links = append(way.Links, r.links(r.n.Between(w.Shortest[i], w.Shortest[i+1]))...)
	}
	return way
}
