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
func (n *Network) Through(s Selection) *Network { return newNetwork(n.roster, n.status, s) }

// Selection returns what the network chose its links by.
func (n *Network) Selection() Selection { return n.selection }

// With returns the network as it would be with the given statuses, nothing else
// changed: n itself is not touched. Code NotFound for a link that is not in the
// network; BadUserInput for a status that is none of graph.Statuses and for a link
// that is named twice.
func (n *Network) With(changes []Change) (*Network, error) {
	status := slices.Clone(n.status)
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
		status[t] = code
	}
	return newNetwork(n.roster, status, n.selection), nil
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

// choice is a Selection made quick to apply.
type choice struct {
	statuses uint // a bit for each statusCode
	kinds    []graph.LinkKind
}

func newChoice(s Selection) choice {
	c := choice{kinds: s.Kinds}
	for i, status := range graph.Statuses() {
		if slices.Contains(s.Statuses, status) || len(s.Statuses) == 0 && status != graph.StatusNotEstablished {
			c.statuses |= 1 << i
		}
	}
	return c
}

func (c choice) hasStatus(s statusCode) bool { return c.statuses>>s&1 == 1 }

func (c choice) hasKind(k graph.LinkKind) bool {
	return len(c.kinds) == 0 || slices.Contains(c.kinds, k)
}

// chooses reports whether the network chose a link.
func (n *Network) chooses(t int32) bool {
	return n.choice.hasStatus(n.status[t]) && n.choice.hasKind(n.links[t].kind)
}

func newNetwork(r *roster, status []statusCode, s Selection) *Network {
	n := &Network{roster: r, status: status, selection: s, choice: newChoice(s)}
	n.connect(n.chooses)
	return n
}

// connect builds the adjacency of the pairs that have a link accepted by chooses.
func (n *Network) connect(chooses func(t int32) bool) {
	n.chosen = make([]int32, 0, len(n.pairs))
	n.offsets = make([]int32, len(n.nodes)+1)
	for p, ends := range n.pairs {
		if slices.ContainsFunc(n.allLinksOf(int32(p)), chooses) {
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
	sub := &Network{roster: n.roster, status: n.status, selection: n.selection, choice: n.choice}
	sub.connect(func(t int32) bool { return n.chooses(t) && keep(n.links[t].a, n.links[t].b) })
	return sub
}
