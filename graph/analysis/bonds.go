package analysis

import (
	"slices"

	"twingraph/graph"
)

// Bond is a bond of a given weight between two cities, beside or instead of links:
// a shared pledge or partnership, say.
type Bond struct {
	A, B   int
	Weight float64 // positive; a pair of neighbours has weight 1
}

// bonds is an undirected network with weights, as communities are found in it.
type bonds struct {
	offsets  []int32
	to       []int32
	weight   []float64
	loop     []float64 // of each node, the weight of what was merged inside it
	strength []float64 // of each node, the weight of the ends at it; a loop has both its ends there
	total    float64   // of all ends: twice the weight of all bonds
}

// newBonds returns the bonds of a network: weight 1 for each pair of neighbours, and
// the extra ones, which add up where they repeat a pair. Extra bonds from a city to
// itself are left out.
func newBonds(n *Network, extra []Bond) *bonds {
	ends := len(n.adjacent) + 2*len(extra)
	b := &bonds{offsets: make([]int32, n.Len()+1), loop: make([]float64, n.Len()), strength: make([]float64, 0, n.Len()),
		to: make([]int32, 0, ends), weight: make([]float64, 0, ends)}
	beside := make(map[int32][]Bond, len(extra))
	for _, e := range extra {
		if e.A != e.B {
			beside[int32(e.A)] = append(beside[int32(e.A)], e)
			beside[int32(e.B)] = append(beside[int32(e.B)], Bond{e.B, e.A, e.Weight})
		}
	}
	row := newTally(n.Len())
	for v := range int32(n.Len()) {
		for _, w := range n.around(v) {
			row.add(w, 1)
		}
		for _, e := range beside[v] {
			row.add(int32(e.B), e.Weight)
		}
		b.endRow(row)
	}
	return b
}

// endRow closes the row of the next place and empties row.
func (b *bonds) endRow(row *tally) {
	v := len(b.strength)
	strength := 2 * b.loop[v]
	for _, w := range row.keys {
		b.to = append(b.to, w)
		b.weight = append(b.weight, row.of[w])
		strength += row.of[w]
	}
	b.strength = append(b.strength, strength)
	b.total += strength
	b.offsets[v+1] = int32(len(b.to))
	row.clear()
}

func (b *bonds) len() int { return len(b.strength) }

// merged is room for the bonds between the parts of a division, to be used again.
type merged struct {
	bonds
	members, start, next []int32
}

// merge makes m the bonds between the parts of a division of b with count parts, each
// of which has a place. Row is an empty tally for count keys or more.
func (m *merged) merge(b *bonds, part []int32, count int, row *tally) {
	m.members = slices.Grow(m.members[:0], b.len())[:b.len()] // nodes of b by part
	m.start = slices.Grow(m.start[:0], count+1)[:count+1]
	m.offsets = slices.Grow(m.offsets[:0], count+1)[:count+1]
	m.loop = slices.Grow(m.loop[:0], count)[:count]
	m.strength, m.total = slices.Grow(m.strength[:0], count), 0
	m.to, m.weight = slices.Grow(m.to[:0], len(b.to)), slices.Grow(m.weight[:0], len(b.to))
	clear(m.start)
	clear(m.loop)
	m.offsets[0] = 0
	for _, p := range part {
		m.start[p+1]++
	}
	for p := range count {
		m.start[p+1] += m.start[p]
	}
	m.next = append(m.next[:0], m.start...)
	for v, p := range part {
		m.members[m.next[p]] = int32(v)
		m.next[p]++
	}
	for p := range int32(count) {
		inside := 0.0
		for _, v := range m.members[m.start[p]:m.start[p+1]] {
			m.loop[p] += b.loop[v]
			for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
				if to := part[b.to[i]]; to == p {
					inside += b.weight[i]
				} else {
					row.add(to, b.weight[i])
				}
			}
		}
		m.loop[p] += inside / 2
		m.endRow(row)
	}
}

// tally adds up positive weights by key, in the order in which keys come up.
type tally struct {
	keys []int32
	of   []float64 // 0 for a key that has not come up
}

func newTally(size int) *tally { return &tally{of: make([]float64, size)} }

func (t *tally) add(key int32, weight float64) {
	if t.of[key] == 0 {
		t.keys = append(t.keys, key)
	}
	t.of[key] += weight
}

func (t *tally) clear() {
	for _, k := range t.keys {
		t.of[k] = 0
	}
	t.keys = t.keys[:0]
}

// modularity returns the modularity of a division with count parts, and each part's
// share of it: with m the weight of all bonds, w(c) of those within c and s(c) of the
// bond ends at c, the share of c is w(c)/m - resolution (s(c)/2m)². Newman and Girvan,
// Finding and evaluating community structure in networks, Physical Review E 69, 026113,
// 2004; the resolution is that of Reichardt and Bornholdt, Statistical mechanics of
// community detection, Physical Review E 74, 016110, 2006. All 0 without bonds.
func (b *bonds) modularity(part []int32, count int, resolution float64) (float64, []float64) {
	share := make([]float64, count)
	if b.total == 0 {
		return 0, share
	}
	strength := make([]float64, count)
	for v, p := range part {
		strength[p] += b.strength[v]
		share[p] += 2 * b.loop[v]
		for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
			if part[b.to[i]] == p {
				share[p] += b.weight[i]
			}
		}
	}
	q := 0.0
	for p := range share {
		of := strength[p] / b.total
		share[p] = share[p]/b.total - resolution*of*of
		q += share[p]
	}
	return q, share
}

// BondsOf returns the bonds among the members of groups: in a group of k cities each
// two are bound with 1/(k-1), so that every member gains as much as by one link (Newman,
// Scientific collaboration networks II, Physical Review E 64, 016132, 2001). Cities that
// are not in the network are left out of the bonds, not of the count.
func BondsOf(n *Network, groups [][]graph.ID) []Bond {
	var bonds []Bond
	for _, group := range groups {
		for i, a := range group {
			from, ok := n.numbers[a]
			if !ok {
				continue
			}
			for _, b := range group[i+1:] {
				if to, ok := n.numbers[b]; ok {
					bonds = append(bonds, Bond{A: int(from), B: int(to), Weight: 1 / float64(len(group)-1)})
				}
			}
		}
	}
	return bonds
}
