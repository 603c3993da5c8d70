package lists

import (
	"cmp"
	"maps"
	"slices"

	"twingraph/graph"
)

// What makes a group of cities look like an association whose members a list writes as
// pairs: everybody has everybody, across many countries.
const (
	fewestMembers   = 8
	fewestCountries = 6
	mostOfMembers   = 0.6 // a city with links to so many of a group belongs to it
)

// groups finds groups of cities in which everybody, or nearly, has everybody: the largest
// first, each city in one group at most, members in order.
func groups(pairs map[[2]graph.ID]*Pair, country func(graph.ID) string) [][]graph.ID {
	near := neighbours{}
	for key := range pairs {
		near.join(key[0], key[1])
		near.join(key[1], key[0])
	}
	var found [][]graph.ID
	for {
		near.core(fewestMembers - 1)
		clique := near.largest()
		if len(clique) < fewestMembers {
			return found
		}
		clique = near.grown(clique)
		countries := map[string]bool{}
		for _, id := range clique {
			countries[country(id)] = true
		}
		if len(countries) >= fewestCountries {
			found = append(found, clique)
		}
		for _, id := range clique {
			near.leave(id)
		}
	}
}

// neighbours are the cities to which each city has links.
type neighbours map[graph.ID]map[graph.ID]bool

func (n neighbours) join(a, b graph.ID) {
	if n[a] == nil {
		n[a] = map[graph.ID]bool{}
	}
	n[a][b] = true
}

// leave takes a city out.
func (n neighbours) leave(id graph.ID) {
	for other := range n[id] {
		delete(n[other], id)
	}
	delete(n, id)
}

// core takes out all cities that cannot be in a group in which everybody has so many.
func (n neighbours) core(links int) {
	for again := true; again; {
		again = false
		for id, others := range n {
			if len(others) < links {
				n.leave(id)
				again = true
			}
		}
	}
}

// largest returns a largest group in which everybody has everybody, in order; of several
// the first in order. It is the algorithm of Bron and Kerbosch with pivots.
func (n neighbours) largest() []graph.ID {
	var best []graph.ID
	var extend func(group, open, closed []graph.ID)
	extend = func(group, open, closed []graph.ID) {
		if len(open) == 0 && len(closed) == 0 && len(group) > len(best) {
			best = slices.Clone(group)
		}
		if len(group)+len(open) <= len(best) {
			return
		}
		pivot := slices.MaxFunc(slices.Concat(open, closed), func(a, b graph.ID) int {
			return cmp.Or(cmp.Compare(n.shared(a, open), n.shared(b, open)), cmp.Compare(b, a))
		})
		for _, id := range slices.Clone(open) {
			if n[pivot][id] {
				continue
			}
			extend(append(group, id), n.among(id, open), n.among(id, closed))
			open = slices.DeleteFunc(open, func(other graph.ID) bool { return other == id })
			closed = append(closed, id)
		}
	}
	extend(nil, slices.Sorted(maps.Keys(n)), nil)
	slices.Sort(best)
	return best
}

// among returns those of a list to which a city has links.
func (n neighbours) among(id graph.ID, list []graph.ID) []graph.ID {
	var kept []graph.ID
	for _, other := range list {
		if n[id][other] {
			kept = append(kept, other)
		}
	}
	return kept
}

func (n neighbours) shared(id graph.ID, list []graph.ID) int {
	count := 0
	for _, other := range list {
		if n[id][other] {
			count++
		}
	}
	return count
}

// grown adds the cities that have links to most of a group.
func (n neighbours) grown(group []graph.ID) []graph.ID {
	for {
		var more []graph.ID
		for id := range n {
			if !slices.Contains(group, id) && float64(n.shared(id, group)) >= mostOfMembers*float64(len(group)) {
				more = append(more, id)
			}
		}
		if len(more) == 0 {
			slices.Sort(group)
			return group
		}
		group = append(group, more...)
	}
}
