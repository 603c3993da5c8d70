package atlas

import (
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
)

// AllianceBasis is what binds cities to an alliance.
type AllianceBasis string

// What binds cities: links, and besides them what is done together.
const (
	AllianceBasisLinks                AllianceBasis = "LINKS"
	AllianceBasisLinksAndPledges      AllianceBasis = "LINKS_AND_PLEDGES"
	AllianceBasisLinksAndPartnerships AllianceBasis = "LINKS_AND_PARTNERSHIPS"
	AllianceBasisAll                  AllianceBasis = "ALL"
)

// AlliancesQuestion asks for the alliances of the network.
type AlliancesQuestion struct {
	Basis      AllianceBasis
	Through    LinkSelection
	MinSize    int
	Resolution float64 // above 0
	Runs, Seed int
}

// Alliances is a division of the network, and a page of its alliances.
type Alliances struct {
	AsOf       graph.Day
	Modularity float64
	Runs, Seed int
	Count      int
	Nodes      []*Alliance

	records records
}

// Alliance is one part of a division. Its lists are cut when they are asked for; errors
// are those of page.
type Alliance struct {
	analysis.Alliance
	Number int // from 1

	records records
}

// AllianceMember is a city in an alliance.
type AllianceMember struct {
	analysis.Member
	City *graph.City
}

// Broker is a member with neighbours in other alliances.
type Broker struct {
	analysis.Broker
	City *graph.City
}

// Bridge is a link whose loss alone would cut cities off.
type Bridge struct {
	Link         *graph.TwinningLink
	CutOff, Left int
	Side         *graph.City
}

// ArticulationPoint is a city whose loss alone would cut cities off.
type ArticulationPoint struct {
	City   *graph.City
	Pieces []int
}

// Alliances divides the network; the page has first alliances from the one numbered after
// on. Errors are those of analysis.FindAlliances, BadUserInput and LimitExceeded.
func (r *Request) Alliances(ctx context.Context, v graph.View, q AlliancesQuestion, first, after int) (*Alliances, error) {
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	if err := checkAll(bound{"minSize", q.MinSize, 1}, bound{"runs", q.Runs, 1}, bound{"seed", q.Seed, 0}, bound{"after", after, 0}); err != nil {
		return nil, err
	}
	if err := checkResolution(q.Resolution); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	all, err := computed(ctx, s, written(q), func(ctx context.Context) (*Alliances, error) {
		n, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		found, err := analysis.FindAlliances(ctx, n, analysis.AllianceQuery{
			Bonds: s.bonds(n, q.Basis), MinSize: q.MinSize, Resolution: q.Resolution, Runs: q.Runs, Seed: uint64(q.Seed),
		})
		if err != nil {
			return nil, err
		}
		a := &Alliances{
			AsOf: v.AsOf, Modularity: found.Modularity, Runs: found.Runs, Seed: q.Seed, Count: len(found.List),
			records: records{s.Moment, n},
		}
		for i, one := range found.List {
			a.Nodes = append(a.Nodes, &Alliance{Alliance: one, Number: i + 1, records: a.records})
		}
		return a, nil
	})
	if err != nil {
		return nil, err
	}
	part := *all
	part.Nodes, err = page(all.Nodes[min(after, len(all.Nodes)):], first, nil, "", nil)
	return &part, err
}

// checkResolution rejects the zero that stands for the default in package analysis.
func checkResolution(resolution float64) error {
	if !(resolution > 0) {
		return graph.Errorf(graph.BadUserInput, "the resolution lies above 0 and up to 1000; 1 is customary").At("resolution")
	}
	return nil
}

// bonds returns what binds cities beside links.
func (s *state) bonds(n *analysis.Network, basis AllianceBasis) []analysis.Bond {
	var groups [][]graph.ID
	if basis == AllianceBasisLinksAndPledges || basis == AllianceBasisAll {
		groups = append(groups, s.PledgedTogether(s.view.AsOf)...)
	}
	if basis == AllianceBasisLinksAndPartnerships || basis == AllianceBasisAll {
		groups = append(groups, s.PartneredTogether(s.view.AsOf)...)
	}
	return analysis.BondsOf(n, groups)
}

// Components returns the first connected components of minSize cities or more, the
// largest first.
func (a *Alliances) Components(minSize, first int) ([]*CityGroup, error) {
	if err := (bound{"minSize", minSize, 1}).check(); err != nil {
		return nil, err
	}
	members := analysis.Components(a.records.n).Members
	small := slices.IndexFunc(members, func(m []int) bool { return len(m) < minSize })
	if small < 0 {
		small = len(members)
	}
	return a.records.groups(members[:small], first)
}

// Cores returns the first pieces of a k-core, the largest first.
func (a *Alliances) Cores(k, first int) ([]*CityGroup, error) {
	if err := (bound{"k", k, 1}).check(); err != nil {
		return nil, err
	}
	return a.records.groups(analysis.KCores(a.records.n, k), first)
}

// Size returns how many members it has.
func (a *Alliance) Size() int { return len(a.Alliance.Members) }

// Certainty returns the mean certainty of its members.
func (a *Alliance) Certainty() float64 {
	sum := 0.0
	for _, m := range a.Alliance.Members {
		sum += m.Certainty
	}
	return sum / float64(len(a.Alliance.Members))
}

// Members returns a page of the members.
func (a *Alliance) Members(first int, after *string) ([]*AllianceMember, error) {
	members, err := page(a.Alliance.Members, first, after, graph.WordCity, func(m analysis.Member) graph.ID { return a.records.city(m.City).ID })
	return each(members, func(m analysis.Member) *AllianceMember {
		return &AllianceMember{Member: m, City: a.records.city(m.City)}
	}), err
}

// Brokers returns the first brokers.
func (a *Alliance) Brokers(first int) ([]*Broker, error) {
	return firstOf(a.Alliance.Brokers, first, func(b analysis.Broker) *Broker { return &Broker{Broker: b, City: a.records.city(b.City)} })
}

// Bridges returns the first bridges.
func (a *Alliance) Bridges(first int) ([]*Bridge, error) {
	return firstOf(a.Alliance.Bridges, first, a.records.bridge)
}

// ArticulationPoints returns the first articulation points.
func (a *Alliance) ArticulationPoints(first int) ([]*ArticulationPoint, error) {
	return firstOf(a.Joints, first, a.records.joint)
}

// SuspendedInside returns a page of the suspended links between members.
func (a *Alliance) SuspendedInside(first int, after *string) ([]*graph.TwinningLink, error) {
	return a.records.pageOfLinks(a.Alliance.SuspendedInside, first, after)
}

// SuspendedOutward returns a page of the suspended links to others.
func (a *Alliance) SuspendedOutward(first int, after *string) ([]*graph.TwinningLink, error) {
	return a.records.pageOfLinks(a.Alliance.SuspendedOutward, first, after)
}

func (r records) pageOfLinks(links []analysis.Link, first int, after *string) ([]*graph.TwinningLink, error) {
	part, err := page(links, first, after, graph.WordTwinningLink, func(l analysis.Link) graph.ID { return l.ID })
	return r.links(part), err
}

func (r records) bridge(b analysis.Bridge) *Bridge {
	return &Bridge{Link: r.moment.Link(b.Link.ID), CutOff: b.Smaller, Left: b.Larger, Side: r.city(b.Side)}
}

func (r records) joint(j analysis.Joint) *ArticulationPoint {
	return &ArticulationPoint{City: r.city(j.City), Pieces: j.Pieces}
}
