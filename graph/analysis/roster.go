package analysis

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// roster is what networks made from one another share: cities, links, and pairs of
// cities with at least one link.
type roster struct {
	nodes     []Node
	numbers   map[graph.ID]int32
	countries []string // codes in order
	country   []int32  // of each city, an index into countries; -1 when not known

	links        []bareLink         // in order of id
	numberOfLink map[graph.ID]int32 // link by id
	pairs        [][2]int32         // smaller number first, in order
	pairLinks    []int32            // links by pair, then id
	pairStart    []int32            // the links of pair p are pairLinks[pairStart[p]:pairStart[p+1]]

	// The histories of all links in short: those of link t are
	// stretches[stretchStart[t]:stretchStart[t+1]], in order of time.
	stretches    []stretch
	stretchStart []int32

	// Of a network with members, by pair: spans[spanStart[p]:spanStart[p+1]].
	spans     []span
	spanStart []int32
}

// bareLink is a link without its status, which differs between networks of one roster.
type bareLink struct {
	id      graph.ID
	a, b    int32
	kind    graph.LinkKind
	history graph.History
}

// stretch is a time in which a link had one status on one basis, from its first to its last
// day. One that is known by a list alone begins before the list: with what is not known before.
type stretch struct {
	first, last graph.Day
	status      statusCode
	basis       basisCode
	byList      bool
	known       graph.Day // first day on which the status is known; first but of one by a list
}

func (r *roster) addCities(cities []*graph.City) error {
	sorted := slices.Clone(cities)
	slices.SortFunc(sorted, func(a, b *graph.City) int { return cmp.Compare(a.ID, b.ID) })
	r.nodes = make([]Node, len(sorted))
	r.numbers = make(map[graph.ID]int32, len(sorted))
	for i, c := range sorted {
		if _, twice := r.numbers[c.ID]; twice {
			return graph.Errorf(graph.BadUserInput, "the city %s occurs twice in the network", c.ID)
		}
		r.nodes[i] = Node{ID: c.ID, Country: c.Country, Location: c.Location, Population: c.Population, InDispute: c.InDispute()}
		r.numbers[c.ID] = int32(i)
		if c.Country != "" {
			r.countries = append(r.countries, c.Country)
		}
	}
	slices.Sort(r.countries)
	r.countries = slices.Compact(r.countries)
	r.country = make([]int32, len(r.nodes))
	for i, n := range r.nodes {
		at, known := slices.BinarySearch(r.countries, n.Country)
		if !known {
			at = -1
		}
		r.country[i] = int32(at)
	}
	return nil
}

func (r *roster) addLinks(links []*graph.TwinningLink, standing func(*graph.TwinningLink) Standing) ([]statusCode, []basisCode, error) {
	sorted := slices.Clone(links)
	slices.SortFunc(sorted, func(a, b *graph.TwinningLink) int { return cmp.Compare(a.ID, b.ID) })
	r.links = make([]bareLink, 0, len(sorted))
	r.numberOfLink = make(map[graph.ID]int32, len(sorted))
	r.stretchStart = append(r.stretchStart, 0)
	status, basis := make([]statusCode, 0, len(sorted)), make([]basisCode, 0, len(sorted))
	for _, l := range sorted {
		if _, twice := r.numberOfLink[l.ID]; twice {
			return nil, nil, graph.Errorf(graph.BadUserInput, "the link %s occurs twice in the network", l.ID)
		}
		a, knownA := r.numbers[l.A]
		b, knownB := r.numbers[l.B]
		if !knownA || !knownB || a == b {
			continue
		}
		s := standing(l)
		code, err := codeOf(s.Status)
		if err != nil {
			return nil, nil, err
		}
		r.numberOfLink[l.ID] = int32(len(r.links))
		r.links = append(r.links, bareLink{id: l.ID, a: a, b: b, kind: l.Kind, history: s.History})
		status, basis = append(status, code), append(basis, codeOfBasis(s.Basis))
		if err := r.addStretches(s.History); err != nil {
			return nil, nil, err
		}
	}
	return status, basis, nil
}

// addStretches adds the history of the next link, joining neighbouring spells of one
// status on one basis.
func (r *roster) addStretches(h graph.History) error {
	start := int(r.stretchStart[len(r.stretchStart)-1])
	for _, spell := range h {
		code, err := codeOf(spell.Status)
		if err != nil {
			return err
		}
		last := spell.To - 1
		if spell.To == graph.MaxDay {
			last = graph.MaxDay
		}
		basis := codeOfBasis(spell.Basis)
		if n := len(r.stretches); n > start && r.stretches[n-1].status == code && r.stretches[n-1].basis == basis {
			r.stretches[n-1].last = last
			continue
		}
		next := stretch{first: spell.From, last: last, status: code, basis: basis, known: spell.From, byList: spell.Basis == graph.BasisListing}
		if n := len(r.stretches); next.byList && n > start && r.stretches[n-1].status.status() == graph.StatusUnknown {
			next.first = r.stretches[n-1].first
		}
		r.stretches = append(r.stretches, next)
	}
	r.stretchStart = append(r.stretchStart, int32(len(r.stretches)))
	return nil
}

// pair groups the links by the two cities they join.
func (r *roster) pair() {
	key := func(t int32) uint64 { return pairKey(r.links[t].a, r.links[t].b) }
	r.pairLinks = make([]int32, len(r.links))
	for i := range r.pairLinks {
		r.pairLinks[i] = int32(i)
	}
	slices.SortFunc(r.pairLinks, func(s, t int32) int {
		return cmp.Or(cmp.Compare(key(s), key(t)), cmp.Compare(s, t))
	})
	for i, t := range r.pairLinks {
		if i == 0 || key(t) != key(r.pairLinks[i-1]) {
			k := key(t)
			r.pairs = append(r.pairs, [2]int32{int32(k >> 32), int32(k & 0xffffffff)})
			r.pairStart = append(r.pairStart, int32(i))
		}
	}
	r.pairStart = append(r.pairStart, int32(len(r.pairLinks)))
}
