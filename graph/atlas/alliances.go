package atlas

import (
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/background"
	"twingraph/graph/export"
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

// Alliances is a division of the network. Its lists are cut when they are asked for, and
// so are those of an alliance; errors are those of part.
type Alliances struct {
	AsOf       graph.Day
	Modularity float64
	Runs, Seed int

	list    []*Alliance
	records records
}

// Alliance is one part of a division.
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

// Alliances divides the network. Errors are those of analysis.FindAlliances, BadUserInput
// and LimitExceeded.
func (r *Request) Alliances(ctx context.Context, v graph.View, q AlliancesQuestion) (*Alliances, error) {
	if err := q.Through.check(); err != nil {
		return nil, err
	}
	if err := checkAll(bound{"minSize", q.MinSize, 1}, bound{"runs", q.Runs, 1}, bound{"seed", q.Seed, 0}); err != nil {
		return nil, err
	}
	if err := checkResolution(q.Resolution); err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*Alliances, error) {
		of, err := s.chosen(ctx, q.Through)
		if err != nil {
			return nil, err
		}
		found, err := s.divided(ctx, of.n, q)
		if err != nil {
			return nil, err
		}
		a := &Alliances{
			AsOf: v.AsOf, Modularity: found.Modularity, Runs: found.Runs, Seed: q.Seed, records: of,
		}
		for i, one := range found.List {
			a.list = append(a.list, &Alliance{Alliance: one, Number: i + 1, records: a.records})
		}
		return a, nil
	})
}

// divided returns the alliances of a network: the division is kept ready for the customary
// question. Errors are those of background.Get and analysis.FindAlliances.
func (s *state) divided(ctx context.Context, n *analysis.Network, q AlliancesQuestion) (*analysis.Alliances, error) {
	query := analysis.AllianceQuery{
		Bonds: s.bonds(n, q.Basis), MinSize: q.MinSize, Resolution: q.Resolution, Runs: q.Runs, Seed: uint64(q.Seed),
	}
	customary := export.Alliances()
	if s.ahead == nil || len(query.Bonds) > 0 || q.Runs != customary.Runs || q.Seed != int(customary.Seed) || q.Resolution != customary.Resolution {
		return analysis.FindAlliances(ctx, n, query)
	}
	division, found, err := background.Get(ctx, s.ahead, s.divisionWork(n), s.ofToday() && q.Through.customary())
	switch {
	case err != nil:
		return nil, err
	case !found:
		return analysis.FindAlliances(ctx, n, query)
	}
	return analysis.Describe(n, division, query)
}

// Part returns a part of the alliances, the largest first. An alliance is known by its
// first member.
func (a *Alliances) Part(w Window) (Part[*Alliance], error) {
	return part(a.list, w, func(one *Alliance) graph.ID { return a.records.id(one.Alliance.Members[0].City) }, as)
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

// Components returns a part of the connected components of minSize cities or more, the
// largest first.
func (a *Alliances) Components(minSize int, w Window) (Part[*CityGroup], error) {
	if err := (bound{"minSize", minSize, 1}).check(); err != nil {
		return Part[*CityGroup]{}, err
	}
	members := analysis.Components(a.records.n).Members
	small := slices.IndexFunc(members, func(m []int) bool { return len(m) < minSize })
	if small < 0 {
		small = len(members)
	}
	return a.records.groups(members[:small], w)
}

// Cores returns a part of the pieces of a k-core, the largest first.
func (a *Alliances) Cores(k int, w Window) (Part[*CityGroup], error) {
	if err := (bound{"k", k, 1}).check(); err != nil {
		return Part[*CityGroup]{}, err
	}
	return a.records.groups(analysis.KCores(a.records.n, k), w)
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

// Members returns a part of the members, in order of id.
func (a *Alliance) Members(w Window) (Part[*AllianceMember], error) {
	return part(a.Alliance.Members, w, func(m analysis.Member) graph.ID { return a.records.id(m.City) },
		func(m analysis.Member) *AllianceMember {
			return &AllianceMember{Member: m, City: a.records.city(m.City)}
		})
}

// Brokers returns a part of the brokers, those that reach most alliances first.
func (a *Alliance) Brokers(w Window) (Part[*Broker], error) {
	return part(a.Alliance.Brokers, w, func(b analysis.Broker) graph.ID { return a.records.id(b.City) },
		func(b analysis.Broker) *Broker { return &Broker{Broker: b, City: a.records.city(b.City)} })
}

// Bridges returns a part of the bridges, those that cut off most cities first.
func (a *Alliance) Bridges(w Window) (Part[*Bridge], error) {
	return a.records.bridges(a.Alliance.Bridges, w)
}

// ArticulationPoints returns a part of the articulation points.
func (a *Alliance) ArticulationPoints(w Window) (Part[*ArticulationPoint], error) {
	return a.records.joints(a.Joints, w)
}

// SuspendedInside returns a part of the suspended links between members, in order of id.
func (a *Alliance) SuspendedInside(w Window) (Part[*graph.TwinningLink], error) {
	return a.records.partOfLinks(a.Alliance.SuspendedInside, w)
}

// SuspendedOutward returns a part of the suspended links to others, in order of id.
func (a *Alliance) SuspendedOutward(w Window) (Part[*graph.TwinningLink], error) {
	return a.records.partOfLinks(a.Alliance.SuspendedOutward, w)
}

func (r records) partOfLinks(links []analysis.Link, w Window) (Part[*graph.TwinningLink], error) {
	return part(links, w, func(l analysis.Link) graph.ID { return l.ID }, func(l analysis.Link) *graph.TwinningLink { return r.moment.Link(l.ID) })
}

func (r records) bridges(bridges []analysis.Bridge, w Window) (Part[*Bridge], error) {
	return part(bridges, w, func(b analysis.Bridge) graph.ID { return b.Link.ID }, func(b analysis.Bridge) *Bridge {
		return &Bridge{Link: r.moment.Link(b.Link.ID), CutOff: b.Smaller, Left: b.Larger, Side: r.city(b.Side)}
	})
}

func (r records) joints(joints []analysis.Joint, w Window) (Part[*ArticulationPoint], error) {
	return part(joints, w, func(j analysis.Joint) graph.ID { return r.id(j.City) }, func(j analysis.Joint) *ArticulationPoint {
		return &ArticulationPoint{City: r.city(j.City), Pieces: j.Pieces}
	})
}
