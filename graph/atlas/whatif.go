package atlas

import (
	"context"
	"fmt"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
)

// WhatIfQuestion asks what would be different if links had other statuses.
type WhatIfQuestion struct {
	Changes    []*SupposedChange
	Through    LinkSelection
	Resolution float64 // of alliances, above 0
	Seed       int     // of alliances
	Distances  bool    // also compare diameter and mean distance, which takes long
}

// SupposedChange supposes a status of a link.
type SupposedChange struct {
	Link   string // slug or global id
	Status graph.Status
}

// WhatIf is the network before and after supposed changes, and what differs. Its lists
// are cut when they are asked for; errors are those of part.
type WhatIf struct {
	AsOf          graph.Day
	Before, After *NetworkPicture

	outlook  *analysis.Outlook
	channels []*ChannelOutlook
	records  records
}

// NetworkPicture is what a network looks like.
type NetworkPicture struct {
	analysis.Picture
	// CitiesWithChannel are cities with a discriminating text in force that have a chosen
	// link to a city without one.
	CitiesWithChannel, CitiesWithoutChannel int
}

// ReachablePairs returns how many pairs of cities are joined by a path.
func (p *NetworkPicture) ReachablePairs() float64 { return float64(p.Reachable) }

// count counts a city with a text by whether it has a channel.
func (p *NetworkPicture) count(channels []analysis.Link) {
	if len(channels) > 0 {
		p.CitiesWithChannel++
	} else {
		p.CitiesWithoutChannel++
	}
}

// LinkOutlook is a supposed link and the distance between its cities without it.
type LinkOutlook struct {
	Link                          *graph.TwinningLink
	Supposed                      graph.Status
	DistanceBefore, DistanceAfter *int // nil where no path joins them
}

// CityOutlook is how far a city would reach.
type CityOutlook struct {
	City          *graph.City
	Before, After CityReach
}

// CityReach is how many cities one city reaches.
type CityReach struct{ analysis.Reach }

// WithinOne returns how many are at most one link away.
func (r *CityReach) WithinOne() int { return r.Within[0] }

// WithinTwo returns how many are at most two links away.
func (r *CityReach) WithinTwo() int { return r.Within[1] }

// WithinThree returns how many are at most three links away.
func (r *CityReach) WithinThree() int { return r.Within[2] }

// MeanDistance returns the mean distance to the cities reached; nil for none.
func (r *CityReach) MeanDistance() *float64 {
	if r.All == 0 {
		return nil
	}
	return &r.Mean
}

// AllianceMove is a city that would change its alliance.
type AllianceMove struct {
	analysis.Move
	City *graph.City
}

// ChannelOutlook is how the channels to a city with a discriminating text would change.
type ChannelOutlook struct {
	City          *graph.City
	Resolutions   []*graph.Resolution
	Before, After int // neighbours
	Lost, Gained  []*graph.TwinningLink
}

// WhatIf returns what supposed changes would change. Errors are those of Resolve and
// analysis.WhatIf.
func (r *Request) WhatIf(ctx context.Context, v graph.View, q WhatIfQuestion) (*WhatIf, error) {
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	if err := checkResolution(q.Resolution); err != nil {
		return nil, err
	}
	if err := (bound{"seed", q.Seed, 0}).check(); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	supposed := analysis.WhatIfQuery{Distances: q.Distances, Resolution: q.Resolution, Seed: uint64(q.Seed), Changes: make([]analysis.Change, len(q.Changes))}
	for i, c := range q.Changes {
		link, err := s.idOf(ctx, graph.WordTwinningLink, c.Link, fmt.Sprintf("changes.%d.link", i))
		if err != nil {
			return nil, err
		}
		supposed.Changes[i] = analysis.Change{Link: link, Status: c.Status}
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*WhatIf, error) {
		of, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		n := of.n
		outlook, err := analysis.WhatIf(ctx, n, supposed)
		if err != nil {
			return nil, err
		}
		changed, err := n.With(supposed.Changes)
		if err != nil {
			return nil, err
		}
		w := &WhatIf{
			AsOf: v.AsOf, Before: &NetworkPicture{Picture: outlook.Before}, After: &NetworkPicture{Picture: outlook.After},
			outlook: outlook, records: of,
		}
		s.compareChannels(w, n, changed)
		return w, nil
	})
}

// compareChannels compares the channels of dialogue with cities that have a
// discriminating text in force.
func (s *state) compareChannels(w *WhatIf, n, changed *analysis.Network) {
	texts := map[graph.ID][]*graph.Resolution{}
	var ids []graph.ID
	inForce := graph.All(graph.In("kind", graph.AntiLGBTDeclaration, graph.FamilyCharter), graph.In("inForce", graph.InForceTrue))
	for _, r := range s.Select(graph.WordResolution, inForce, s.view.AsOf) {
		r := r.(*graph.Resolution)
		if _, inNetwork := n.Number(r.City); inNetwork {
			texts[r.City] = append(texts[r.City], r)
			ids = append(ids, r.City)
		}
	}
	cities, err := n.Numbers(ids...)
	if err != nil {
		panic(err) // all of them are in the network
	}
	before, after := analysis.Channels(n, cities), analysis.Channels(changed, cities)
	w.channels = []*ChannelOutlook{}
	for i, number := range cities {
		w.Before.count(before[i])
		w.After.count(after[i])
		lost, gained := without(before[i], after[i]), without(after[i], before[i])
		if len(lost)+len(gained) > 0 {
			city := w.records.city(number)
			w.channels = append(w.channels, &ChannelOutlook{
				City: city, Resolutions: texts[city.ID], Before: neighbours(before[i], number), After: neighbours(after[i], number),
				Lost: w.records.links(lost), Gained: w.records.links(gained),
			})
		}
	}
}

// neighbours counts the cities to which links lead from one.
func neighbours(links []analysis.Link, from int) int {
	others := map[int]bool{}
	for _, l := range links {
		others[l.A+l.B-from] = true
	}
	return len(others)
}

// without returns the links that are not among others.
func without(links, others []analysis.Link) []analysis.Link {
	among := map[graph.ID]bool{}
	for _, l := range others {
		among[l.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(links), func(l analysis.Link) bool { return among[l.ID] })
}

// Links returns what would become of the supposed links, in the order given.
func (w *WhatIf) Links() []*LinkOutlook {
	return each(w.outlook.Links, func(l analysis.LinkOutlook) *LinkOutlook {
		return &LinkOutlook{Link: w.records.moment.Link(l.Link.ID), Supposed: l.Status, DistanceBefore: l.Before, DistanceAfter: l.After}
	})
}

// Cities returns how far the cities of the supposed links would reach.
func (w *WhatIf) Cities() []*CityOutlook {
	return each(w.outlook.Cities, func(c analysis.CityOutlook) *CityOutlook {
		return &CityOutlook{City: w.records.city(c.City), Before: CityReach{c.Before}, After: CityReach{c.After}}
	})
}

// Apart returns a part of the groups that would be cut off.
func (w *WhatIf) Apart(of Window) (Part[*CityGroup], error) {
	return w.records.groups(w.outlook.Apart, of)
}

// Together returns a part of the groups that would be joined to a larger one.
func (w *WhatIf) Together(of Window) (Part[*CityGroup], error) {
	return w.records.groups(w.outlook.Together, of)
}

// NewBridges returns a part of the links that would become bridges.
func (w *WhatIf) NewBridges(of Window) (Part[*Bridge], error) {
	return w.records.bridges(w.outlook.NewBridges, of)
}

// GoneBridges returns a part of the links that would be bridges no more.
func (w *WhatIf) GoneBridges(of Window) (Part[*Bridge], error) {
	return w.records.bridges(w.outlook.GoneBridges, of)
}

// NewArticulationPoints returns a part of the cities that would become one.
func (w *WhatIf) NewArticulationPoints(of Window) (Part[*ArticulationPoint], error) {
	return w.records.joints(w.outlook.NewJoints, of)
}

// GoneArticulationPoints returns a part of the cities that would be one no more.
func (w *WhatIf) GoneArticulationPoints(of Window) (Part[*ArticulationPoint], error) {
	return w.records.joints(w.outlook.GoneJoints, of)
}

// Moves returns a part of the cities that would change alliance, in order of id.
func (w *WhatIf) Moves(of Window) (Part[*AllianceMove], error) {
	return part(w.outlook.Moves, of, func(m analysis.Move) graph.ID { return w.records.id(m.City) },
		func(m analysis.Move) *AllianceMove { return &AllianceMove{Move: m, City: w.records.city(m.City)} })
}

// Channels returns a part of the cities whose channels would change, in order of id.
func (w *WhatIf) Channels(of Window) (Part[*ChannelOutlook], error) {
	return part(w.channels, of, func(c *ChannelOutlook) graph.ID { return c.City.ID }, as)
}
