package analysis

import "context"

// Betweenness returns, of each city, the number of pairs of other cities whose
// shortest paths lead through it; a pair with several shortest paths counts by the
// share of them that do. Divide by (Len-1)(Len-2)/2 for a share of the most there
// can be. It is exact: Freeman, A set of measures of centrality based on
// betweenness, Sociometry 40, 1977, by the algorithm of Brandes, A faster algorithm
// for betweenness centrality, Journal of Mathematical Sociology 25, 2001. Cities
// that hang on the rest by one link are folded into it first and their share is
// added in closed form: Puzis and others, Heuristics for speeding up betweenness
// centrality computation, SocialCom 2012. Code Timeout.
func Betweenness(ctx context.Context, n *Network, progress Progress) ([]float64, error) {
	score := make([]float64, n.Len())
	core := fold(n, score)
	parts := make([][]float64, shares)
	err := inShares(ctx, "betweenness", len(core.city), progress, func() func(int, func() error) error {
		walk := newBrandes(core)
		return func(share int, step func() error) error {
			walk.score = make([]float64, len(core.city))
			parts[share] = walk.score
			for s := share; s < len(core.city); s += shares {
				walk.from(int32(s))
				if err := step(); err != nil {
					return err
				}
			}
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	for i, x := range sum(parts, len(core.city)) {
		score[core.city[i]] += x / 2 // each pair was seen from both ends
	}
	return score, nil
}

// core is what is left of a network when cities with one neighbour have been
// folded into it, again and again.
type core struct {
	city     []int32   // of each place in the core, the number of its city
	weight   []float64 // the cities folded into it, itself included
	offsets  []int32
	adjacent []int32 // by place
}

// fold builds the core and adds to score, for every city, the pairs that lead
// through it of which one end at least is folded away at it.
func fold(n *Network, score []float64) *core {
	components := Components(n)
	degree := make([]int, n.Len())
	weight := make([]float64, n.Len())
	var leaves []int32
	for i := range degree {
		weight[i], degree[i] = 1, n.Degree(i)
		if degree[i] == 1 {
			leaves = append(leaves, int32(i))
		}
	}
	folded := make([]bool, n.Len())
	// through adds the pairs of a city folded at v, v itself aside, and one outside.
	through := func(v int32) {
		all := float64(len(components.Members[components.Of[v]]))
		score[v] += (weight[v] - 1) * (all - weight[v])
	}
	for len(leaves) > 0 {
		u := leaves[len(leaves)-1]
		leaves = leaves[:len(leaves)-1]
		if degree[u] != 1 {
			continue // the other end of a pair, folded first
		}
		folded[u] = true
		through(u)
		for _, v := range n.around(u) {
			if folded[v] {
				continue
			}
			score[v] += weight[u] * (weight[v] - 1) // from u's branch to those folded at v before
			weight[v] += weight[u]
			if degree[v]--; degree[v] == 1 {
				leaves = append(leaves, v)
			}
		}
	}
	c := &core{offsets: []int32{0}}
	place := make([]int32, n.Len())
	for _, batch := range sourceBatches(n, components) {
		for _, v := range batch {
			if !folded[v] {
				through(v)
				place[v] = int32(len(c.city))
				c.city = append(c.city, v)
				c.weight = append(c.weight, weight[v])
			}
		}
	}
	for _, v := range c.city {
		for _, w := range n.around(v) {
			if !folded[w] {
				c.adjacent = append(c.adjacent, place[w])
			}
		}
		c.offsets = append(c.offsets, int32(len(c.adjacent)))
	}
	return c
}

// brandes counts shortest paths from one source at a time.
type brandes struct {
	*core
	score    []float64
	distance []int32   // from the source; -1 while not reached
	paths    []float64 // the number of shortest paths from the source
	// pull is, of each place, (weight + dependency) / paths: what each shortest path
	// to it hands back to the place before.
	pull  []float64
	order []int32
	// onward holds for each place in order the places one step further out;
	// those of order[i] end at ends[i].
	onward []int32
	ends   []int32
}

func newBrandes(c *core) *brandes {
	b := &brandes{core: c, distance: make([]int32, len(c.city)), paths: make([]float64, len(c.city)), pull: make([]float64, len(c.city))}
	for i := range b.distance {
		b.distance[i] = -1
	}
	return b
}

// from adds to score the pairs of which one end is folded at source.
func (b *brandes) from(source int32) {
	b.order = append(b.order[:0], source)
	b.onward, b.ends = b.onward[:0], b.ends[:0]
	b.distance[source], b.paths[source] = 0, 1
	for i := 0; i < len(b.order); i++ {
		v := b.order[i]
		next, paths := b.distance[v]+1, b.paths[v]
		for _, w := range b.adjacent[b.offsets[v]:b.offsets[v+1]] {
			switch b.distance[w] {
			case -1:
				b.distance[w], b.paths[w] = next, paths
				b.order = append(b.order, w)
				b.onward = append(b.onward, w)
			case next:
				b.paths[w] += paths
				b.onward = append(b.onward, w)
			}
		}
		b.ends = append(b.ends, int32(len(b.onward)))
	}
	weight := b.weight[source]
	for i := len(b.order) - 1; i > 0; i-- {
		v := b.order[i]
		pulled := 0.0
		for _, w := range b.onward[b.ends[i-1]:b.ends[i]] {
			pulled += b.pull[w]
		}
		dependency := b.paths[v] * pulled
		b.score[v] += weight * dependency
		b.pull[v] = (b.weight[v] + dependency) / b.paths[v]
		b.distance[v] = -1
	}
	b.distance[source] = -1
}
