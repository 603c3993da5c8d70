package analysis

import "math"

// Constraint returns Burt's constraint of each city: how far its partners are linked
// to one another, so that it has little room to broker between them. With p(i,j) =
// 1/degree(i) for neighbours and 0 otherwise,
//
//	constraint(i) = Σ over neighbours j of (p(i,j) + Σ over q of p(i,q) p(q,j))²
//
// It is NaN for a city without neighbours. Burt, Structural Holes, Harvard University
// Press, 1992, equation 2.4; the sum is over neighbours, as in NetworkX (igraph also
// counts cities two links away).
func Constraint(n *Network) []float64 {
	constraint := make([]float64, n.Len())
	through := make([]float64, n.Len()) // of each neighbour j, Σ over q of p(q,j)
	for i := range constraint {
		around := n.around(int32(i))
		if len(around) == 0 {
			constraint[i] = math.NaN()
			continue
		}
		for _, j := range around {
			through[j] = 1
		}
		for _, q := range around {
			share := 1 / float64(n.Degree(int(q)))
			for _, j := range n.around(q) {
				if through[j] > 0 {
					through[j] += share
				}
			}
		}
		p := 1 / float64(len(around))
		total := 0.0
		for _, j := range around {
			total += p * through[j] * p * through[j]
			through[j] = 0
		}
		constraint[i] = total
	}
	return constraint
}
