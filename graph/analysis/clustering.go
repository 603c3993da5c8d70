package analysis

// Clustering is how often partners of a city are partners of each other.
type Clustering struct {
	Triangles int // sets of three cities that are all neighbours
	// Transitivity is 3 triangles / paths of two links (Newman, Watts and Strogatz,
	// Random graph models of social networks, PNAS 99, 2002); nil without such a path.
	Transitivity *float64
	// Mean is the average of Local over all cities; nil without cities.
	Mean *float64
	// Local is, of each city, the share of pairs of its neighbours that are
	// neighbours; 0 for a city with fewer than two (Watts and Strogatz, Collective
	// dynamics of small-world networks, Nature 393, 1998).
	Local []float64
}

// Cluster counts triangles by walking each pair from its end of lower degree.
func Cluster(n *Network) Clustering {
	triangles := trianglesAt(n)
	c := Clustering{Local: make([]float64, n.Len())}
	wedges, corners, total := 0, 0, 0.0
	for i, t := range triangles {
		d := n.Degree(i)
		wedges += d * (d - 1) / 2
		corners += t
		if d > 1 {
			c.Local[i] = float64(2*t) / float64(d*(d-1))
			total += c.Local[i]
		}
	}
	c.Triangles = corners / 3
	if wedges > 0 {
		c.Transitivity = new(float64(corners) / float64(wedges))
	}
	if n.Len() > 0 {
		c.Mean = new(total / float64(n.Len()))
	}
	return c
}

// trianglesAt returns, of each city, the number of triangles it is a corner of.
func trianglesAt(n *Network) []int {
	before := func(a, b int32) bool {
		if x, y := n.Degree(int(a)), n.Degree(int(b)); x != y {
			return x < y
		}
		return a < b
	}
	count := make([]int, n.Len())
	mark := make([]int32, n.Len()) // mark[w] is v+1 where v comes before its neighbour w
	for v := range int32(n.Len()) {
		for _, w := range n.around(v) {
			if before(v, w) {
				mark[w] = v + 1
			}
		}
		for _, w := range n.around(v) {
			if !before(v, w) {
				continue
			}
			for _, u := range n.around(w) {
				if mark[u] == v+1 && before(w, u) {
					count[v]++
					count[w]++
					count[u]++
				}
			}
		}
	}
	return count
}
