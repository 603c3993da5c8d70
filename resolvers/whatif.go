package resolvers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
)

// WhatIf answers Query.whatIf.
func (q query) WhatIf(ctx context.Context, changes []*model.SupposedChange, links model.LinkSelection, resolution float64, seed int, asOf *graph.Day, knownAt *time.Time) (*model.WhatIf, error) {
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	if err := resolutionGiven(resolution); err != nil {
		return nil, err
	}
	if err := atLeast("seed", seed, 0); err != nil {
		return nil, err
	}
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	supposed := analysis.WhatIfQuery{Resolution: resolution, Seed: uint64(seed), Changes: make([]analysis.Change, len(changes))}
	for i, c := range changes {
		link, err := w.idOf(ctx, graph.WordTwinningLink, c.Link, fmt.Sprintf("changes.%d.link", i))
		if err != nil {
			return nil, err
		}
		supposed.Changes[i] = analysis.Change{Link: link, Status: c.Status}
	}
	pictures := selected(ctx).under("before", "after")
	supposed.Distances = pictures.has("diameter", "meanDistance")
	return answer(ctx, w, fmt.Sprint(supposed.Distances), func(ctx context.Context) (*model.WhatIf, error) {
		n, err := w.chosen(ctx, chosen)
		if err != nil {
			return nil, err
		}
		o, err := analysis.WhatIf(ctx, n, supposed)
		if err != nil {
			return nil, err
		}
		changed, err := n.With(supposed.Changes)
		if err != nil {
			return nil, err
		}
		return w.whatIf(n, changed, o), nil
	})
}

// whatIf writes an outlook as the schema has it.
func (w whole) whatIf(n, changed *analysis.Network, o *analysis.Outlook) *model.WhatIf {
	city := func(number int) *graph.City { return w.Snapshot.City(n.Node(number).ID) }
	out := &model.WhatIf{
		AsOf: w.asOf, Before: picture(o.Before), After: picture(o.After),
		Links: each(o.Links, func(l analysis.LinkOutlook) *model.LinkOutlook {
			return &model.LinkOutlook{Link: w.Link(l.Link.ID), Supposed: l.Status, DistanceBefore: l.Before, DistanceAfter: l.After}
		}),
		Cities: each(o.Cities, func(c analysis.CityOutlook) *model.CityOutlook {
			return &model.CityOutlook{City: city(c.City), Before: reach(c.Before), After: reach(c.After)}
		}),
		Apart: groupsOf(w.Snapshot, n, o.Apart), Together: groupsOf(w.Snapshot, n, o.Together),
		NewBridges: bridgesOf(w.Snapshot, n, o.NewBridges), GoneBridges: bridgesOf(w.Snapshot, n, o.GoneBridges),
		NewArticulationPoints:  jointsOf(w.Snapshot, n, o.NewJoints),
		GoneArticulationPoints: jointsOf(w.Snapshot, n, o.GoneJoints),
		Moves: each(o.Moves, func(m analysis.Move) *model.AllianceMove {
			return &model.AllianceMove{City: city(m.City), With: m.With, Left: m.Left, Joined: m.Joined}
		}),
	}
	w.addChannels(out, n, changed)
	return out
}

// addChannels compares the channels of dialogue with cities that have a discriminating
// text in force.
func (w whole) addChannels(out *model.WhatIf, n, changed *analysis.Network) {
	texts := map[graph.ID][]*graph.Resolution{}
	var ids []graph.ID
	inForce := graph.All(graph.In("kind", graph.AntiLGBTDeclaration, graph.FamilyCharter), graph.In("inForce", graph.InForceTrue))
	for _, r := range w.Select(graph.WordResolution, inForce, w.asOf) {
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
	out.Channels = []*model.ChannelOutlook{}
	for i, number := range cities {
		count(out.Before, before[i])
		count(out.After, after[i])
		lost, gained := without(before[i], after[i]), without(after[i], before[i])
		if len(lost)+len(gained) > 0 {
			id := n.Node(number).ID
			out.Channels = append(out.Channels, &model.ChannelOutlook{
				City: w.Snapshot.City(id), Resolutions: texts[id], Before: neighbours(before[i], number), After: neighbours(after[i], number),
				Lost: linksOf(w.Snapshot, lost), Gained: linksOf(w.Snapshot, gained),
			})
		}
	}
}

// count counts a city with a text by whether it has a channel.
func count(p *model.NetworkPicture, channels []analysis.Link) {
	if len(channels) > 0 {
		p.CitiesWithChannel++
	} else {
		p.CitiesWithoutChannel++
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

func picture(p analysis.Picture) *model.NetworkPicture {
	return &model.NetworkPicture{
		Links: p.Links, Pairs: p.Pairs, Components: p.Components, LargestComponent: p.Largest, ReachablePairs: float64(p.Reachable),
		Bridges: p.Bridges, ArticulationPoints: p.Joints, Alliances: p.Alliances, Modularity: p.Modularity,
		Diameter: p.Diameter, MeanDistance: p.MeanDistance,
	}
}

func reach(r analysis.Reach) *model.Reach {
	out := &model.Reach{WithinOne: r.Within[0], WithinTwo: r.Within[1], WithinThree: r.Within[2], All: r.All}
	if r.All > 0 {
		out.MeanDistance = &r.Mean
	}
	return out
}

// Apart returns the first groups that would be cut off.
func (whatIf) Apart(_ context.Context, obj *model.WhatIf, first int) ([]*model.CityGroup, error) {
	return head(obj.Apart, first)
}

// Together returns the first groups that would be tied to a larger whole.
func (whatIf) Together(_ context.Context, obj *model.WhatIf, first int) ([]*model.CityGroup, error) {
	return head(obj.Together, first)
}

// NewBridges returns the first links that would become bridges.
func (whatIf) NewBridges(_ context.Context, obj *model.WhatIf, first int) ([]*model.Bridge, error) {
	return head(obj.NewBridges, first)
}

// GoneBridges returns the first links that would be bridges no more.
func (whatIf) GoneBridges(_ context.Context, obj *model.WhatIf, first int) ([]*model.Bridge, error) {
	return head(obj.GoneBridges, first)
}

// NewArticulationPoints returns the first cities that would become one.
func (whatIf) NewArticulationPoints(_ context.Context, obj *model.WhatIf, first int) ([]*model.ArticulationPoint, error) {
	return head(obj.NewArticulationPoints, first)
}

// GoneArticulationPoints returns the first cities that would be one no more.
func (whatIf) GoneArticulationPoints(_ context.Context, obj *model.WhatIf, first int) ([]*model.ArticulationPoint, error) {
	return head(obj.GoneArticulationPoints, first)
}

// Moves returns the first cities that would change alliance.
func (whatIf) Moves(_ context.Context, obj *model.WhatIf, first int) ([]*model.AllianceMove, error) {
	return head(obj.Moves, first)
}

// Channels returns the first cities whose channels would change.
func (whatIf) Channels(_ context.Context, obj *model.WhatIf, first int) ([]*model.ChannelOutlook, error) {
	return head(obj.Channels, first)
}
