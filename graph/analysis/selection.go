package analysis

import (
	"slices"

	"twingraph/graph"
)

// Selection chooses links. The zero value chooses every link but those
// NOT_ESTABLISHED.
type Selection struct {
	Statuses []graph.Status   // empty for every status but NOT_ESTABLISHED
	Kinds    []graph.LinkKind // empty for every kind
	Bases    []graph.Basis    // what the status rests on; empty for everything. A supposed status rests on nothing and is chosen by all
}

// Active chooses the links that stand.
func Active() Selection { return Selection{Statuses: []graph.Status{graph.StatusActive}} }

// Change is one supposed status of one link.
type Change struct {
	Link   graph.ID
	Status graph.Status
}

// Through returns the network of the same cities through the links that s chooses
// among all links of n, whatever n itself chose. Cities keep their numbers. Takes
// time in proportion to cities and links.
func (n *Network) Through(s Selection) *Network {
	through := *n
	through.selection, through.choice = s, newChoice(s)
	through.connect(through.chooses, through.joined)
	return &through
}

// Selection returns what the network chose its links by.
func (n *Network) Selection() Selection { return n.selection }

// With returns the network as it would be with the given statuses, nothing else
// changed: n itself is not touched. Code NotFound for a link that is not in the
// network; BadUserInput for a status that is none of graph.Statuses and for a link
// that is named twice.
func (n *Network) With(changes []Change) (*Network, error) {
	status, basis := slices.Clone(n.status), slices.Clone(n.basis)
	named := make(map[graph.ID]bool, len(changes))
	for _, c := range changes {
		t, ok := n.numberOfLink[c.Link]
		if !ok {
			return nil, graph.Errorf(graph.NotFound, "there is no link %s in the network", c.Link).At("changes")
		}
		if named[c.Link] {
			return nil, graph.Errorf(graph.BadUserInput, "the link %s is named twice; give it one status", c.Link).At("changes")
		}
		named[c.Link] = true
		code, err := codeOf(c.Status)
		if err != nil {
			return nil, err
		}
		status[t], basis[t] = code, supposed
	}
	with := *n
	with.status, with.basis = status, basis
	return with.Through(n.selection), nil
}

// statusCode is an index into graph.Statuses.
type statusCode uint8

func codeOf(s graph.Status) (statusCode, error) {
	i := slices.Index(graph.Statuses(), s)
	if i < 0 {
		return 0, graph.Errorf(graph.BadUserInput, "%q is not a status of a link", s)
	}
	return statusCode(i), nil
}

func (c statusCode) status() graph.Status { return graph.Statuses()[c] }

// basisCode is an index into graph.Bases, from 1; 0 for none.
type basisCode uint8

// supposed is the basis of a status that is not known but supposed.
const supposed basisCode = 63

func codeOfBasis(b graph.Basis) basisCode { return basisCode(slices.Index(graph.Bases(), b) + 1) }

// choice is a Selection made quick to apply.
type choice struct {
	statuses uint // a bit for each statusCode
	kinds    []graph.LinkKind
	bases    uint64 // a bit for each basisCode
}

func newChoice(s Selection) choice {
	c := choice{kinds: s.Kinds}
	for i, status := range graph.Statuses() {
		if slices.Contains(s.Statuses, status) || len(s.Statuses) == 0 && status != graph.StatusNotEstablished {
			c.statuses |= 1 << i
		}
	}
	if len(s.Bases) == 0 {
		c.bases = ^uint64(0)
	}
	for _, b := range s.Bases {
		c.bases |= 1<<codeOfBasis(b) | 1<<supposed
	}
	return c
}

func (c choice) hasBasis(b basisCode) bool { return c.bases>>b&1 == 1 }

func (c choice) hasStatus(s statusCode) bool { return c.statuses>>s&1 == 1 }

func (c choice) hasKind(k graph.LinkKind) bool {
	return len(c.kinds) == 0 || slices.Contains(c.kinds, k)
}

// chooses reports whether the network chose a link.
func (n *Network) chooses(t int32) bool {
	return n.choice.hasStatus(n.status[t]) && n.choice.hasBasis(n.basis[t]) && n.choice.hasKind(n.links[t].kind)
}

// connect builds the adjacency of the pairs that have a link accepted by chooses, or that
// are joined otherwise.
func (n *Network) connect(chooses func(t int32) bool, joined func(pair int32) bool) {
	n.chosen = make([]int32, 0, len(n.pairs))
	n.offsets = make([]int32, len(n.nodes)+1)
	for p, ends := range n.pairs {
		if slices.ContainsFunc(n.allLinksOf(int32(p)), chooses) || joined(int32(p)) {
			n.chosen = append(n.chosen, int32(p))
			n.offsets[ends[0]+1]++
			n.offsets[ends[1]+1]++
		}
	}
	for i := range n.nodes {
		n.offsets[i+1] += n.offsets[i]
	}
	n.adjacent = make([]int32, 2*len(n.chosen))
	n.pairOf = make([]int32, 2*len(n.chosen))
	next := slices.Clone(n.offsets)
	fill := func(city, neighbour, pair int32) {
		n.adjacent[next[city]], n.pairOf[next[city]] = neighbour, pair
		next[city]++
	}
	// Pairs are in order of their smaller, then their larger end: writing all
	// smaller neighbours before any larger one leaves each row ascending.
	for _, p := range n.chosen {
		fill(n.pairs[p][1], n.pairs[p][0], p)
	}
	for _, p := range n.chosen {
		fill(n.pairs[p][0], n.pairs[p][1], p)
	}
}

// within returns the network of the same cities and only those pairs of neighbours
// that keep accepts.
func (n *Network) within(keep func(a, b int32) bool) *Network {
	sub := *n
	sub.connect(func(t int32) bool { return n.chooses(t) && keep(n.links[t].a, n.links[t].b) },
		func(pair int32) bool { return n.joined(pair) && keep(n.pairs[pair][0], n.pairs[pair][1]) })
	return &sub
}
