package layout

import (
	"cmp"
	"context"
	"math"
	"slices"

	"twingraph/graph"
	"twingraph/graph/pace"
)

// Point is a place on the plane.
type Point struct{ X, Y float64 }

// Edge draws two points to each other.
type Edge struct {
	A, B   int     // numbers of points, from 0
	Weight float64 // how strongly; positive
}

// The number of steps: what a small graph gets, and the least that a large one gets.
// In between the work is about the same whatever the size.
const (
	mostSteps  = 600
	leastSteps = 100
	work       = 2_000_000 // steps × points
)

// Place lays out count points. group holds a number for each of them: points of a
// group begin together, the largest group in the middle. Each connected part is laid
// out for itself, the largest in the middle and the others on rings around it, in
// order of size, then of their first point. Progress is called now and then with the steps
// done and to do, each counted as often as it has points; nil for nobody listening. Between
// steps it gives way as pace.Step does. Errors have code Timeout when ctx ends.
//
// A part is laid out by ForceAtlas2 in its LinLog mode, which keeps groups apart, with
// the approximation of Barnes and Hut. M. Jacomy, T. Venturini, S. Heymann, M. Bastian:
// ForceAtlas2, a Continuous Graph Layout Algorithm for Handy Network Visualization
// Designed for the Gephi Software, PLoS ONE 9(6), 2014.
func Place(ctx context.Context, count int, edges []Edge, group []int, progress func(done, total int)) ([]Point, error) {
	parts := split(count, edges)
	done, total := 0, 0
	for _, p := range parts {
		total += p.steps() * len(p.points)
	}
	for i, p := range parts {
		err := parts[i].place(ctx, group, func() {
			if done += len(p.points); progress != nil {
				progress(done, total)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return pack(parts, count), nil
}

// steps returns how many steps the part gets.
func (p *part) steps() int {
	if len(p.points) <= 2 {
		return 0
	}
	return min(mostSteps, max(leastSteps, work/len(p.points)))
}

// place lays out one part around 0, 0.
func (p *part) place(ctx context.Context, group []int, stepped func()) error {
	f := newForces(len(p.points), p.edges, begin(p.points, group))
	for range p.steps() {
		if err := pace.Step(ctx); err != nil {
			return graph.Errorf(graph.Timeout, "the layout was not found in the time allowed; try again in a moment").Because(err)
		}
		f.step()
		stepped()
	}
	p.at = f.at
	p.centre()
	return nil
}

// golden is the angle by which a sunflower turns from seed to seed.
const golden = 2 * math.Pi * (2 - math.Phi)

// seed returns the place of the k-th seed of a sunflower with one seed for each unit
// of area.
func seed(k float64, turn int) Point {
	sin, cos := math.Sincos(float64(turn) * golden)
	r := math.Sqrt(k / math.Pi)
	return Point{r * cos, r * sin}
}

// begin puts each group on a disc of its own, the discs like seeds of a sunflower.
func begin(points, group []int) []Point {
	members := map[int][]int{}
	for i, point := range points {
		members[group[point]] = append(members[group[point]], i)
	}
	groups := make([][]int, 0, len(members))
	for _, m := range members {
		groups = append(groups, m)
	}
	slices.SortFunc(groups, func(a, b []int) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	at := make([]Point, len(points))
	before := 0.0 // points in the groups before
	for turn, m := range groups {
		var middle Point
		if turn > 0 {
			middle = seed(2*(before+float64(len(m))/2), turn)
		}
		for k, i := range m {
			p := seed(float64(k)+0.5, k)
			at[i] = Point{middle.X + p.X, middle.Y + p.Y}
		}
		before += float64(len(m))
	}
	return at
}
