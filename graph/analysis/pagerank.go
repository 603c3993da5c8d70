package analysis

import (
	"context"
	"math"
)

// Damping is the damping factor that PageRank is customarily computed with.
const Damping = 0.85

// PageRank returns the share of time that a traveller spends in each city who, at
// each step, goes to a random neighbour with probability damping (0 to 1) and else,
// or from a city without neighbours, to a random city: Brin and Page, The anatomy of
// a large-scale hypertextual web search engine, 1998. The shares add up to 1; they
// are iterated until they change by less than 1e-13 in all. Code Timeout.
func PageRank(ctx context.Context, n *Network, damping float64) ([]float64, error) {
	count := float64(n.Len())
	rank, next := make([]float64, n.Len()), make([]float64, n.Len())
	out := make([]float64, n.Len()) // what each city hands to each neighbour
	for i := range rank {
		rank[i] = 1 / count
	}
	const tolerance, mostRounds = 1e-13, 2000
	for range mostRounds {
		if err := stopped(ctx); err != nil {
			return nil, err
		}
		stranded := 0.0
		for i := range rank {
			if d := n.Degree(i); d > 0 {
				out[i] = rank[i] / float64(d)
			} else {
				stranded += rank[i]
			}
		}
		anywhere := (1 - damping + damping*stranded) / count
		change := 0.0
		for i := range next {
			in := 0.0
			for _, v := range n.around(int32(i)) {
				in += out[v]
			}
			next[i] = anywhere + damping*in
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < tolerance {
			break
		}
	}
	return rank, nil
}
