package export

import (
	"cmp"
	"math"
	"slices"

	"twingraph/graph"
)

// Box is a part of the world between two meridians and two parallels, its edges
// included. Where West is greater than East it lies across the antimeridian.
type Box struct{ West, South, East, North float64 }

// Check returns an error with code BadUserInput for a box that is none.
func (b Box) Check() error {
	for _, edge := range []struct {
		name         string
		angle, limit float64
	}{{"west", b.West, 180}, {"south", b.South, 90}, {"east", b.East, 180}, {"north", b.North, 90}} {
		if !(math.Abs(edge.angle) <= edge.limit) {
			return graph.Errorf(graph.BadUserInput, "%v is not between -%v and %v degrees", edge.angle, edge.limit, edge.limit).At("bbox." + edge.name)
		}
	}
	if b.South > b.North {
		return graph.Errorf(graph.BadUserInput, "the box ends at %v, south of where it begins, %v; exchange south and north", b.North, b.South).At("bbox.north")
	}
	return nil
}

// Holds reports whether a place is in the box.
func (b Box) Holds(l *graph.Location) bool {
	if l.Latitude < b.South || l.Latitude > b.North {
		return false
	}
	if b.West > b.East {
		return l.Longitude >= b.West || l.Longitude <= b.East
	}
	return l.Longitude >= b.West && l.Longitude <= b.East
}

// Slice is what a map shows of a part of the world.
type Slice struct {
	Cities    []PlacedCity // those in the box, then those outside at the ends of links
	Links     []Link
	CityCount int // in the box
	LinkCount int // with an end in the box and both places known
	Unplaced  int // links more, with an end in the box and another without a place
	ByStatus  map[graph.Status]int
}

// PlacedCity is a city of a Slice.
type PlacedCity struct {
	*graph.City
	Links  int // of the network
	Inside bool
}

// Slice returns what is in a box: at most most cities and at most most links, those
// with the most links first, of equals by id. The cities at the ends of these links
// come in addition. All cities in the box count, or with onlyTied those with links.
func (n *Network) Slice(box Box, most int, onlyTied bool) Slice {
	degree := make([]int, len(n.Cities))
	for _, l := range n.Links {
		degree[l.A]++
		degree[l.B]++
	}
	s := Slice{ByStatus: map[graph.Status]int{}}
	inside := make([]bool, len(n.Cities))
	var cities []int
	for i, c := range n.Cities {
		if inside[i] = c.Location != nil && box.Holds(c.Location); inside[i] && (degree[i] > 0 || !onlyTied) {
			cities = append(cities, i)
		}
	}
	var links []Link
	for _, l := range n.Links {
		switch a, b := n.Cities[l.A].Location, n.Cities[l.B].Location; {
		case !inside[l.A] && !inside[l.B]:
		case a == nil || b == nil:
			s.Unplaced++
		default:
			links = append(links, l)
			s.ByStatus[on(l.History, n.AsOf).Status]++
		}
	}
	s.CityCount, s.LinkCount = len(cities), len(links)
	slices.SortStableFunc(cities, func(a, b int) int { return cmp.Compare(degree[b], degree[a]) })
	slices.SortStableFunc(links, func(x, y Link) int {
		return cmp.Compare(degree[y.A]+degree[y.B], degree[x.A]+degree[x.B])
	})
	s.Links = links[:min(most, len(links))]
	listed := make([]bool, len(n.Cities))
	list := func(i int) {
		if !listed[i] {
			listed[i] = true
			s.Cities = append(s.Cities, PlacedCity{City: n.Cities[i], Links: degree[i], Inside: inside[i]})
		}
	}
	for _, i := range cities[:min(most, len(cities))] {
		list(i)
	}
	for _, within := range []bool{true, false} {
		for _, l := range s.Links {
			for _, end := range []int{l.A, l.B} {
				if inside[end] == within {
					list(end)
				}
			}
		}
	}
	return s
}

// Status returns how a link of the network stands on its day.
func (n *Network) Status(l Link) *graph.LinkStatus { return on(l.History, n.AsOf) }
