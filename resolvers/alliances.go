package resolvers

import (
	"context"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
	"twingraph/graph/snapshot"
)

// Alliances answers Query.alliances.
func (q query) Alliances(ctx context.Context, basis model.AllianceBasis, links model.LinkSelection, minSize int, resolution float64, runs, seed, first, after int, asOf *graph.Day, knownAt *time.Time) (*model.Alliances, error) {
	chosen, err := through(links)
	if err != nil {
		return nil, err
	}
	for _, bound := range []struct {
		argument     string
		value, least int
	}{{"minSize", minSize, 1}, {"runs", runs, 1}, {"seed", seed, 0}, {"after", after, 0}} {
		if err := atLeast(bound.argument, bound.value, bound.least); err != nil {
			return nil, err
		}
	}
	if err := resolutionGiven(resolution); err != nil {
		return nil, err
	}
	w, err := q.wholeAt(ctx, viewAt(ctx, asOf, knownAt))
	if err != nil {
		return nil, err
	}
	all, err := computed(ctx, w, owner(ctx)+arguments(ctx, "first", "after"), func(ctx context.Context) (*model.Alliances, error) {
		n, err := w.chosen(ctx, chosen)
		if err != nil {
			return nil, err
		}
		found, err := analysis.FindAlliances(ctx, n, analysis.AllianceQuery{
			Bonds: w.bonds(n, basis), MinSize: minSize, Resolution: resolution, Runs: runs, Seed: uint64(seed),
		})
		if err != nil {
			return nil, err
		}
		return alliances(w, n, found, seed), nil
	})
	if err != nil {
		return nil, err
	}
	page := *all
	page.Nodes, err = head(all.Nodes[min(after, len(all.Nodes)):], first)
	return &page, err
}

// resolutionGiven refuses the zero that stands for the default in package analysis.
func resolutionGiven(resolution float64) error {
	if !(resolution > 0) {
		return graph.Errorf(graph.BadUserInput, "the resolution lies above 0 and up to 1000; 1 is customary").At("resolution")
	}
	return nil
}

// bonds returns what binds cities beside links.
func (w whole) bonds(n *analysis.Network, basis model.AllianceBasis) []analysis.Bond {
	var groups [][]graph.ID
	if basis == model.AllianceBasisLinksAndPledges || basis == model.AllianceBasisAll {
		groups = append(groups, w.PledgedTogether(w.asOf)...)
	}
	if basis == model.AllianceBasisLinksAndPartnerships || basis == model.AllianceBasisAll {
		groups = append(groups, w.PartneredTogether(w.asOf)...)
	}
	return analysis.BondsOf(n, groups)
}

// alliances writes a division as the schema has it.
func alliances(w whole, n *analysis.Network, found *analysis.Alliances, seed int) *model.Alliances {
	a := &model.Alliances{
		AsOf: w.asOf, Modularity: found.Modularity, Runs: found.Runs, Seed: seed, Count: len(found.List),
		Nodes: make([]*model.Alliance, len(found.List)), Network: n, Snapshot: w.Snapshot,
	}
	for i, one := range found.List {
		a.Nodes[i] = alliance(w.Snapshot, n, i+1, one)
	}
	return a
}

func alliance(s *snapshot.Snapshot, n *analysis.Network, number int, a analysis.Alliance) *model.Alliance {
	one := &model.Alliance{
		Number: number, Size: len(a.Members), Inside: a.Inside, Outward: a.Outward, Density: a.Density, ModularityShare: a.Share,
		Members: each(a.Members, func(m analysis.Member) *model.AllianceMember {
			return &model.AllianceMember{City: s.City(n.Node(m.City).ID), Certainty: m.Certainty, Inside: m.Inside, Outward: m.Outward}
		}),
		Countries: each(a.Countries, func(c analysis.CountryCount) *model.CountryShare {
			return &model.CountryShare{Country: known(c.Country), Cities: c.Cities}
		}),
		Brokers: each(a.Brokers, func(b analysis.Broker) *model.Broker {
			return &model.Broker{City: s.City(n.Node(b.City).ID), Alliances: b.Alliances, Outward: b.Outward, Participation: b.Participation}
		}),
		Bridges: bridgesOf(s, n, a.Bridges), ArticulationPoints: jointsOf(s, n, a.Joints),
		SuspendedInside: linksOf(s, a.SuspendedInside), SuspendedOutward: linksOf(s, a.SuspendedOutward),
	}
	for _, m := range a.Members {
		one.Certainty += m.Certainty
	}
	one.Certainty /= float64(len(a.Members))
	return one
}

func bridgesOf(s *snapshot.Snapshot, n *analysis.Network, bridges []analysis.Bridge) []*model.Bridge {
	return each(bridges, func(b analysis.Bridge) *model.Bridge {
		return &model.Bridge{Link: s.Link(b.Link.ID), CutOff: b.Smaller, Left: b.Larger, Side: s.City(n.Node(b.Side).ID)}
	})
}

func jointsOf(s *snapshot.Snapshot, n *analysis.Network, joints []analysis.Joint) []*model.ArticulationPoint {
	return each(joints, func(j analysis.Joint) *model.ArticulationPoint {
		return &model.ArticulationPoint{City: s.City(n.Node(j.City).ID), Pieces: j.Pieces}
	})
}

// groupsOf writes groups of cities as the schema has them.
func groupsOf(s *snapshot.Snapshot, n *analysis.Network, groups [][]int) []*model.CityGroup {
	return each(groups, func(group []int) *model.CityGroup {
		return &model.CityGroup{Size: len(group), Cities: citiesOf(s, n, group)}
	})
}

// Cities returns a page of a group.
func (cityGroup) Cities(_ context.Context, obj *model.CityGroup, first int, after *string) ([]*graph.City, error) {
	return behind(obj.Cities, first, after, graph.WordCity, func(c *graph.City) graph.ID { return c.ID })
}

// Components returns the connected components.
func (alliancesOf) Components(_ context.Context, obj *model.Alliances, minSize, first int) ([]*model.CityGroup, error) {
	if err := atLeast("minSize", minSize, 1); err != nil {
		return nil, err
	}
	members := analysis.Components(obj.Network).Members
	small := slices.IndexFunc(members, func(m []int) bool { return len(m) < minSize }) // the largest come first
	if small < 0 {
		small = len(members)
	}
	shown, err := head(members[:small], first)
	return groupsOf(obj.Snapshot, obj.Network, shown), err
}

// Cores returns the pieces of a k-core.
func (alliancesOf) Cores(_ context.Context, obj *model.Alliances, k, first int) ([]*model.CityGroup, error) {
	if err := atLeast("k", k, 1); err != nil {
		return nil, err
	}
	shown, err := head(analysis.KCores(obj.Network, k), first)
	return groupsOf(obj.Snapshot, obj.Network, shown), err
}

// Members returns a page of the members.
func (allianceOf) Members(_ context.Context, obj *model.Alliance, first int, after *string) ([]*model.AllianceMember, error) {
	return behind(obj.Members, first, after, graph.WordCity, func(m *model.AllianceMember) graph.ID { return m.City.ID })
}

// Brokers returns the first brokers.
func (allianceOf) Brokers(_ context.Context, obj *model.Alliance, first int) ([]*model.Broker, error) {
	return head(obj.Brokers, first)
}

// Bridges returns the first bridges.
func (allianceOf) Bridges(_ context.Context, obj *model.Alliance, first int) ([]*model.Bridge, error) {
	return head(obj.Bridges, first)
}

// ArticulationPoints returns the first articulation points.
func (allianceOf) ArticulationPoints(_ context.Context, obj *model.Alliance, first int) ([]*model.ArticulationPoint, error) {
	return head(obj.ArticulationPoints, first)
}

// SuspendedInside returns a page of the suspended links between members.
func (allianceOf) SuspendedInside(_ context.Context, obj *model.Alliance, first int, after *string) ([]*graph.TwinningLink, error) {
	return linksBehind(obj.SuspendedInside, first, after)
}

// SuspendedOutward returns a page of the suspended links to others.
func (allianceOf) SuspendedOutward(_ context.Context, obj *model.Alliance, first int, after *string) ([]*graph.TwinningLink, error) {
	return linksBehind(obj.SuspendedOutward, first, after)
}

func linksBehind(links []*graph.TwinningLink, first int, after *string) ([]*graph.TwinningLink, error) {
	return behind(links, first, after, graph.WordTwinningLink, func(l *graph.TwinningLink) graph.ID { return l.ID })
}
