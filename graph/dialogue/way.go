package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// MaxHops bounds the links of a channel, from the asking city to the target.
const MaxHops = 3

// stretch is one hop of a way: the links between two cities that can carry it, best
// first.
type stretch struct {
	from, to graph.ID
	links    []*graph.TwinningLink
}

// way is a channel: stretches from an asking city to the target, or an organisation
// in which both take part.
type way struct {
	from         graph.ID // the asking city
	through      graph.ID // the last city before the target: the one that speaks
	stretches    []stretch
	organisation *graph.Organisation
}

// footing orders statuses by how well a link carries a hop, best first.
func footing(s graph.Status) int {
	switch s {
	case graph.StatusActive:
		return 0
	case graph.StatusContested:
		return 1
	case graph.StatusUnknown:
		return 2
	case graph.StatusSuspended:
		return 3
	}
	return 4
}

// firm reports whether the status carries the last hop of any way.
func firm(s graph.Status) bool { return s == graph.StatusActive || s == graph.StatusContested }

// net is what can be reached from a set of cities, step by step.
type net struct {
	*scene
	from      circle
	suspended bool // suspended ties carry hops
	steps     map[graph.ID]step
}

// step is how a city is reached: over how many links, how many of them suspended,
// from which city.
type step struct {
	hops, suspended int
	before          graph.ID
}

// carries reports whether a link carries a hop that is not the last.
func (n *net) carries(l *graph.TwinningLink) bool {
	s := n.status(l)
	return s == graph.StatusActive || n.suspended && s == graph.StatusSuspended
}

// spread finds what is reached from a circle of cities over at most most links, level
// by level. Of several ways of one length that with the fewest suspended links counts,
// then that by the city whose id comes first.
func (sc *scene) spread(from circle, most int, suspended bool) *net {
	n := &net{scene: sc, from: from, suspended: suspended, steps: make(map[graph.ID]step, len(from.cities))}
	level := from.cities
	for _, id := range level {
		n.steps[id] = step{}
	}
	for hops := 1; hops <= most && len(level) > 0; hops++ {
		var next []graph.ID
		for _, id := range level {
			for _, l := range sc.LinksOf(id) {
				if !n.carries(l) {
					continue
				}
				to, taken := other(l, id), n.steps[id].suspended
				if sc.status(l) == graph.StatusSuspended {
					taken++
				}
				had, ok := n.steps[to]
				switch {
				case !ok:
					next = append(next, to)
				case had.hops < hops, had.suspended < taken, had.suspended == taken && had.before <= id:
					continue
				}
				n.steps[to] = step{hops, taken, id}
			}
		}
		slices.Sort(next)
		level = next
	}
	return n
}

// ways returns the channels to a target: every direct tie that can carry one, and
// where none of those is firm the shortest ones of at most most links by way of
// others, one for each last city before the target. A target that is itself among
// those who ask is approached directly only. They come in the order of the cities that
// speak.
func (n *net) ways(target graph.ID, most int) []way {
	var ways, detours []way
	shortest := most
	links := n.LinksOf(target)
	slices.SortFunc(links, func(a, b *graph.TwinningLink) int {
		return cmp.Or(cmp.Compare(other(a, target), other(b, target)),
			cmp.Compare(footing(n.status(a)), footing(n.status(b))), cmp.Compare(a.ID, b.ID))
	})
	for len(links) > 0 {
		speaker := other(links[0], target)
		count := 1
		for count < len(links) && other(links[count], target) == speaker {
			count++
		}
		tied := links[:count]
		links = links[count:]
		direct := n.from.within[speaker]
		tied = slices.DeleteFunc(slices.Clone(tied), func(l *graph.TwinningLink) bool {
			s := n.status(l)
			return !firm(s) && !(direct && s == graph.StatusUnknown) && !(n.suspended && s == graph.StatusSuspended)
		})
		if len(tied) == 0 {
			continue
		}
		last := stretch{speaker, target, tied}
		if direct {
			ways = append(ways, way{from: speaker, through: speaker, stretches: []stretch{last}})
			continue
		}
		at, ok := n.steps[speaker]
		if !ok || at.hops+1 > shortest {
			continue
		}
		before, clear := n.trace(speaker, target)
		if !clear {
			continue
		}
		if at.hops+1 < shortest {
			shortest, detours = at.hops+1, detours[:0]
		}
		detours = append(detours, way{from: before[0].from, through: speaker, stretches: append(before, last)})
	}
	if slices.ContainsFunc(ways, func(w way) bool { return firm(n.status(w.stretches[0].links[0])) }) {
		return ways
	}
	return append(ways, detours...)
}

// trace returns the stretches by which a city was reached, and false when they pass
// the city to avoid.
func (n *net) trace(to, avoid graph.ID) ([]stretch, bool) {
	var back []stretch
	for at := to; ; {
		s := n.steps[at]
		if s.hops == 0 {
			slices.Reverse(back)
			return back, true
		}
		if s.before == avoid {
			return nil, false
		}
		links := slices.DeleteFunc(n.between(s.before, at), func(l *graph.TwinningLink) bool { return !n.carries(l) })
		slices.SortFunc(links, func(a, b *graph.TwinningLink) int {
			return cmp.Or(cmp.Compare(footing(n.status(a)), footing(n.status(b))), cmp.Compare(a.ID, b.ID))
		})
		back = append(back, stretch{s.before, at, links})
		at = s.before
	}
}
