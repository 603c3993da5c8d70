package analysis

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// MaxMediatorDistance bounds the links from a mediator to a side.
const MaxMediatorDistance = 4

// MediatorQuery asks who stands between two sides of a rupture. Which links count as
// ways is up to the network; Through(Active()) is customary.
type MediatorQuery struct {
	Sides       [2][]int // cities; not empty, none in both
	MaxDistance int      // links from a mediator to each side; 0 for 2
}

// Mediator is a city with a way to both sides. Everything that its rank follows from
// is here.
type Mediator struct {
	City int
	To   [2]Way // to each side
	// Degree is the number of its neighbours: how much it has to do with others.
	Degree int
	// Neutral is true when its country is known and is that of no city of either side.
	Neutral bool
	// Strained are its links to cities of either side that the network did not choose
	// and that are SUSPENDED, ENDED or CONTESTED; in order of id.
	Strained []Link
}

// Way is how a mediator is linked to a side.
type Way struct {
	Distance int    // links to the nearest city of the side
	Direct   []Link // to cities of the side, in order of id
	// Partners is the number of cities of the side that are its neighbours.
	Partners int
	// Shortest is the first of the shortest ways by city numbers: from the mediator
	// to a city of the side, both included.
	Shortest []int
	// Ways is the number of cities next to the mediator that lie on a shortest way.
	Ways int
}

// Mediators returns the cities that have ways to both sides of at most q.MaxDistance
// links, in this order: the smaller sum of both distances first; then the smaller of
// the longer distances; then more neighbours, or first steps, towards the side where
// it has fewer; then more towards both; then those of a neutral country; then the
// fewer strained links; then by number. A way to one side does not lead through the
// other. Codes: BadUserInput, LimitExceeded and Timeout.
func Mediators(ctx context.Context, n *Network, q MediatorQuery) ([]Mediator, error) {
	if q.MaxDistance == 0 {
		q.MaxDistance = 2
	}
	sides := PathQuery{From: q.Sides[0], To: q.Sides[1], MaxLength: 1, Limit: 1}
	if err := sides.Check(n); err != nil {
		err.(*graph.Error).Path = "between"
		return nil, err
	}
	if err := within("maxDistance", q.MaxDistance, MaxMediatorDistance); err != nil {
		return nil, err
	}
	side := make([]int8, n.Len()) // 1 or 2 for cities of a side
	abroad := map[string]bool{}   // countries of either side
	for i, cities := range q.Sides {
		for _, city := range cities {
			side[city] = int8(i + 1)
			abroad[n.nodes[city].Country] = true
		}
	}
	var distance [2][]int32
	for i, cities := range q.Sides {
		other := int8(2 - i)
		distance[i] = hops(n, cities, q.MaxDistance, func(v int32) bool { return side[v] == other })
	}
	found := []Mediator{}
	for city := range n.Len() {
		if city%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return nil, err
			}
		}
		if side[city] != 0 || distance[0][city] < 0 || distance[1][city] < 0 {
			continue
		}
		m := Mediator{City: city, Degree: n.Degree(city)}
		for i := range m.To {
			m.To[i] = way(n, int32(city), distance[i])
		}
		country := n.nodes[city].Country
		m.Neutral = country != "" && !abroad[country]
		found = append(found, m)
	}
	addStrained(n, side, found)
	slices.SortFunc(found, compareMediators)
	return found, nil
}

// way describes how a city is linked to the side that lies at distance 0.
func way(n *Network, city int32, distance []int32) Way {
	w := Way{Distance: int(distance[city]), Shortest: []int{int(city)}}
	for _, v := range n.around(city) {
		if distance[v] == distance[city]-1 {
			w.Ways++
		}
		if distance[v] == 0 {
			w.Partners++
			w.Direct = append(w.Direct, n.linksOf(n.pairBetween(city, v))...)
		}
	}
	slices.SortFunc(w.Direct, func(a, b Link) int { return cmp.Compare(a.ID, b.ID) })
	for at := city; distance[at] > 0; {
		for _, v := range n.around(at) {
			if distance[v] == distance[at]-1 {
				at = v
				break
			}
		}
		w.Shortest = append(w.Shortest, int(at))
	}
	return w
}

// addStrained files strained links under the mediators, which are in order of number.
func addStrained(n *Network, side []int8, found []Mediator) {
	for t, of := range n.links {
		if n.chooses(int32(t)) || (side[of.a] == 0) == (side[of.b] == 0) {
			continue
		}
		switch n.status[t].status() {
		case graph.StatusSuspended, graph.StatusEnded, graph.StatusContested:
		default:
			continue
		}
		city := of.a
		if side[city] != 0 {
			city = of.b
		}
		at, ok := slices.BinarySearchFunc(found, int(city), func(m Mediator, c int) int { return cmp.Compare(m.City, c) })
		if ok {
			found[at].Strained = append(found[at].Strained, n.link(int32(t)))
		}
	}
}

// compareMediators is the order of Mediators.
func compareMediators(a, b Mediator) int {
	far := func(m Mediator) (sum, longer int) {
		return m.To[0].Distance + m.To[1].Distance, max(m.To[0].Distance, m.To[1].Distance)
	}
	ways := func(m Mediator) (fewer, both int) {
		return min(m.To[0].Ways, m.To[1].Ways), m.To[0].Ways + m.To[1].Ways
	}
	neutral := func(m Mediator) int {
		if m.Neutral {
			return 0
		}
		return 1
	}
	sumA, longerA := far(a)
	sumB, longerB := far(b)
	fewerA, bothA := ways(a)
	fewerB, bothB := ways(b)
	return cmp.Or(cmp.Compare(sumA, sumB), cmp.Compare(longerA, longerB),
		cmp.Compare(fewerB, fewerA), cmp.Compare(bothB, bothA),
		cmp.Compare(neutral(a), neutral(b)), cmp.Compare(len(a.Strained), len(b.Strained)),
		cmp.Compare(a.City, b.City))
}
