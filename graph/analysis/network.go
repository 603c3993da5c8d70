package analysis

import (
	"iter"
	"slices"

	"twingraph/graph"
)

// Node is a city as the measures see it.
type Node struct {
	ID         graph.ID
	Country    string          // ISO 3166-1 alpha-2; empty when not known
	Location   *graph.Location // nil when not known
	Population *int            // nil when not known
	InDispute  bool            // several states claim the place
}

// Link is a twinning link as the measures see it.
type Link struct {
	ID      graph.ID
	A, B    int // the numbers of its two cities, as the record has its sides
	Kind    graph.LinkKind
	Status  graph.Status
	History graph.History // nil when the network is about one day only
}

// Standing is how a link stands: its status on the day that the network is about,
// and its whole history where journeys through time are asked for.
type Standing struct {
	Status  graph.Status
	Basis   graph.Basis // what the status rests on; empty when that is not known
	History graph.History
}

// On returns the standing of links on a day from their histories. A link whose history
// is empty is UNKNOWN.
func On(day graph.Day, history func(graph.ID) graph.History) func(*graph.TwinningLink) Standing {
	return func(link *graph.TwinningLink) Standing {
		h := history(link.ID)
		at := h.At(day)
		return Standing{Status: at.Status, Basis: at.Basis, History: h}
	}
}

// Network is the network of cities on one day: an immutable, compact adjacency
// (compressed sparse rows) of the links chosen by a Selection. Networks made from
// one another (Through, With) share all that does not differ. Safe for concurrent
// use.
type Network struct {
	*roster
	status    []statusCode // of each link
	basis     []basisCode  // of each link
	day       graph.Day    // of a network with members, whose neighbours depend on it
	selection Selection
	choice    choice

	offsets []int32 // the neighbours of city i are adjacent[offsets[i]:offsets[i+1]]
	// adjacent holds neighbours, ascending within each city.
	adjacent []int32
	pairOf   []int32 // the pair behind each entry of adjacent
	chosen   []int32 // the pairs with a chosen link, in order
}

// New builds the network of the given cities with every link among them but those
// NOT_ESTABLISHED (see Through for another choice). Order does not matter. A link
// with an end that is not among the cities, or with both ends in one city, is left
// out. Code BadUserInput when an id occurs twice or a status is none of
// graph.Statuses.
func New(cities []*graph.City, links []*graph.TwinningLink, standing func(*graph.TwinningLink) Standing) (*Network, error) {
	r := &roster{}
	if err := r.addCities(cities); err != nil {
		return nil, err
	}
	status, basis, err := r.addLinks(links, standing)
	if err != nil {
		return nil, err
	}
	r.pair()
	return (&Network{roster: r, status: status, basis: basis}).Through(Selection{}), nil
}

// Len returns the number of cities.
func (n *Network) Len() int { return len(n.nodes) }

// Node returns the city with the given number.
func (n *Network) Node(city int) Node { return n.nodes[city] }

// Number returns the number of the city with the given id, and false when it is
// not in the network.
func (n *Network) Number(id graph.ID) (int, bool) {
	i, ok := n.numbers[id]
	return int(i), ok
}

// Numbers returns the numbers of the cities with the given ids, ascending and each
// once. Code NotFound when an id is not in the network.
func (n *Network) Numbers(ids ...graph.ID) ([]int, error) {
	numbers := make([]int, len(ids))
	for i, id := range ids {
		number, ok := n.numbers[id]
		if !ok {
			return nil, graph.Errorf(graph.NotFound, "there is no city %s in the network", id)
		}
		numbers[i] = int(number)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

// Degree returns the number of neighbours of a city.
func (n *Network) Degree(city int) int { return int(n.offsets[city+1] - n.offsets[city]) }

// Neighbours yields the neighbours of a city, ascending.
func (n *Network) Neighbours(city int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, v := range n.around(int32(city)) {
			if !yield(int(v)) {
				return
			}
		}
	}
}

// Pairs returns the number of pairs of neighbours.
func (n *Network) Pairs() int { return len(n.chosen) }

// Links yields the chosen links, those between the same cities together.
func (n *Network) Links() iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for _, p := range n.chosen {
			for _, t := range n.allLinksOf(p) {
				if n.chooses(t) && !yield(n.link(t)) {
					return
				}
			}
		}
	}
}

// Between returns the chosen links between two cities in order of id; none when
// they are not neighbours, or are by memberships alone.
func (n *Network) Between(a, b int) []Link {
	if pair := n.pairBetween(int32(a), int32(b)); pair >= 0 {
		return n.linksOf(pair)
	}
	return nil
}

// Link returns the link with the given id, chosen or not, and false when it is not
// in the network.
func (n *Network) Link(id graph.ID) (Link, bool) {
	t, ok := n.numberOfLink[id]
	if !ok {
		return Link{}, false
	}
	return n.link(t), true
}

// around returns the neighbours of a city.
func (n *Network) around(city int32) []int32 { return n.adjacent[n.offsets[city]:n.offsets[city+1]] }

// pairBetween returns the pair of two neighbours, -1 for cities that are not.
func (n *Network) pairBetween(a, b int32) int32 {
	at, found := slices.BinarySearch(n.around(a), b)
	if !found {
		return -1
	}
	return n.pairOf[int(n.offsets[a])+at]
}

// stretchesOf returns the history of a link in short.
func (r *roster) stretchesOf(t int32) []stretch {
	return r.stretches[r.stretchStart[t]:r.stretchStart[t+1]]
}

// allLinksOf returns all links of a pair, chosen or not.
func (r *roster) allLinksOf(pair int32) []int32 {
	return r.pairLinks[r.pairStart[pair]:r.pairStart[pair+1]]
}

// linksOf returns the chosen links of a pair.
func (n *Network) linksOf(pair int32) []Link {
	var links []Link
	for _, t := range n.allLinksOf(pair) {
		if n.chooses(t) {
			links = append(links, n.link(t))
		}
	}
	return links
}

// onlyLink returns the chosen link of a pair, -1 when there are several or memberships
// join the two as well.
func (n *Network) onlyLink(pair int32) int32 {
	only := int32(-1)
	if n.joined(pair) {
		return only
	}
	for _, t := range n.allLinksOf(pair) {
		if n.chooses(t) {
			if only >= 0 {
				return -1
			}
			only = t
		}
	}
	return only
}

func (n *Network) link(t int32) Link {
	of := &n.links[t]
	return Link{ID: of.id, A: int(of.a), B: int(of.b), Kind: of.kind, Status: n.status[t].status(), History: of.history}
}
