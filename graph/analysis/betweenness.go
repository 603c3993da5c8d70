package analysis

import (
	"context"
	"math"
)

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
				walk.add(int32(s))
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

// brandes counts shortest paths from one source at a time. Its loops branch on nothing that
// the network decides: a processor that guesses wrong on every second edge takes twice as long.
type brandes struct {
	*core
	score  []float64
	at     []reach  // by place
	order  []int32  // the places reached, in order of distance
	steps  []step   // outward, in the order of where they begin
	handed []handed // by place
}

// reach is how a place is reached from the source.
type reach struct {
	paths    float64 // the number of shortest paths; 0 while not reached
	distance int32   // unreached while not reached
}

// handed is what each shortest path to a place hands back to the place before.
type handed struct {
	own    float64 // for the cities folded there
	beyond float64 // for those further out
}

// step leads from one place to one that is further out.
type step struct{ from, to int32 }

// unreached is further away than anything.
const unreached = math.MaxInt32

func newBrandes(c *core) *brandes {
	size, ends := len(c.city), len(c.adjacent)
	b := &brandes{core: c, at: make([]reach, size), order: make([]int32, size+1), steps: make([]step, ends+1), handed: make([]handed, size)}
	for i := range b.at {
		b.at[i].distance = unreached
	}
	return b
}

// walk finds the shortest paths from source, and returns the places that are reached and the
// steps outward.
func (b *brandes) walk(source int32) ([]int32, []step) {
	at, order, steps := b.at, b.order, b.steps
	order[0], at[source] = source, reach{paths: 1}
	reached, taken := 1, 0
	for i := 0; i < reached; i++ {
		v := order[i]
		next := at[v].distance + 1
		paths := [2]float64{0, at[v].paths}
		for _, w := range b.adjacent[b.offsets[v]:b.offsets[v+1]] {
			there := &at[w]
			first, outward := 0, 0
			if there.distance == unreached {
				first = 1
			}
			if there.distance >= next {
				outward = 1
			}
			there.distance = min(there.distance, next)
			there.paths += paths[outward&1]
			order[reached] = w
			reached += first
			steps[taken] = step{v, w}
			taken += outward
		}
	}
	return order[:reached], steps[:taken]
}

// add adds to score the pairs of which one end is folded at source.
func (b *brandes) add(source int32) {
	order, steps := b.walk(source)
	handed := b.handed
	for _, v := range order {
		handed[v].own, handed[v].beyond = b.weight[v]/b.at[v].paths, 0
	}
	for i := len(steps) - 1; i >= 0; i-- { // all that begin at a place come after those that lead to it
		handed[steps[i].from].beyond += handed[steps[i].to].own + handed[steps[i].to].beyond
	}
	weight := b.weight[source]
	for i, v := range order {
		if i > 0 { // a path does not lead through its own end
			b.score[v] += weight * b.at[v].paths * handed[v].beyond
		}
		b.at[v] = reach{distance: unreached}
	}
}
