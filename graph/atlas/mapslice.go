package atlas

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/export"
)

// maxSlice bounds the cities and the links of a slice of the map.
const maxSlice = 5000

// MapSliceQuestion asks for what is in a box of the map.
type MapSliceQuestion struct {
	Box    *export.Box // nil for the globe
	Filter Filter      // of links
	First  int         // 1 to 5000
}

// MapSlice is what is in a box of the map, as maps draw it.
type MapSlice struct {
	AsOf                           graph.Day
	Seq                            int // the store's last change
	Cities                         []*MapCity
	Links                          []*MapLink
	CityCount, LinkCount, Unplaced int
	ByStatus                       []*StatusCount
}

// MapCity is a city on the map.
type MapCity struct {
	export.PlacedCity
	Slug                string
	Latitude, Longitude float64
}

// MapLink is a link on the map with its status on the day.
type MapLink struct {
	Slug, A, B string
	Kind       graph.LinkKind
	graph.LinkStatus
	Spells []*graph.Spell // stretches of one status
}

// MapSlice returns what is in a box of the map. Errors are those of Box.Check, ReadFilter
// and Export, BadUserInput and LimitExceeded.
func (r *Request) MapSlice(ctx context.Context, v graph.View, q MapSliceQuestion) (*MapSlice, error) {
	box := export.Box{West: -180, South: -90, East: 180, North: 90}
	if q.Box != nil {
		box = *q.Box
	}
	if err := box.Check(); err != nil {
		return nil, err
	}
	if q.First < 1 {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", q.First, maxSlice).At("first")
	}
	if q.First > maxSlice {
		return nil, graph.Errorf(graph.LimitExceeded, "first is %d; at most %d are listed: ask about a smaller box or take /export/map.json", q.First, maxSlice).At("first")
	}
	where, err := ReadFilter(graph.WordTwinningLink, q.Filter)
	if err != nil {
		return nil, err
	}
	n, err := r.Export(ctx, export.Question{
		AsOf: v.AsOf, KnownAt: v.KnownAt, Tier: v.Tier, Of: graph.WordTwinningLink, Where: where, Established: !Mentions(where, "status"),
	})
	if err != nil {
		return nil, err
	}
	r.Loader.Use(v, n.Moment())
	return mapSlice(n, n.Slice(box, q.First, where != nil)), nil
}

func mapSlice(n *export.Network, slice export.Slice) *MapSlice {
	return &MapSlice{
		AsOf: n.AsOf, Seq: int(n.Seq), CityCount: slice.CityCount, LinkCount: slice.LinkCount, Unplaced: slice.Unplaced,
		ByStatus: statusCounts(slice.ByStatus),
		Cities: each(slice.Cities, func(c export.PlacedCity) *MapCity {
			return &MapCity{PlacedCity: c, Slug: string(c.ID), Latitude: c.Location.Latitude, Longitude: c.Location.Longitude}
		}),
		Links: each(slice.Links, func(l export.Link) *MapLink {
			return &MapLink{
				Slug: string(l.Record.ID), A: string(l.Record.A), B: string(l.Record.B), Kind: l.Record.Kind,
				LinkStatus: *n.Status(l), Spells: SpellsIn(l.History, true),
			}
		}),
	}
}
