package analysis

import (
	"context"
	"math/bits"
	"slices"
)

// Distances are the shortest paths between all cities, counted in links.
type Distances struct {
	// Diameter is the longest distance in the largest component.
	Diameter int
	// Mean is the average distance over all pairs of different cities in the
	// largest component; 0 when it has one city or none.
	Mean float64
	// Harmonic is, of each city, the sum of 1/distance to every other city, 0 for
	// those out of reach (harmonic centrality: Marchiori and Latora, Harmony in the
	// small-world, Physica A 285, 2000). Divide by Len-1 for a share of the most
	// there can be.
	Harmonic []float64
}

// AllDistances finds the shortest paths from every city, 64 sources at a time, by
// walking outward with a word of bits a city: Then and others, The more the merrier:
// efficient multi-source graph traversal, VLDB 8, 2014. The distances are exact.
// Code Timeout.
func AllDistances(ctx context.Context, n *Network, progress Progress) (Distances, error) {
	components := Components(n)
	inLargest := func(city int32) bool { return components.Of[city] == 0 }
	batches := sourceBatches(n, components)
	var (
		harmonic = make([][]float64, shares)
		total    [shares]int64
		diameter [shares]int
	)
	err := inShares(ctx, "distances", len(batches), progress, func() func(int, func() error) error {
		walk := newWordWalk(n)
		return func(share int, step func() error) error {
			sums := make([]float64, n.Len())
			harmonic[share] = sums
			for b := share; b < len(batches); b += shares {
				walk.run(batches[b], func(distance int, city int32, sources uint64) {
					count := bits.OnesCount64(sources)
					sums[city] += float64(count) / float64(distance)
					if inLargest(city) {
						total[share] += int64(count) * int64(distance)
						diameter[share] = max(diameter[share], distance)
					}
				})
				if err := step(); err != nil {
					return err
				}
			}
			return nil
		}
	})
	if err != nil {
		return Distances{}, err
	}
	d := Distances{Harmonic: sum(harmonic, n.Len()), Diameter: slices.Max(diameter[:])}
	var all int64
	for _, t := range total {
		all += t
	}
	if size := int64(components.Largest()); size > 1 {
		d.Mean = float64(all) / float64(size*(size-1))
	}
	return d, nil
}

// sourceBatches returns all cities in batches of up to 64 that lie near each other,
// so that their walks share most steps. No batch reaches over two components.
func sourceBatches(n *Network, components Parts) [][]int32 {
	var batches [][]int32
	seen := make([]bool, n.Len())
	for _, members := range components.Members {
		root := int32(members[0])
		seen[root] = true
		order := []int32{root}
		for i := 0; i < len(order); i++ {
			for _, w := range n.around(order[i]) {
				if !seen[w] {
					seen[w] = true
					order = append(order, w)
				}
			}
		}
		batches = slices.AppendSeq(batches, slices.Chunk(order, 64))
	}
	return batches
}

// wordWalk walks outward from up to 64 sources at once.
type wordWalk struct {
	n           *Network
	seen        []uint64 // of each city, the sources that have reached it
	front, next []uint64 // of each city, the sources that reach it at this distance and the next
	here, found []int32  // the cities reached at this distance and the next
}

func newWordWalk(n *Network) *wordWalk {
	return &wordWalk{n: n, seen: make([]uint64, n.Len()), front: make([]uint64, n.Len()), next: make([]uint64, n.Len())}
}

// run calls reach, by increasing distance from 1 on, for each city and the set of
// sources at that distance from it. Bit i of the set is sources[i].
func (w *wordWalk) run(sources []int32, reach func(distance int, city int32, sources uint64)) {
	clear(w.seen)
	cities, found := w.here[:0], w.found
	for i, s := range sources {
		w.seen[s] |= 1 << i
		w.front[s] |= 1 << i
		cities = append(cities, s)
	}
	for distance := 1; len(cities) > 0; distance++ {
		found = found[:0]
		for _, v := range cities {
			sources := w.front[v]
			w.front[v] = 0
			for _, u := range w.n.around(v) {
				if fresh := sources &^ w.seen[u]; fresh != 0 {
					if w.next[u] == 0 {
						found = append(found, u)
					}
					w.next[u] |= fresh
				}
			}
		}
		for _, u := range found {
			w.seen[u] |= w.next[u]
			reach(distance, u, w.next[u])
		}
		w.front, w.next = w.next, w.front
		cities, found = found, cities
	}
	w.here, w.found = cities, found // kept for the next run
}

// hops returns the distance of each city from the nearest of the sources, -1 where
// it is more than within or out of reach. It does not walk through cities for which
// blocked is true; nil blocks none.
func hops(n *Network, sources []int, within int, blocked func(int32) bool) []int32 {
	distance := make([]int32, n.Len())
	for i := range distance {
		distance[i] = -1
	}
	queue := make([]int32, 0, len(sources))
	for _, s := range sources {
		distance[s] = 0
		queue = append(queue, int32(s))
	}
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		if int(distance[v]) == within {
			break
		}
		for _, w := range n.around(v) {
			if distance[w] < 0 && (blocked == nil || !blocked(w)) {
				distance[w] = distance[v] + 1
				queue = append(queue, w)
			}
		}
	}
	return distance
}
