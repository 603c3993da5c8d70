package analysis

// CoreNumbers returns the core number of each city: the largest k such that the
// city is in the k-core, the largest set of cities that have k neighbours each
// within the set. Takes time in proportion to cities and links: Batagelj and
// Zaversnik, An O(m) algorithm for cores decomposition of networks, 2003
// (arXiv cs/0310049).
func CoreNumbers(n *Network) []int {
	count := int32(n.Len())
	core := make([]int32, count) // of each city, its neighbours among those not yet taken
	most := int32(0)
	for i := range core {
		core[i] = n.offsets[i+1] - n.offsets[i]
		most = max(most, core[i])
	}
	start := make([]int32, most+2) // start[d] is where cities of present degree d begin in order
	for _, d := range core {
		start[d+1]++
	}
	for d := range most {
		start[d+1] += start[d]
	}
	order, place := make([]int32, count), make([]int32, count)
	next := append([]int32(nil), start...)
	for i, d := range core {
		place[i] = next[d]
		order[place[i]] = int32(i)
		next[d]++
	}
	numbers := make([]int, count)
	for _, v := range order {
		degree := core[v]
		numbers[v] = int(degree)
		for _, w := range n.around(v) {
			d := core[w]
			if d <= degree {
				continue
			}
			// Move w to the front of its degree, then shift that front past it.
			front := start[d]
			u := order[front]
			order[front], order[place[w]] = w, u
			place[u], place[w] = place[w], front
			start[d]++
			core[w]--
		}
	}
	return numbers
}

// KCores returns the k-core in its connected pieces, the largest piece first,
// among equals the one with the first city; each ascending.
func KCores(n *Network, k int) [][]int {
	core := CoreNumbers(n)
	inside := n.within(func(a, b int32) bool { return core[a] >= k && core[b] >= k })
	var pieces [][]int
	for _, cities := range Components(inside).Members {
		if core[cities[0]] >= k {
			pieces = append(pieces, cities)
		}
	}
	return pieces
}
