package analysis

import (
	"context"
	"math"
)

// Damping is the damping factor that PageRank is customarily computed with.
const Damping = 0.85

// PageRank returns the share of time that a traveller spends in each city who, at
// each step, goes to a random neighbour with probability damping (0 or more, below 1)
// and else, or from a city without neighbours, to a random city: Brin and Page, The
// anatomy of a large-scale hypertextual web search engine, 1998. The shares add up
// to 1.
//
// With M the matrix of steps to neighbours it solves x = damping M x + (1-damping)/Len
// and scales x to 1, which accounts for cities without neighbours (Langville and
// Meyer, Deeper inside PageRank, Internet Mathematics 1, 2004). Links being undirected,
// M has real eigenvalues from -1 to 1 and the Chebyshev semi-iterative method applies:
// Golub and Varga, Chebyshev semi-iterative methods, Numerische Mathematik 3, 1961. It
// ends when the shares change by less than 1e-13 in all. Code Timeout.
func PageRank(ctx context.Context, n *Network, damping float64) ([]float64, error) {
	const tolerance, mostRounds = 1e-13, 100_000
	anywhere := (1 - damping) / float64(n.Len())
	before, rank := make([]float64, n.Len()), make([]float64, n.Len())
	for i := range rank {
		rank[i] = anywhere
	}
	out := make([]float64, n.Len()) // what each city hands to each neighbour
	weight := 1.0
	for round := range mostRounds {
		if err := stopped(ctx); err != nil {
			return nil, err
		}
		for i, x := range rank {
			if d := n.Degree(i); d > 0 {
				out[i] = damping * x / float64(d)
			}
		}
		switch round {
		case 0:
		case 1:
			weight = 2 / (2 - damping*damping)
		default:
			weight = 1 / (1 - damping*damping*weight/4)
		}
		change := 0.0
		for i := range rank {
			next := anywhere
			for _, v := range n.around(int32(i)) {
				next += out[v]
			}
			if round > 0 {
				next = before[i] + weight*(next-before[i])
			}
			change += math.Abs(next - rank[i])
			before[i] = next
		}
		before, rank = rank, before
		if change < tolerance {
			break
		}
	}
	total := 0.0
	for _, x := range rank {
		total += x
	}
	for i := range rank {
		rank[i] /= total
	}
	return rank, nil
}
