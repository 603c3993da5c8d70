package resolvers

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
	"twingraph/graph/snapshot"
)

// Mediators answers Query.mediators.
func (q query) Mediators(ctx context.Context, between []*model.Place, maxDistance, limit int, links model.LinkSelection, asOf *graph.Day, knownAt *time.Time) ([]*model.Mediator, error) {
	if len(between) != 2 {
		return nil, graph.Errorf(graph.BadUserInput, "a rupture has two sides, not %d; give exactly two places", len(between)).At("between")
	}
	if err := atLeast("maxDistance", maxDistance, 1); err != nil {
		return nil, err
	}
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	var sides [2][]graph.ID
	for i, place := range between {
		if sides[i], err = w.placed(ctx, *place, fmt.Sprintf("between.%d", i)); err != nil {
			return nil, err
		}
	}
	return answer(ctx, w, "", func(ctx context.Context) ([]*model.Mediator, error) {
		n, err := w.chosen(ctx, chosen)
		if err != nil {
			return nil, err
		}
		between := analysis.MediatorQuery{MaxDistance: maxDistance, Limit: limit}
		for i, ids := range sides {
			if between.Sides[i], err = n.Numbers(ids...); err != nil {
				return nil, err
			}
		}
		found, err := analysis.Mediators(ctx, n, between)
		if err != nil {
			return nil, err
		}
		mediators := make([]*model.Mediator, len(found))
		for i, m := range found {
			mediators[i] = mediator(w.Snapshot, n, i+1, m)
		}
		return mediators, nil
	})
}

// mediator writes a mediator as the schema has it.
func mediator(s *snapshot.Snapshot, n *analysis.Network, rank int, m analysis.Mediator) *model.Mediator {
	return &model.Mediator{
		Rank: rank, City: s.City(n.Node(m.City).ID), Degree: m.Degree, Neutral: m.Neutral,
		Ways:     each(m.To[:], func(w analysis.Way) *model.MediatorWay { return mediatorWay(s, n, w) }),
		Strained: linksOf(s, m.Strained), Reasons: m.Reasons(),
	}
}

func mediatorWay(s *snapshot.Snapshot, n *analysis.Network, w analysis.Way) *model.MediatorWay {
	way := &model.MediatorWay{
		Distance: w.Distance, Direct: linksOf(s, w.Direct), Partners: w.Partners, FirstSteps: w.Ways,
		Shortest: citiesOf(s, n, w.Shortest), Links: []*graph.TwinningLink{},
	}
	for i := range w.Distance {
		way.Links = append(way.Links, linksOf(s, n.Between(w.Shortest[i], w.Shortest[i+1]))...)
	}
	return way
}
