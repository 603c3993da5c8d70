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

// Arrange lays out all cities of a moment; all is the network of its cities and
// links on a day. Errors have code Timeout.
func Arrange(ctx context.Context, moment *world.Moment, all *analysis.Network) (*Arrangement, error) {
	standing := all.Through(analysis.Active())
	alliances, err := analysis.FindAlliances(ctx, standing, analysis.AllianceQuery{Seed: seed})
	if err != nil {
		return nil, err
	}
	order := inOrder(all, moment)
	number, group := make([]int, len(order)), make([]int, len(order))
	for k, city := range order {
		number[city], group[k] = k, alliances.Parts.Of[city]
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
	points, err := layout.Place(ctx, len(order), edges, group)
	if err != nil {
		return nil, err
	}
	fit(points)
	a := &Arrangement{Alliances: make([]Alliance, len(alliances.List)), cities: make(map[graph.ID]spot, all.Len())}
	for i, alliance := range alliances.List {
		a.Alliances[i] = Alliance{Name: nameOf(alliance, all, moment), Members: len(alliance.Members)}
	}
	for k, city := range order {
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
