package analysis

import (
	"context"
	"math"
	"slices"

	"twingraph/graph"
)

// LinkLength is how far apart twinned cities lie, beside what chance would give.
type LinkLength struct {
	Pairs int     // pairs of neighbours with both locations known
	Mean  float64 // kilometres
	// NullMean and NullDeviation are the average and the standard deviation (of the
	// sample) of the mean length over Samples random networks.
	NullMean, NullDeviation float64 // kilometres
	Samples                 int
	// Score is (Mean - NullMean) / NullDeviation: below -2 the links are shorter
	// than chance. Nil when all samples are alike.
	Score *float64
}

// NullModel says how random networks are made.
type NullModel struct {
	Seed    uint64
	Samples int // 2 to MaxSamples; 0 for 20
}

// MaxSamples bounds the samples of a null model.
const MaxSamples = 200

// MeasureLength returns the mean length of links (parallel links once) and of the same network
// rewired at random: each city keeps its number of partners, nothing else is kept.
// Two pairs a-b, c-d are drawn and become a-d, c-b unless that would join a city to
// itself or twice to another; 10 tries a pair come before the first sample, 5 between
// samples (Maslov and Sneppen, Specificity and stability in topology of protein
// networks, Science 296, 2002). Pairs with a location that is not known take no part.
// Nil when no pair has both. Codes BadUserInput, LimitExceeded and Timeout.
func MeasureLength(ctx context.Context, n *Network, model NullModel) (*LinkLength, error) {
	switch {
	case model.Samples == 0:
		model.Samples = 20
	case model.Samples < 2:
		return nil, graph.Errorf(graph.BadUserInput, "a null model needs at least 2 samples, not %d", model.Samples).At("samples")
	case model.Samples > MaxSamples:
		return nil, graph.Errorf(graph.LimitExceeded, "a null model takes at most %d samples, not %d", MaxSamples, model.Samples).At("samples")
	}
	r := newRewiring(n, newRandom(model.Seed, 0))
	if len(r.pairs) == 0 {
		return nil, nil
	}
	length := &LinkLength{Pairs: len(r.pairs), Mean: r.meanLength(), Samples: model.Samples}
	if err := r.swap(ctx, 5*len(r.pairs)); err != nil {
		return nil, err
	}
	means := make([]float64, model.Samples)
	for i := range means {
		if err := r.swap(ctx, 5*len(r.pairs)); err != nil {
			return nil, err
		}
		means[i] = r.meanLength()
		length.NullMean += means[i] / float64(model.Samples)
	}
	spread := 0.0
	for _, m := range means {
		spread += (m - length.NullMean) * (m - length.NullMean)
	}
	length.NullDeviation = math.Sqrt(spread / float64(model.Samples-1))
	if length.NullDeviation > 0 {
		length.Score = new((length.Mean - length.NullMean) / length.NullDeviation)
	}
	return length, nil
}

// rewiring is a set of pairs under random exchange of their ends. Since no degree
// changes, each city keeps a row of fixed length for its partners.
type rewiring struct {
	n      *Network
	random *random
	pairs  [][2]int32
	slots  [][2]int32 // of each pair, where in rows its first end names the second, and the second the first
	start  []int32    // the row of city i is rows[start[i]:start[i+1]]
	rows   []int32
}

func newRewiring(n *Network, random *random) *rewiring {
	r := &rewiring{n: n, random: random, start: make([]int32, n.Len()+1)}
	for _, p := range n.chosen {
		ends := n.pairs[p]
		if n.nodes[ends[0]].Location != nil && n.nodes[ends[1]].Location != nil {
			r.pairs = append(r.pairs, ends)
			r.start[ends[0]+1]++
			r.start[ends[1]+1]++
		}
	}
	for i := range n.nodes {
		r.start[i+1] += r.start[i]
	}
	r.rows = make([]int32, 2*len(r.pairs))
	r.slots = make([][2]int32, len(r.pairs))
	next := slices.Clone(r.start)
	for i, p := range r.pairs {
		for end, city := range p {
			r.slots[i][end] = next[city]
			r.rows[next[city]] = p[1-end]
			next[city]++
		}
	}
	return r
}

// linked reports whether two cities are a pair now.
func (r *rewiring) linked(a, b int32) bool {
	rowA, rowB := r.rows[r.start[a]:r.start[a+1]], r.rows[r.start[b]:r.start[b+1]]
	if len(rowA) <= len(rowB) {
		return slices.Contains(rowA, b)
	}
	return slices.Contains(rowB, a)
}

// swap tries to exchange the ends of two random pairs a number of times. Code
// Timeout.
func (r *rewiring) swap(ctx context.Context, tries int) error {
	for try := range tries {
		if try%4096 == 0 {
			if err := stopped(ctx); err != nil {
				return err
			}
		}
		i, j := r.random.intN(len(r.pairs)), r.random.intN(len(r.pairs))
		side := r.random.next() >> 63
		a, b, c, d := r.pairs[i][0], r.pairs[i][1], r.pairs[j][side], r.pairs[j][1-side]
		if i == j || a == d || c == b || r.linked(a, d) || r.linked(c, b) {
			continue
		}
		// The row of b names c where it named a, and that of d names a where it named
		// c: these two places change pairs.
		atA, atB, atC, atD := r.slots[i][0], r.slots[i][1], r.slots[j][side], r.slots[j][1-side]
		r.rows[atA], r.rows[atB], r.rows[atC], r.rows[atD] = d, c, b, a
		r.pairs[i], r.slots[i] = [2]int32{a, d}, [2]int32{atA, atD}
		r.pairs[j], r.slots[j] = [2]int32{c, b}, [2]int32{atC, atB}
	}
	return nil
}

// meanLength returns the mean length of the pairs in kilometres.
func (r *rewiring) meanLength() float64 {
	total := 0.0
	for _, p := range r.pairs {
		total += graph.Kilometres(*r.n.nodes[p[0]].Location, *r.n.nodes[p[1]].Location)
	}
	return total / float64(len(r.pairs))
}
