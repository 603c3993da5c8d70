package layout

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"twingraph/graph"
)

// communities returns a connected graph of groups of the given size with many edges
// within a group and few to others.
func communities(seed uint64, groups, size int) (edges []Edge, group []int) {
	rng := rand.New(rand.NewPCG(seed, 0))
	for i := range groups * size {
		group = append(group, i/size)
		for range 4 {
			if j := i/size*size + rng.IntN(size); j != i {
				edges = append(edges, Edge{i, j, 1})
			}
		}
		if i > 0 && (i%size == 0 || rng.IntN(6) == 0) {
			edges = append(edges, Edge{i, rng.IntN(i), 1})
		}
	}
	return edges, group
}

func place(t *testing.T, count int, edges []Edge, group []int) []Point {
	t.Helper()
	points, err := Place(t.Context(), count, edges, group, nil)
	if err != nil || len(points) != count {
		t.Fatalf("%d points, %v", len(points), err)
	}
	for i, p := range points {
		if math.IsNaN(p.X) || math.IsNaN(p.Y) || math.IsInf(p.X, 0) || math.IsInf(p.Y, 0) {
			t.Fatalf("point %d is nowhere: %v", i, p)
		}
	}
	return points
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func TestTheSameGraphHasTheSamePlacesOnOneCoreOrMany(t *testing.T) {
	edges, group := communities(1, 5, 30)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one := place(t, len(group), edges, group)
	runtime.GOMAXPROCS(7)
	if many := place(t, len(group), edges, group); !slices.Equal(one, many) {
		t.Error("the points differ")
	}
}

// Members of a group lie much nearer to each other than to others, even when the
// layout does not know who belongs together.
func TestGroupsLieTogether(t *testing.T) {
	for seed := range uint64(3) {
		edges, group := communities(seed, 6, 25)
		for _, groups := range [][]int{group, make([]int, len(group))} {
			points := place(t, len(group), edges, groups)
			var within, between, pairs, others float64
			for i := range points {
				for j := range i {
					if group[i] == group[j] {
						within += distance(points[i], points[j])
						pairs++
					} else {
						between += distance(points[i], points[j])
						others++
					}
				}
			}
			if ratio := within / pairs / (between / others); ratio > 0.6 {
				t.Errorf("seed %d: members are %.2f as far from each other as from others", seed, ratio)
			}
		}
	}
}

// Connected parts lie beside each other, the largest in the middle, and points
// without edges around them in their order.
func TestPartsDoNotOverlap(t *testing.T) {
	edges, group := communities(2, 3, 20)
	count := len(group)
	for range 5 { // five paths of three points, then ten pairs, then forty points alone
		edges = append(edges, Edge{count, count + 1, 1}, Edge{count + 1, count + 2, 1})
		count += 3
	}
	for range 10 {
		edges = append(edges, Edge{count, count + 1, 1})
		count += 2
	}
	alone := count
	count += 40
	group = append(group, make([]int, count-len(group))...)
	points := place(t, count, edges, group)
	farthest := 0.0
	for _, p := range points[:alone] {
		farthest = max(farthest, math.Hypot(p.X, p.Y))
	}
	for i := alone; i < count; i++ {
		if math.Hypot(points[i].X, points[i].Y) < farthest-1 {
			t.Errorf("point %d has no edges and lies among the others", i)
		}
		if i+1 < count && i > alone && distance(points[i], points[i+1]) > 3*distance(points[i], points[i-1]) {
			t.Errorf("point %d is not beside the next", i)
		}
	}
	for i := range points {
		for j := range i {
			if distance(points[i], points[j]) < 1e-6 {
				t.Errorf("points %d and %d lie on each other", i, j)
			}
		}
	}
	parts := split(count, edges)
	for i := range parts {
		if err := parts[i].place(t.Context(), group, func() {}); err != nil {
			t.Fatal(err)
		}
	}
	middle := func(p part) (m Point) {
		for _, i := range p.points {
			m.X += points[i].X / float64(len(p.points))
			m.Y += points[i].Y / float64(len(p.points))
		}
		return m
	}
	for i, p := range parts {
		for _, q := range parts[:i] {
			if d := distance(middle(p), middle(q)); d < (p.radius+q.radius)*0.999 {
				t.Errorf("the parts of points %d and %d overlap", p.points[0], q.points[0])
			}
		}
	}
}

// The tree gives about the push that summing over all points gives.
func TestTheTreeIsNearTheSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	at, mass := make([]Point, 2000), make([]float64, 2000)
	for i := range at {
		at[i] = Point{rng.NormFloat64() * 50, rng.NormFloat64() * 50}
		mass[i] = 1 + float64(rng.IntN(20))
	}
	at[7], at[9] = at[8], at[8] // points on each other push nowhere
	var tree quadtree
	tree.build(at, mass)
	worst := 0.0
	for _, here := range at {
		var want Point
		whole := 0.0
		for j, there := range at {
			if d2 := (here.X-there.X)*(here.X-there.X) + (here.Y-there.Y)*(here.Y-there.Y); d2 > closest {
				want.X += mass[j] * (here.X - there.X) / d2
				want.Y += mass[j] * (here.Y - there.Y) / d2
				whole += mass[j] / math.Sqrt(d2)
			}
		}
		worst = max(worst, distance(tree.push(here), want)/whole)
	}
	if worst > 0.02 {
		t.Errorf("off by %.3f of the sum of all pushes", worst)
	}
}

func TestSmallGraphs(t *testing.T) {
	place(t, 0, nil, nil)
	if p := place(t, 1, nil, []int{0}); p[0] != (Point{}) {
		t.Errorf("one point lies at %v", p[0])
	}
	place(t, 2, []Edge{{0, 1, 1}}, []int{0, 0})
	place(t, 3, []Edge{{0, 1, 1}, {1, 2, 1}, {2, 0, 1}, {0, 1, 2}}, []int{5, 5, 9})
}

func TestALayoutStopsWhenItsTimeIsOver(t *testing.T) {
	edges, group := communities(1, 5, 30)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Place(over, len(group), edges, group, nil); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
}
