package analysis

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// The bounds of what memberships make neighbours of. A group of k members is k(k-1)/2
// pairs: one that half the world is in joins nobody in particular.
const (
	MostMembers = 1_000   // cities of one group
	mostShared  = 500_000 // pairs in all
)

// Group is the cities in one organisation, each from a first to a last day. A city can be
// there several times.
type Group struct {
	Organisation graph.ID
	Members      []GroupMember
}

// GroupMember is a city in a group.
type GroupMember struct {
	City        graph.ID
	First, Last graph.Day
}

// span is a stretch of days in which two cities are members of one group.
type span struct{ first, last graph.Day }

// WithMembers returns the network of the same cities and links in which two cities are
// neighbours, too, while both are members of one group: on the day, which is that of the
// network, and in journeys through time on all days. A pair that several groups or links
// join counts once. Cities that are not in the network are left out, and so are groups of
// more than MostMembers cities. Code LimitExceeded when more than half a million pairs
// would be neighbours so.
//
// Takes time in proportion to the pairs times their logarithm, and no more for a group
// that is left out.
func (n *Network) WithMembers(day graph.Day, groups []Group) (*Network, error) {
	shared, err := n.shared(groups)
	if err != nil {
		return nil, err
	}
	r := *n.roster
	r.join(shared)
	with := &Network{roster: &r, status: n.status, basis: n.basis, selection: n.selection, choice: n.choice, day: day}
	with.connect(with.chooses, with.joined)
	return with, nil
}

// sharedSpan is a span with its pair, as a key in order of pairs.
type sharedSpan struct {
	key uint64
	span
}

// shared returns the spans in which members of groups are together, in order of pairs.
func (n *Network) shared(groups []Group) ([]sharedSpan, error) {
	var shared []sharedSpan
	for _, g := range groups {
		members := n.membersOf(g)
		if cities(members) > MostMembers {
			continue
		}
		for i, a := range members {
			for _, b := range members[i+1:] {
				s := span{max(a.first, b.first), min(a.last, b.last)}
				if a.city == b.city || s.first > s.last {
					continue
				}
				if len(shared) == mostShared {
					return nil, graph.Errorf(graph.LimitExceeded, "memberships make more than %d pairs of cities neighbours, the last of them in %s; leave memberships out",
						mostShared, g.Organisation).At("through.memberships")
				}
				shared = append(shared, sharedSpan{pairKey(a.city, b.city), s})
			}
		}
	}
	slices.SortFunc(shared, func(a, b sharedSpan) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.first, b.first)) })
	return shared, nil
}

// numbered is a member by the number of its city.
type numbered struct {
	city int32
	span
}

// membersOf returns the members of a group that are in the network, in order of number.
func (n *Network) membersOf(g Group) []numbered {
	var members []numbered
	for _, m := range g.Members {
		if city, ok := n.numbers[m.City]; ok && m.First <= m.Last {
			members = append(members, numbered{city, span{m.First, m.Last}})
		}
	}
	slices.SortFunc(members, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.city, b.city), cmp.Compare(a.first, b.first)) })
	return members
}

// cities counts the cities of members, which are in order.
func cities(members []numbered) int {
	count := 0
	for i, m := range members {
		if i == 0 || members[i-1].city != m.city {
			count++
		}
	}
	return count
}

// join adds pairs that are together to the roster, which must not be shared yet.
func (r *roster) join(shared []sharedSpan) {
	old, oldStart := r.pairs, r.pairStart
	r.pairs, r.pairStart = make([][2]int32, 0, len(old)), make([]int32, 0, len(oldStart))
	r.spans, r.spanStart = nil, nil
	at := 0
	take := func(key uint64) {
		r.spanStart = append(r.spanStart, int32(len(r.spans)))
		for ; at < len(shared) && shared[at].key == key; at++ {
			last := len(r.spans) - 1
			if last >= int(r.spanStart[len(r.spanStart)-1]) && shared[at].first <= r.spans[last].last {
				r.spans[last].last = max(r.spans[last].last, shared[at].last)
			} else {
				r.spans = append(r.spans, shared[at].span)
			}
		}
	}
	add := func(key uint64, start int32) {
		r.pairs = append(r.pairs, [2]int32{int32(key >> 32), int32(key & 0xffffffff)})
		r.pairStart = append(r.pairStart, start)
		take(key)
	}
	for p, ends := range old {
		key := pairKey(ends[0], ends[1])
		for at < len(shared) && shared[at].key < key {
			add(shared[at].key, oldStart[p])
		}
		add(key, oldStart[p])
	}
	for at < len(shared) {
		add(shared[at].key, int32(len(r.pairLinks)))
	}
	r.pairStart = append(r.pairStart, int32(len(r.pairLinks)))
	r.spanStart = append(r.spanStart, int32(len(r.spans)))
}

// pairKey orders pairs by their smaller, then their larger end.
func pairKey(a, b int32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// spansOf returns the stretches of days in which the two cities of a pair are members of
// one group, in order; none in a network without members.
func (r *roster) spansOf(pair int32) []span {
	if r.spanStart == nil {
		return nil
	}
	return r.spans[r.spanStart[pair]:r.spanStart[pair+1]]
}

// joined reports whether the two cities of a pair are members of one group on the day of
// the network.
func (n *Network) joined(pair int32) bool {
	for _, s := range n.spansOf(pair) {
		if s.first <= n.day && n.day <= s.last {
			return true
		}
	}
	return false
}

// linked reports whether a pair has a chosen link: one that only members of a group make
// has none.
func (n *Network) linked(pair int32) bool { return slices.ContainsFunc(n.allLinksOf(pair), n.chooses) }
