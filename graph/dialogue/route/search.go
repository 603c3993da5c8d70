package route

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// Search finds routes from a set of cities: over active links and, where suspended ones
// can be hops, over those too. It serves one question at a time.
type Search struct {
	// Choose picks among the last hops of indirect routes of one length; nil keeps all.
	Choose func([]Hop) []Hop

	active    *reached
	suspended *reached // nil when suspended links are no hops
}

// NewSearch returns a search that begins nowhere yet.
func NewSearch(ix *index.Index, throughSuspended bool) *Search {
	s := &Search{active: &reached{Index: ix, steps: make([]step, len(ix.Cities))}}
	if throughSuspended {
		s.suspended = &reached{Index: ix, suspended: true, steps: make([]step, len(ix.Cities))}
	}
	return s
}

// Begin makes the search begin at cities, and find routes of at most most links from them.
func (s *Search) Begin(cities []graph.ID, most int) {
	s.active.spread(cities, most-1)
	if s.suspended != nil {
		s.suspended.spread(cities, most-1)
	}
}

// Asks reports whether the city with the number is among those at which the search began.
func (s *Search) Asks(city int32) bool { return s.active.asks(city) }

// To returns the routes to the city with the number: every direct link that can carry
// one. Where none of those is active or contested, the shortest ones of at most most links
// by way of others are added, one for each last city before the target: over active links,
// or where there is nothing else over suspended ones. A target at which the search began is
// approached directly only. They come in the order of the cities that speak.
func (s *Search) To(target int32, most int) []Route {
	hops := s.active.hopsInto(target)
	var routes []Route
	firmly := s.active.asks(target)
	for _, h := range hops {
		number := h.Links[0].Number
		if !s.active.asks(number) {
			continue
		}
		h.Links = only(h.Links, func(l *index.Link) bool {
			return index.Footing(l.Status()) <= index.Footing(graph.StatusUnknown) || s.suspended != nil && l.Status() == graph.StatusSuspended
		})
		if len(h.Links) > 0 {
			routes = append(routes, Route{From: h.From, Speaker: h.From, Number: number, Hops: []Hop{h}})
			firmly = firmly || firm(&h.Links[0])
		}
	}
	if firmly {
		return routes
	}
	indirect := s.active.indirect(hops, most, s.Choose)
	if len(routes) == 0 && len(indirect) == 0 && s.suspended != nil {
		indirect = s.suspended.indirect(hops, most, s.Choose)
	}
	return append(routes, indirect...)
}

// firm reports whether a link carries the last hop of any route.
func firm(l *index.Link) bool {
	return l.Status() == graph.StatusActive || l.Status() == graph.StatusContested
}

// only returns the links that keep keeps: the slice itself when it keeps all.
func only(links []index.Link, keep func(*index.Link) bool) []index.Link {
	for i := range links {
		if keep(&links[i]) {
			continue
		}
		kept := links[:i:i] // appending copies
		for k := i + 1; k < len(links); k++ {
			if keep(&links[k]) {
				kept = append(kept, links[k])
			}
		}
		return kept
	}
	return links
}

// reached is what can be reached from a set of cities, step by step.
type reached struct {
	*index.Index
	suspended bool    // suspended links carry hops
	steps     []step  // by number of the city
	cities    []int32 // those with a step
}

// step is how a city is reached: over how many links, how many of them suspended, from
// which city. The zero step is that of a city not reached.
type step struct {
	before          int32
	suspended, hops int8
	reached         bool
}

func (r *reached) asks(city int32) bool { return r.steps[city].reached && r.steps[city].hops == 0 }

// carries reports whether a link carries a hop that is not the last.
func (r *reached) carries(l *index.Link) bool {
	return l.Status() == graph.StatusActive || r.suspended && l.Status() == graph.StatusSuspended
}

// spread finds what is reached from cities over at most most links, level by level, and
// forgets what was reached before. Of several ways of one length that with the fewest
// suspended links counts, then that by the city whose id comes first.
func (r *reached) spread(from []graph.ID, most int) {
	for _, i := range r.cities {
		r.steps[i] = step{}
	}
	r.cities = r.cities[:0]
	var level []int32
	for _, id := range from {
		i := r.Number(id)
		level = append(level, i)
		r.steps[i] = step{reached: true}
	}
	r.cities = append(r.cities, level...)
	for hops := int8(1); int(hops) <= most && len(level) > 0; hops++ {
		var next []int32
		for _, i := range level {
			links := r.LinksFrom(i)
			for k := range links {
				l := &links[k]
				if !r.carries(l) {
					continue
				}
				suspended := r.steps[i].suspended
				if l.Status() == graph.StatusSuspended {
					suspended++
				}
				had := r.steps[l.Number]
				switch {
				case !had.reached:
					next = append(next, l.Number)
				case had.hops < hops, had.suspended < suspended, had.suspended == suspended && had.before <= i:
					continue
				}
				r.steps[l.Number] = step{i, suspended, hops, true}
			}
		}
		slices.Sort(next)
		r.cities = append(r.cities, next...)
		level = next
	}
}

// hopsInto returns the hops into a city from each of its neighbours, in order of those.
func (r *reached) hopsInto(target int32) []Hop {
	links := r.Neighbours(target)
	hops := make([]Hop, 0, len(links))
	for len(links) > 0 {
		count := 1
		for count < len(links) && links[count].Number == links[0].Number {
			count++
		}
		hops = append(hops, Hop{From: links[0].Other, To: r.Cities[target], Links: links[:count:count]})
		links = links[count:]
	}
	return hops
}

// indirect returns the shortest routes that end with one of the hops and begin at a city
// that is no neighbour of the target. They do not pass the target: a route that did would
// be longer than the part of it that leads there.
func (r *reached) indirect(hops []Hop, most int, choose func([]Hop) []Hop) []Route {
	var lasts []Hop
	shortest := most
	for _, last := range hops {
		at := r.steps[last.Links[0].Number]
		length := int(at.hops) + 1
		if !at.reached || length == 1 || length > shortest {
			continue
		}
		last.Links = only(last.Links, func(l *index.Link) bool { return firm(l) || r.carries(l) })
		if len(last.Links) == 0 {
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
	routes := make([]Route, len(lasts))
	for i, last := range lasts {
		number := last.Links[0].Number
		before := r.hopsTo(number)
		routes[i] = Route{From: before[0].From, Speaker: last.From, Number: number, Hops: append(before, last)}
	}
	return routes
}

// hopsTo returns the hops by which a city was reached.
func (r *reached) hopsTo(city int32) []Hop {
	var back []Hop
	for r.steps[city].hops > 0 {
		before := r.steps[city].before
		back = append(back, Hop{From: r.Cities[before], To: r.Cities[city], Links: only(r.Between(before, city), r.carries)})
		city = before
	}
	slices.Reverse(back)
	return back
}
