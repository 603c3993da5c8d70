package analysis

import (
	"cmp"
	"slices"
)

// Bridge is a link whose loss alone would split a component: no other link joins
// its two cities, and no way round leads from one to the other.
type Bridge struct {
	Link Link
	// Smaller is the number of cities in the smaller of the two pieces, Larger in
	// the larger.
	Smaller, Larger int
	// Side is the end of the link that lies in the smaller piece; of equal pieces
	// the first.
	Side int
}

// Joint is an articulation point: a city whose loss would split its component.
type Joint struct {
	City   int
	Pieces []int // the sizes of the pieces that would be left, largest first
}

// Bridges returns the bridges, those that cut off most cities first, then in order
// of link id. Two cities with several chosen links between them hold even when one
// of these is lost, so theirs are no bridges.
//
// Takes time in proportion to cities and links: Hopcroft and Tarjan, Algorithm 447:
// efficient algorithms for graph manipulation, Communications of the ACM 16, 1973;
// Tarjan, A note on finding the bridges of a graph, 1974.
func Bridges(n *Network) []Bridge {
	bridges, _ := fragile(n)
	return bridges
}

// Joints returns the articulation points, those that leave most cities outside
// the largest piece first, then by number. References as for Bridges.
func Joints(n *Network) []Joint {
	_, joints := fragile(n)
	return joints
}

// descent is a depth-first walk of all components.
type descent struct {
	order  []int32 // cities in the order in which they were found
	found  []int32 // of each city, its place in order, from 1; 0 while not found
	low    []int32 // of each city, the earliest place reached from its subtree by one step back
	size   []int32 // of each city, the cities in its subtree
	parent []int32 // of each city, where it was found from; -1 for roots
	up     []int32 // of each city, the pair that leads to its parent; -1 for roots
	root   []int32 // of each city, the root of its component
}

// descend walks the network without recursion.
func descend(n *Network) *descent {
	count := n.Len()
	w := &descent{order: make([]int32, 0, count), found: make([]int32, count), low: make([]int32, count),
		size: make([]int32, count), parent: make([]int32, count), up: make([]int32, count), root: make([]int32, count)}
	next := slices.Clone(n.offsets[:count])
	var stack []int32
	enter := func(v, parent, pair, root int32) {
		w.order = append(w.order, v)
		w.found[v] = int32(len(w.order))
		w.low[v], w.size[v] = w.found[v], 1
		w.parent[v], w.up[v], w.root[v] = parent, pair, root
		stack = append(stack, v)
	}
	for root := range int32(count) {
		if w.found[root] != 0 {
			continue
		}
		enter(root, -1, -1, root)
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			if next[v] == n.offsets[v+1] {
				stack = stack[:len(stack)-1]
				if p := w.parent[v]; p >= 0 {
					w.low[p] = min(w.low[p], w.low[v])
					w.size[p] += w.size[v]
				}
				continue
			}
			slot := next[v]
			next[v]++
			switch u := n.adjacent[slot]; {
			case w.found[u] == 0:
				enter(u, v, n.pairOf[slot], root)
			case u != w.parent[v]:
				w.low[v] = min(w.low[v], w.found[u])
			}
		}
	}
	return w
}

// cut is a bridge in short: a link, and the end of it whose subtree hangs on it.
type cut struct {
	link, under int32
	smaller     int32 // cities in the smaller piece
}

func fragile(n *Network) ([]Bridge, []Joint) {
	w := descend(n)
	var cuts []cut
	under := make([]int32, n.Len()) // of each city, the pieces under it that its loss would cut off
	for _, v := range w.order {
		p := w.parent[v]
		if p < 0 {
			continue
		}
		if w.low[v] >= w.found[p] {
			under[p]++
		}
		if w.low[v] > w.found[p] {
			if link := n.onlyLink(w.up[v]); link >= 0 {
				cuts = append(cuts, cut{link: link, under: v, smaller: min(w.size[v], w.size[w.root[v]]-w.size[v])})
			}
		}
	}
	slices.SortFunc(cuts, func(a, b cut) int { // links are numbered in order of id
		return cmp.Or(cmp.Compare(b.smaller, a.smaller), cmp.Compare(a.link, b.link))
	})
	bridges := make([]Bridge, len(cuts))
	for i, c := range cuts {
		bridges[i] = w.bridge(n, c)
	}
	return bridges, w.joints(n, under)
}

// joints returns the articulation points, given the number of pieces that the loss
// of each city would cut off under it.
func (w *descent) joints(n *Network, under []int32) []Joint {
	number, room := 0, 0
	splits := func(v int) bool { return under[v] > 1 || under[v] == 1 && w.parent[v] >= 0 }
	for v, pieces := range under {
		if splits(v) {
			number, room = number+1, room+int(pieces)+1
		}
	}
	joints, sizes := make([]Joint, 0, number), make([]int, 0, room)
	for v := range under {
		if splits(v) {
			pieces := w.pieces(n, int32(v), sizes)
			joints = append(joints, Joint{City: v, Pieces: slices.Clip(pieces)})
			sizes = pieces[len(pieces):]
		}
	}
	slices.SortFunc(joints, func(a, b Joint) int {
		return cmp.Or(cmp.Compare(b.cutOff(), a.cutOff()), cmp.Compare(a.City, b.City))
	})
	return joints
}

// bridge describes a bridge.
func (w *descent) bridge(n *Network, c cut) Bridge {
	size, all := int(w.size[c.under]), int(w.size[w.root[c.under]])
	b := Bridge{Link: n.link(c.link), Smaller: size, Larger: all - size, Side: int(c.under)}
	above := int(w.parent[c.under])
	if 2*size > all {
		b.Smaller, b.Larger, b.Side = all-size, size, above
	} else if 2*size == all {
		b.Side = min(above, b.Side)
	}
	return b
}

// pieces appends to sizes, which is empty, the sizes of the pieces that the loss of v
// would leave of its component, largest first.
func (w *descent) pieces(n *Network, v int32, sizes []int) []int {
	rest := int(w.size[w.root[v]]) - 1
	for _, u := range n.around(v) {
		if w.parent[u] == v && w.low[u] >= w.found[v] {
			sizes = append(sizes, int(w.size[u]))
			rest -= int(w.size[u])
		}
	}
	if w.parent[v] >= 0 {
		sizes = append(sizes, rest) // what it hangs on
	}
	slices.SortFunc(sizes, func(a, b int) int { return cmp.Compare(b, a) })
	return sizes
}

// cutOff returns the number of cities outside the largest piece.
func (j Joint) cutOff() int {
	total := 0
	for _, size := range j.Pieces[1:] {
		total += size
	}
	return total
}
