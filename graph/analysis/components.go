package analysis

import (
	"cmp"
	"slices"
)

// Parts is a division of all cities into parts that do not overlap. Parts have
// numbers from 0: the largest first, among equals the one with the first city.
type Parts struct {
	Of      []int   // of each city, the number of its part
	Members [][]int // of each part, its cities, ascending
}

// Largest returns the number of cities in the largest part; 0 without cities.
func (p Parts) Largest() int {
	if len(p.Members) == 0 {
		return 0
	}
	return len(p.Members[0])
}

// Components returns the connected components: two cities are in one component
// when a path joins them.
func Components(n *Network) Parts {
	label := make([]int32, n.Len())
	for i := range label {
		label[i] = -1
	}
	var queue []int32
	count := int32(0)
	for root := range label {
		if label[root] >= 0 {
			continue
		}
		label[root] = count
		queue = append(queue[:0], int32(root))
		for len(queue) > 0 {
			v := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, w := range n.around(v) {
				if label[w] < 0 {
					label[w] = count
					queue = append(queue, w)
				}
			}
		}
		count++
	}
	return newParts(label, int(count))
}

// newParts numbers the parts that label gives with labels from 0 to count-1.
// Labels without a city are left out.
func newParts(label []int32, count int) Parts {
	sizes := make([]int, count)
	for _, l := range label {
		sizes[l]++
	}
	all := make([]int, len(label))
	members := make([][]int, count)
	for l, size := range sizes {
		members[l], all = all[:0:size], all[size:]
	}
	for city, l := range label {
		members[l] = append(members[l], city)
	}
	members = slices.DeleteFunc(members, func(m []int) bool { return len(m) == 0 })
	slices.SortFunc(members, func(a, b []int) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	p := Parts{Of: make([]int, len(label)), Members: members}
	for number, cities := range members {
		for _, city := range cities {
			p.Of[city] = number
		}
	}
	return p
}

// SharedPartners returns the cities that are neighbours of both a and b,
// ascending.
func SharedPartners(n *Network, a, b int) []int {
	shared := []int{}
	rest := n.around(int32(b))
	for _, v := range n.around(int32(a)) {
		i, found := slices.BinarySearch(rest, v)
		rest = rest[i:]
		if found {
			shared = append(shared, int(v))
		}
	}
	return shared
}
