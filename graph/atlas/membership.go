package atlas

import (
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/world"
)

// MembershipUse says whether members of one organisation count as neighbours.
type MembershipUse string

// What can be made of memberships.
const (
	MembershipsExclude MembershipUse = "EXCLUDE" // links alone join cities
	MembershipsInclude MembershipUse = "INCLUDE" // members of one organisation on the day are neighbours, too
)

// roll is who is a member of which organisation, and from when until when.
type roll struct {
	groups []analysis.Group
	of     map[graph.ID][]term // by city
	large  map[graph.ID]bool   // organisations that join nobody
}

// term is a membership with the days on which it counts.
type term struct {
	*graph.Membership
	first, last graph.Day
}

func (e term) on(day graph.Day) bool { return e.first <= day && day <= e.last }

// roll returns who is a member of what. It is put together once for a state of the network.
func (s *state) roll(ctx context.Context) (*roll, error) {
	return computed(ctx, s, "who is a member", func(context.Context) (*roll, error) {
		r := &roll{of: map[graph.ID][]term{}, large: map[graph.ID]bool{}}
		at, cities := map[graph.ID]int{}, map[graph.ID]map[graph.ID]bool{}
		for _, e := range s.terms(world.Of[*graph.Membership](s.Moment)) {
			i, there := at[e.Organisation]
			if !there {
				i = len(r.groups)
				at[e.Organisation], cities[e.Organisation] = i, map[graph.ID]bool{}
				r.groups = append(r.groups, analysis.Group{Organisation: e.Organisation})
			}
			r.groups[i].Members = append(r.groups[i].Members, analysis.GroupMember{City: e.City, First: e.first, Last: e.last})
			r.of[e.City] = append(r.of[e.City], e)
			cities[e.Organisation][e.City] = true
		}
		for organisation, members := range cities {
			r.large[organisation] = len(members) > analysis.MostMembers
		}
		return r, nil
	})
}

// terms returns the memberships that count on some day.
func (s *state) terms(memberships []*graph.Membership) []term {
	sources := world.WayOf[*graph.Source](s.Moment, graph.WordMembership, "sources")
	var terms []term
	for _, m := range memberships {
		if first, last, ok := m.Period(sources.From(m.ID)); ok {
			terms = append(terms, term{m, first, last})
		}
	}
	return terms
}

// between returns the memberships by which two cities are in one organisation on a day:
// those of both, organisation by organisation. Of nobody's where r is nil.
func (r *roll) between(a, b graph.ID, day graph.Day) []*graph.Membership {
	found := []*graph.Membership{}
	if r == nil {
		return found
	}
	for _, mine := range r.of[a] {
		if !mine.on(day) || r.large[mine.Organisation] {
			continue
		}
		for _, yours := range r.of[b] {
			if yours.Organisation == mine.Organisation && yours.on(day) {
				for _, m := range []*graph.Membership{mine.Membership, yours.Membership} {
					if !slices.Contains(found, m) {
						found = append(found, m)
					}
				}
			}
		}
	}
	return found
}

// included returns a network with its members as neighbours where a selection includes
// memberships. Errors are those of analysis.Network.WithMembers.
func (s *state) included(ctx context.Context, n *analysis.Network, links LinkSelection) (*analysis.Network, error) {
	if links.Memberships != MembershipsInclude {
		return n, nil
	}
	r, err := s.roll(ctx)
	if err != nil {
		return nil, err
	}
	return n.WithMembers(s.view.AsOf, r.groups)
}

// Members returns a part of the cities that are members of an organisation on the day, in
// order of id. Errors are those of the reader and of part.
func (r *Request) Members(ctx context.Context, v graph.View, organisation *graph.Organisation, w Window) (Part[*graph.City], error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return Part[*graph.City]{}, err
	}
	var ids []graph.ID
	for _, e := range s.terms(world.Across[*graph.Membership](s.Moment, organisation, "memberships")) {
		if e.on(v.AsOf) {
			ids = append(ids, e.City)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return part(ids, w, func(id graph.ID) graph.ID { return id }, s.City)
}
