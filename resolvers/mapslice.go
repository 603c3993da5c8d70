package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/export"
	"twingraph/graph/model"
)

// maxSlice bounds the cities and the links of a slice of the map.
const maxSlice = 5000

// MapSlice answers Query.mapSlice.
func (q query) MapSlice(ctx context.Context, bbox *export.Box, filter map[string]any, first int, asOf *graph.Day, knownAt *time.Time) (*model.MapSlice, error) {
	box := export.Box{West: -180, South: -90, East: 180, North: 90}
	if bbox != nil {
		box = *bbox
	}
	if err := box.Check(); err != nil {
		return nil, err
	}
	if first < 1 {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, maxSlice).At("first")
	}
	if first > maxSlice {
		return nil, graph.Errorf(graph.LimitExceeded, "first is %d; at most %d are listed: ask about a smaller box or take /export/map.json", first, maxSlice).At("first")
	}
	where, err := partsOf(graph.WordTwinningLink, plain(filter), "filter")
	if err != nil {
		return nil, err
	}
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return nil, err
	}
	v := viewAt(ctx, asOf, knownAt)
	n, err := q.Export(ctx, export.Question{
		AsOf: v.AsOf, KnownAt: v.KnownAt, Tier: v.Tier, Of: graph.WordTwinningLink, Where: where, Established: !mentions(where, "status"),
	})
	if err != nil {
		return nil, err
	}
	slice := n.Slice(box, first, where != nil)
	if err := prefetchSpells(ctx, slice.Links); err != nil {
		return nil, err
	}
	return mapSlice(n, slice), nil
}

// prefetchSpells loads the claims that are selected of the spells of links.
func prefetchSpells(ctx context.Context, links []export.Link) error {
	s := selected(ctx).under("links").under("spells").under("governing")
	if len(s.set) == 0 {
		return nil
	}
	var claims []graph.ID
	for _, l := range links {
		for _, spell := range l.History {
			claims = append(claims, spell.Governing...)
		}
	}
	return prefetchIDs(ctx, viewOf(ctx), s, graph.WordClaim, claims)
}

// mapSlice writes a slice as the schema has it.
func mapSlice(n *export.Network, slice export.Slice) *model.MapSlice {
	m := &model.MapSlice{
		AsOf: n.AsOf, Seq: int(n.Seq), CityCount: slice.CityCount, LinkCount: slice.LinkCount, Unplaced: slice.Unplaced,
		ByStatus: statusCounts(slice.ByStatus), Cities: make([]*model.MapCity, len(slice.Cities)), Links: make([]*model.MapLink, len(slice.Links)),
	}
	for i, c := range slice.Cities {
		m.Cities[i] = &model.MapCity{
			Slug: string(c.ID), Name: c.Name, Country: known(c.Country), Kind: c.Kind,
			Latitude: c.Location.Latitude, Longitude: c.Location.Longitude, Population: c.Population, Links: c.Links, Inside: c.Inside,
		}
	}
	for i, l := range slice.Links {
		status := n.Status(l)
		m.Links[i] = &model.MapLink{
			Slug: string(l.Record.ID), A: string(l.Record.A), B: string(l.Record.B), Kind: l.Record.Kind,
			Status: status.Status, Since: known(status.Since), Basis: known(status.Basis),
			Exact: status.Exact, Unilateral: status.Unilateral, Disputed: status.Disputed, UnderReview: status.UnderReview,
			Spells: spellsOf(l.History.Merged()),
		}
	}
	return m
}

// known returns nil for a value that is not known.
func known[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}
