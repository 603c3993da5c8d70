package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// MaxHops bounds the links of a channel, from the asking city to the target.
const MaxHops = 3

// stretch is one hop of a way: the ties between two cities that can carry it, best
// first.
type stretch struct {
	from, to graph.ID
	ties     []tie
}

// way is a channel: stretches from an asking city to the target, or an organisation
// in which both take part.
type way struct {
	from         graph.ID // the asking city
	through      graph.ID // the last city before the target: the one that speaks
	by           int32    // its number
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
	suspended bool    // suspended ties carry hops
	steps     []step  // by number of the city
	reached   []int32 // the cities with a step
}

// step is how a city is reached: over how many links, how many of them suspended,
// from which city. The zero step is that of a city not reached.
type step struct {
	before          int32
	suspended, hops int8
	reached         bool
}

// asks reports whether a city is among those who ask.
func (n *net) asks(city int32) bool { return n.steps[city].reached && n.steps[city].hops == 0 }

// carries reports whether a tie carries a hop that is not the last.
func (n *net) carries(t *tie) bool {
	return t.status() == graph.StatusActive || n.suspended && t.status() == graph.StatusSuspended
}

// newNet returns a net that nothing is reached by yet.
func (sc *scene) newNet(suspended bool) *net {
	return &net{scene: sc, suspended: suspended, steps: make([]step, len(sc.Cities))}
}

// spread finds what is reached from a circle of cities over at most most links, level
// by level, and forgets what was reached before. Of several ways of one length that
// with the fewest suspended links counts, then that by the city whose id comes first.
func (n *net) spread(from circle, most int) {
	for _, i := range n.reached {
		n.steps[i] = step{}
	}
	n.reached = n.reached[:0]
	var level []int32
	for _, id := range from.cities {
		i := n.number(id)
		level = append(level, i)
		n.steps[i] = step{reached: true}
	}
	n.reached = append(n.reached, level...)
	for hops := int8(1); int(hops) <= most && len(level) > 0; hops++ {
		var next []int32
		for _, i := range level {
			here := n.steps[i].suspended
			ties := n.ground.of(i)
			for k := range ties {
				t := &ties[k]
				if !n.carries(t) {
					continue
				}
				taken := here
				if t.status() == graph.StatusSuspended {
					taken++
				}
				had := n.steps[t.number]
				switch {
				case !had.reached:
					next = append(next, t.number)
				case had.hops < hops, had.suspended < taken, had.suspended == taken && had.before <= i:
					continue
				}
				n.steps[t.number] = step{i, taken, hops, true}
			}
		}
		slices.Sort(next)
		n.reached = append(n.reached, next...)
		level = next
	}
}

// nets are what is reached over active ties and, where suspended ties can be hops, what
// is reached over those too.
type nets struct {
	firm  *net
	loose *net // nil when suspended ties are no hops
	// choose picks among the last stretches of detours of one length; nil keeps all.
	choose func([]stretch) []stretch
}

// newNets returns nets that nothing is reached by yet.
func (sc *scene) newNets(suspended bool) nets {
	n := nets{firm: sc.newNet(false)}
	if suspended {
		n.loose = sc.newNet(true)
	}
	return n
}

func (n nets) spread(from circle, most int) {
	n.firm.spread(from, most)
	if n.loose != nil {
		n.loose.spread(from, most)
	}
}

// ways returns the channels to a target: every direct tie that can carry one. Where
// none of those is firm, the shortest ones of at most most links by way of others are
// added, one for each last city before the target: over active ties, or where there is
// nothing else over suspended ones. A target that is itself among those who ask is
// approached directly only. They come in the order of the cities that speak.
func (n nets) ways(target int32, most int) []way {
	bundles := n.firm.bundles(target)
	var ways []way
	for _, b := range bundles {
		by := b.ties[0].number
		if !n.firm.asks(by) {
			continue
		}
		b.ties = only(b.ties, func(t *tie) bool {
			return footing(t.status()) <= footing(graph.StatusUnknown) || n.loose != nil && t.status() == graph.StatusSuspended
		})
		if len(b.ties) > 0 {
			ways = append(ways, way{from: b.from, through: b.from, by: by, stretches: []stretch{b}})
		}
	}
	if n.firm.asks(target) || slices.ContainsFunc(ways, func(w way) bool { return firm(w.stretches[0].ties[0].status()) }) {
		return ways
	}
	detours := n.firm.detours(bundles, most, n.choose)
	if len(ways) == 0 && len(detours) == 0 && n.loose != nil {
		detours = n.loose.detours(bundles, most, n.choose)
	}
	return append(ways, detours...)
}

// only returns the ties that keep keeps: the slice itself when it keeps all.
func only(ties []tie, keep func(*tie) bool) []tie {
	for i := range ties {
		if !keep(&ties[i]) {
			kept := slices.Clone(ties[:i])
			for k := i + 1; k < len(ties); k++ {
				if keep(&ties[k]) {
					kept = append(kept, ties[k])
				}
			}
			return kept
		}
	}
	return ties
}

// bundles returns the ties of a target by the city on the other side, in order of
// that, parallel ones best first.
func (n *net) bundles(target int32) []stretch {
	ties := n.ground.bundled[n.ground.starts[target]:n.ground.starts[target+1]]
	bundles := make([]stretch, 0, len(ties))
	for len(ties) > 0 {
		count := 1
		for count < len(ties) && ties[count].number == ties[0].number {
			count++
		}
		bundles = append(bundles, stretch{ties[0].city.ID, n.Cities[target].ID, ties[:count:count]})
		ties = ties[count:]
	}
	return bundles
}

// detours returns the shortest ways to a target that is not tied to any of the asking
// cities by a tie that carries a hop. They do not pass the target: a way that did
// would be longer than the part of it that leads there.
func (n *net) detours(bundles []stretch, most int, choose func([]stretch) []stretch) []way {
	var lasts []stretch
	shortest := most
	for _, last := range bundles {
		number := last.ties[0].number
		at := n.steps[number]
		length := int(at.hops) + 1
		if !at.reached || length == 1 || length > shortest {
			continue
		}
		last.ties = only(last.ties, func(t *tie) bool { return firm(t.status()) || n.carries(t) })
		if len(last.ties) == 0 {
			continue
		}
		if length < shortest {
			shortest, lasts = length, lasts[:0]
		}
		lasts = append(lasts, last)
	}
	if choose != nil {
		lasts = choose(lasts)
	}
	var detours []way
	for _, last := range lasts {
		before := n.trace(last.ties[0].number)
		detours = append(detours, way{from: before[0].from, through: last.from, by: last.ties[0].number, stretches: append(before, last)})
	}
	return detours
}

// byFooting orders parallel ties by how well they carry a hop, then by id.
func byFooting(a, b tie) int {
	return cmp.Or(cmp.Compare(footing(a.status()), footing(b.status())), cmp.Compare(a.ID, b.ID))
}

// linksOf returns the links of ties.
func linksOf(ties []tie) []*graph.TwinningLink {
	links := make([]*graph.TwinningLink, len(ties))
	for i, t := range ties {
		links[i] = t.TwinningLink
	}
	return links
}

// trace returns the stretches by which a city was reached.
func (n *net) trace(to int32) []stretch {
	var back []stretch
	for at := to; ; {
		s := n.steps[at]
		if s.hops == 0 {
			slices.Reverse(back)
			return back
		}
		before := n.Cities[s.before].ID
		ties := only(n.between(before, n.Cities[at].ID), n.carries)
		slices.SortFunc(ties, byFooting)
		back = append(back, stretch{before, n.Cities[at].ID, ties})
		at = s.before
	}
}
