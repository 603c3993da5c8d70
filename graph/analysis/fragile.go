package analysis

import "slices"

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

// descent is a depth-first walk of all components. Places are those in its order, from 0.
type descent struct {
	order  []int32 // the cities by place
	parent []int32 // by place, the place from which it was found; -1 for roots
	up     []int32 // by place, the pair that leads to its parent; -1 for roots
	low    []int32 // by place, the earliest place reached from its subtree by one step back
	size   []int32 // by place, the cities in its subtree
	whole  []int32 // by place, the cities in its component
	place  []int32 // of each city
}

// descend walks the network without recursion. In the order of the walk a subtree is what
// follows its root, so that all that is known of subtrees is summed up afterwards, from the
// last place to the first.
func descend(n *Network) *descent {
	count := n.Len()
	room := make([]int32, 8*count)
	take := func() []int32 {
		part := room[:count:count]
		room = room[count:]
		return part
	}
	w := &descent{order: take(), parent: take(), up: take(), low: take(), size: take(), whole: take(), place: take()}
	next := take()
	copy(next, n.offsets)
	order, parent, up, low, place := w.order, w.parent, w.up, w.low, w.place
	for v := range place {
		place[v] = -1
	}
	found := int32(0)
	for root := range int32(count) {
		if place[root] >= 0 {
			continue
		}
		order[found], parent[found], up[found], low[found], place[root] = root, -1, -1, found, found
		here := found
		found++
		for here >= 0 {
			v := order[here]
			slot, end := next[v], n.offsets[v+1]
			for slot < end {
				back := place[n.adjacent[slot]]
				if back < 0 {
					break
				}
				if back < low[here] && back != parent[here] {
					low[here] = back
				}
				slot++
			}
			if slot == end {
				here = parent[here]
				continue
			}
			next[v] = slot + 1
			u := n.adjacent[slot]
			order[found], parent[found], up[found], low[found], place[u] = u, here, n.pairOf[slot], found, found
			here = found
			found++
		}
	}
	w.sum()
	return w
}

// sum finds what follows from whole subtrees.
func (w *descent) sum() {
	for here := len(w.order) - 1; here >= 0; here-- {
		w.size[here]++
		if p := w.parent[here]; p >= 0 {
			w.low[p] = min(w.low[p], w.low[here])
			w.size[p] += w.size[here]
		}
	}
	for here, p := range w.parent {
		if p < 0 {
			w.whole[here] = w.size[here]
		} else {
			w.whole[here] = w.whole[p]
		}
	}
}

func fragile(n *Network) ([]Bridge, []Joint) {
	w := descend(n)
	under := make([]int32, len(n.links)) // of each link that is a bridge, the place whose subtree hangs on it
	pieces := make([]int32, n.Len())     // of each city, the pieces under it that its loss would cut off
	bridges := 0
	for here, p := range w.parent {
		if p < 0 {
			continue
		}
		if w.low[here] >= p {
			pieces[w.order[p]]++
		}
		if w.low[here] > p {
			if link := n.onlyLink(w.up[here]); link >= 0 {
				under[link] = int32(here) // never 0, which is a root
				bridges++
			}
		}
	}
	return w.bridges(n, under, bridges), w.joints(n, pieces)
}

// bridges describes the bridges, count in number: links are numbered in order of id.
func (w *descent) bridges(n *Network, under []int32, count int) []Bridge {
	links, smaller := make([]int32, 0, count), make([]int32, 0, count)
	for link, here := range under {
		if here > 0 {
			links = append(links, int32(link))
			smaller = append(smaller, min(w.size[here], w.whole[here]-w.size[here]))
		}
	}
	bridges := make([]Bridge, count)
	for i, of := range largestFirst(smaller) {
		bridges[i] = w.bridge(n, links[of], under[links[of]])
	}
	return bridges
}

// joints returns the articulation points, given of each city the number of pieces that its
// loss would cut off under it.
func (w *descent) joints(n *Network, under []int32) []Joint {
	number, room := 0, 0
	splits := func(city int) bool { return under[city] > 1 || under[city] == 1 && w.parent[w.place[city]] >= 0 }
	for city, pieces := range under {
		if splits(city) {
			number, room = number+1, room+int(pieces)+1
		}
	}
	found, cutOff, sizes := make([]Joint, 0, number), make([]int32, 0, number), make([]int, 0, room)
	for city := range under {
		if splits(city) {
			pieces := w.pieces(n, w.place[city], sizes)
			found = append(found, Joint{City: city, Pieces: slices.Clip(pieces)})
			cutOff = append(cutOff, w.whole[w.place[city]]-1-int32(pieces[0]))
			sizes = pieces[len(pieces):]
		}
	}
	joints := make([]Joint, number)
	for i, of := range largestFirst(cutOff) {
		joints[i] = found[of]
	}
	return joints
}

// largestFirst returns the indexes of values, none of them negative, in order of value, the
// largest first, and of equal ones as they are. Takes time in proportion to their number and
// the largest.
func largestFirst(values []int32) []int32 {
	if len(values) == 0 {
		return nil
	}
	most := slices.Max(values)
	next := make([]int32, most+2) // by how much a value is below the largest, from 1 on; then where the next of it goes
	for _, x := range values {
		next[most-x+1]++
	}
	for i := range most {
		next[i+1] += next[i]
	}
	order := make([]int32, len(values))
	for i, x := range values {
		order[next[most-x]] = int32(i)
		next[most-x]++
	}
	return order
}

// bridge describes a bridge, given the place whose subtree hangs on it.
func (w *descent) bridge(n *Network, link, under int32) Bridge {
	size, all := int(w.size[under]), int(w.whole[under])
	b := Bridge{Link: n.link(link), Smaller: size, Larger: all - size, Side: int(w.order[under])}
	above := int(w.order[w.parent[under]])
	if 2*size > all {
		b.Smaller, b.Larger, b.Side = all-size, size, above
	} else if 2*size == all {
		b.Side = min(above, b.Side)
	}
	return b
}

// pieces appends to sizes, which is empty, the sizes of the pieces that the loss of the city at a place would
// leave of its component, largest first.
func (w *descent) pieces(n *Network, here int32, sizes []int) []int {
	rest := int(w.whole[here]) - 1
	for _, u := range n.around(w.order[here]) {
		if child := w.place[u]; w.parent[child] == here && w.low[child] >= here {
			sizes = append(sizes, int(w.size[child]))
			rest -= int(w.size[child])
		}
	}
	if w.parent[here] >= 0 {
		sizes = append(sizes, rest) // what it hangs on
	}
	slices.SortFunc(sizes, func(a, b int) int { return b - a })
	return sizes
}
