package export

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/layout"
	"twingraph/graph/world"
)

// Arrangement is a layout of the whole network that shows its alliances: groups of
// cities with many standing links within and few to others.
type Arrangement struct {
	Alliances []Alliance
	cities    map[graph.ID]spot
}

// Alliance is one alliance of an Arrangement.
type Alliance struct {
	Name    string // its best connected members
	Members int
}

// spot is where a city lies.
type spot struct {
	at       layout.Point
	alliance int // index of Alliances, -1 for none
}

// The pull of a link between two cities, whose links are counted once: one that
// stands holds together, what was suspended or ended still shows who belongs where.
const (
	pullStanding = 1.0
	pullOther    = 0.25
)

// seed is the one that the API takes unless asked for another, so that both speak of
// the same alliances.
const seed = 1

// radius is how far the outermost city lies from the middle.
const radius = 1000

// Alliances is the question for the alliances that an Arrangement shows, among the links that
// stand.
func Alliances() analysis.AllianceQuery {
	return analysis.AllianceQuery{Runs: 10, Resolution: 1, Seed: seed}
}

// Arranging is what the places of an Arrangement follow from: all cities of a moment in a
// fixed order, and what draws them to each other.
type Arranging struct {
	Order  []int // numbers of cities
	Edges  []layout.Edge
	all    *analysis.Network
	moment *world.Moment
}

// Arrange lays out all cities of a moment; all is the network of its cities and
// links on a day. Errors have code Timeout.
func Arrange(ctx context.Context, moment *world.Moment, all *analysis.Network) (*Arrangement, error) {
	p := NewArranging(moment, all)
	division, err := analysis.Divide(ctx, all.Through(analysis.Active()), Alliances())
	if err != nil {
		return nil, err
	}
	places, err := p.Places(ctx, division, nil)
	if err != nil {
		return nil, err
	}
	return p.At(division, places)
}

// NewArranging returns what the places of an Arrangement follow from, beside the division into
// Alliances of the links that stand, which follows from the same.
func NewArranging(moment *world.Moment, all *analysis.Network) *Arranging {
	standing := all.Through(analysis.Active())
	order := inOrder(all, moment)
	number := make([]int, len(order))
	for k, city := range order {
		number[city] = k
	}
	var edges []layout.Edge
	for _, city := range order {
		for neighbour := range all.Neighbours(city) {
			if neighbour < city {
				continue
			}
			e := layout.Edge{A: number[city], B: number[neighbour], Weight: pullOther}
			if len(standing.Between(city, neighbour)) > 0 {
				e.Weight = pullStanding
			}
			edges = append(edges, e)
		}
	}
	return &Arranging{Order: order, Edges: edges, all: all, moment: moment}
}

// PlacesVersion is the version of what Places gives.
const PlacesVersion = 1

// Places returns where the cities lie, in order, rounded as they are written. Errors are those
// of layout.Place.
func (p *Arranging) Places(ctx context.Context, division *analysis.Division, progress func(done, total int)) ([]layout.Point, error) {
	group := make([]int, len(p.Order))
	for k, city := range p.Order {
		group[k] = division.Of[city]
	}
	points, err := layout.Place(ctx, len(p.Order), p.Edges, group, progress)
	if err != nil {
		return nil, err
	}
	fit(points)
	for i, at := range points {
		points[i] = layout.Point{X: math.Round(100*at.X) / 100, Y: math.Round(100*at.Y) / 100}
	}
	return points, nil
}

// At returns the arrangement with the cities at their places, in order. Errors are those of
// analysis.Describe.
func (p *Arranging) At(division *analysis.Division, points []layout.Point) (*Arrangement, error) {
	all, moment := p.all, p.moment
	alliances, err := analysis.Describe(all.Through(analysis.Active()), division, Alliances())
	if err != nil {
		return nil, err
	}
	a := &Arrangement{Alliances: make([]Alliance, len(alliances.List)), cities: make(map[graph.ID]spot, all.Len())}
	for i, alliance := range alliances.List {
		a.Alliances[i] = Alliance{Name: nameOf(alliance, all, moment), Members: len(alliance.Members)}
	}
	for k, city := range p.Order {
		s := spot{at: points[k], alliance: -1}
		if part := alliances.Parts.Of[city]; part < len(alliances.List) {
			s.alliance = part
		}
		a.cities[all.Node(city).ID] = s
	}
	return a, nil
}

// inOrder returns the cities by country, then name, so that those without links lie
// beside others of their country.
func inOrder(n *analysis.Network, moment *world.Moment) []int {
	order := make([]int, n.Len())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		one, other := moment.City(n.Node(a).ID), moment.City(n.Node(b).ID)
		return cmp.Or(cmp.Compare(one.Country, other.Country), cmp.Compare(graph.Fold(one.Name), graph.Fold(other.Name)))
	})
	return order
}

// fit stretches points so that the outermost lies at radius from the middle.
func fit(points []layout.Point) {
	farthest := 0.0
	for _, p := range points {
		farthest = max(farthest, math.Hypot(p.X, p.Y))
	}
	if farthest == 0 {
		return
	}
	for i := range points {
		points[i].X *= radius / farthest
		points[i].Y *= radius / farthest
	}
}

// nameOf names an alliance by the three members with the most neighbours in it.
func nameOf(a analysis.Alliance, n *analysis.Network, moment *world.Moment) string {
	members := slices.Clone(a.Members)
	slices.SortStableFunc(members, func(x, y analysis.Member) int {
		return cmp.Or(cmp.Compare(y.Inside, x.Inside), cmp.Compare(x.City, y.City))
	})
	var names []string
	for _, m := range members[:min(3, len(members))] {
		names = append(names, moment.City(n.Node(m.City).ID).Name)
	}
	return strings.Join(names, ", ")
}
