package layout

import (
	"cmp"
	"math"
	"slices"
)

// part is a connected part of a graph.
type part struct {
	points []int // ascending
	edges  []Edge
	at     []Point // of points, around 0, 0
	radius float64
}

// split returns the connected parts, the largest first, of equals the one with the
// first point. Their edges have the numbers of points within the part.
func split(count int, edges []Edge) []part {
	root := make([]int, count)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range edges {
		a, b := find(e.A), find(e.B)
		root[max(a, b)] = min(a, b)
	}
	var parts []part
	of, within := make([]int, count), make([]int, count)
	for i := range count {
		if r := find(i); r == i { // the first point of its part
			of[i] = len(parts)
			parts = append(parts, part{})
		} else {
			of[i] = of[r]
		}
		p := &parts[of[i]]
		within[i] = len(p.points)
		p.points = append(p.points, i)
	}
	for _, e := range edges {
		p := &parts[of[e.A]]
		p.edges = append(p.edges, Edge{A: within[e.A], B: within[e.B], Weight: e.Weight})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(len(b.points), len(a.points)) })
	return parts
}

// crowding evens out how close points lie: 1 leaves them as the forces had them, less
// gives those in the middle, where most edges are, more room.
const crowding = 0.65

// centre moves the part so that its middle is at 0, 0, and stretches it so that
// every point has about one unit of area, those in the middle no less than others.
func (p *part) centre() {
	n := float64(len(p.at))
	var middle Point
	for _, at := range p.at {
		middle.X += at.X / n
		middle.Y += at.Y / n
	}
	spread := 0.0 // mean square of the distance from the middle
	for i, at := range p.at {
		at = Point{at.X - middle.X, at.Y - middle.Y}
		if r := math.Hypot(at.X, at.Y); r > 0 {
			even := math.Pow(r, crowding-1)
			at.X *= even
			at.Y *= even
		}
		p.at[i] = at
		spread += (p.at[i].X*p.at[i].X + p.at[i].Y*p.at[i].Y) / n
	}
	if spread > 0 { // on a disc it is half the square of the radius
		stretch := math.Sqrt(n / math.Pi / 2 / spread)
		for i := range p.at {
			p.at[i].X *= stretch
			p.at[i].Y *= stretch
		}
	}
	for _, at := range p.at {
		p.radius = max(p.radius, math.Hypot(at.X, at.Y))
	}
}

// pack returns points for all points: the first part in the middle, the others on
// rings around it.
func pack(parts []part, count int) []Point {
	points := make([]Point, count)
	put := func(p part, middle Point) {
		for i, point := range p.points {
			points[point] = Point{middle.X + p.at[i].X, middle.Y + p.at[i].Y}
		}
	}
	const gap = 0.5 // around each part
	outer := 0.0    // how far out there is something
	for len(parts) > 0 {
		widest := parts[0].radius + gap // parts come in order of size: nearly the widest of the ring
		if outer == 0 {
			put(parts[0], Point{})
			parts, outer = parts[1:], widest+gap
			continue
		}
		ring, taken, turn := outer+widest, 0, 0.0
		for taken < len(parts) {
			angle := 2 * math.Asin(min(1, (parts[taken].radius+gap)/ring))
			if turn+angle > 2*math.Pi && taken > 0 {
				break
			}
			turn += angle
			taken++
		}
		spare := max(0, 2*math.Pi-turn) / float64(taken)
		angle := 0.0
		for _, p := range parts[:taken] {
			half := math.Asin(min(1, (p.radius+gap)/ring)) + spare/2
			sin, cos := math.Sincos(angle + half)
			put(p, Point{ring * cos, ring * sin})
			angle += 2 * half
			outer = max(outer, ring+p.radius+gap)
		}
		parts = parts[taken:]
	}
	return points
}
