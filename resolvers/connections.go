package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
	"twingraph/graph/snapshot"
)

// Connections answers Query.connections.
func (q query) Connections(ctx context.Context, from, to model.Place, maxLength, limit int, links model.LinkSelection, during *model.Period, asOf *graph.Day, knownAt *time.Time) (*model.Connections, error) {
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	begins, err := w.placed(ctx, from, "from")
	if err != nil {
		return nil, err
	}
	ends, err := w.placed(ctx, to, "to")
	if err != nil {
		return nil, err
	}
	return answer(ctx, w, "", func(ctx context.Context) (*model.Connections, error) {
		n, err := w.chosen(ctx, chosen)
		if err != nil {
			return nil, err
		}
		way := analysis.PathQuery{MaxLength: maxLength, Limit: limit}
		if way.From, err = n.Numbers(begins...); err != nil {
			return nil, err
		}
		if way.To, err = n.Numbers(ends...); err != nil {
			return nil, err
		}
		paths, err := w.paths(ctx, n, way, chosen, during)
		if err != nil {
			return nil, err
		}
		return connections(w, n, way, paths, during != nil), nil
	})
}

// paths finds the paths on the day, or those that respect time.
func (w whole) paths(ctx context.Context, n *analysis.Network, q analysis.PathQuery, s analysis.Selection, during *model.Period) ([]analysis.Path, error) {
	if during == nil {
		return analysis.Paths(ctx, n, q)
	}
	end := w.asOf
	if given := during.End.Value(); given != nil {
		end = *given
	}
	return analysis.Journeys(ctx, n, analysis.JourneyQuery{PathQuery: q, Begin: during.Begin, End: end, Through: s})
}

// connections writes paths as the schema has them.
func connections(w whole, n *analysis.Network, q analysis.PathQuery, paths []analysis.Path, dated bool) *model.Connections {
	c := &model.Connections{AsOf: w.asOf, FromCities: len(q.From), ToCities: len(q.To)}
	c.Paths = each(paths, func(p analysis.Path) *model.Path { return pathOf(w.Snapshot, n, p, dated) })
	if len(q.From) == 1 && len(q.To) == 1 {
		a, b := q.From[0], q.To[0]
		c.SharedPartners = each(analysis.SharedPartners(n, a, b), func(city int) *model.SharedPartner {
			return &model.SharedPartner{
				City:      w.Snapshot.City(n.Node(city).ID),
				FromLinks: linksOf(w.Snapshot, n.Between(city, a)), ToLinks: linksOf(w.Snapshot, n.Between(city, b)),
			}
		})
	}
	return c
}

func pathOf(s *snapshot.Snapshot, n *analysis.Network, p analysis.Path, dated bool) *model.Path {
	path := &model.Path{Length: p.Length(), Cities: citiesOf(s, n, p.Cities), Steps: make([]*model.PathStep, len(p.Steps))}
	for i, step := range p.Steps {
		path.Steps[i] = &model.PathStep{From: path.Cities[i], To: path.Cities[i+1], Links: linksOf(s, step.Links)}
		if dated {
			path.Steps[i].Day = &step.Day
		}
	}
	return path
}

// SharedPartners returns cities tied to both ends, nil unless both are one city.
func (connectionsOf) SharedPartners(_ context.Context, obj *model.Connections, first int, after *string) ([]*model.SharedPartner, error) {
	if obj.SharedPartners == nil {
		return nil, nil
	}
	return behind(obj.SharedPartners, first, after, graph.WordCity, func(p *model.SharedPartner) graph.ID { return p.City.ID })
}
