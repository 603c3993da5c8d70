package layout

// deepest bounds the depth of the tree: points that are closer than that count as
// one.
const deepest = 32

// closest is the square of the distance from which points push each other: nearer
// ones are on each other, but for rounding.
const closest = 1e-12

// quadtree gathers points into squares with a mass and a middle. J. Barnes and
// P. Hut: A hierarchical O(N log N) force-calculation algorithm, Nature 324, 1986.
type quadtree struct {
	squares []square // the first is the whole
	walk    []stop   // the squares that have points, each before those in it
}

// stop is a square as push comes by it.
type stop struct {
	middle Point
	mass   float64
	far    float64 // the square of the distance from which it counts as one; -1 for always
	past   int32   // the number of the stop after those in it
}

// square is a square of the plane with the points in it.
type square struct {
	middle Point // of the masses, times their sum
	mass   float64
	size   float64 // length of a side
	child  [4]int32
	leaf   bool
}

// build puts points into the tree, in their order.
func (t *quadtree) build(at []Point, mass []float64) {
	t.squares = t.squares[:0]
	if len(at) == 0 {
		return
	}
	low, high := at[0], at[0]
	for _, p := range at {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	size := max(high.X-low.X, high.Y-low.Y, 1e-9)
	t.squares = append(t.squares, square{size: size})
	for i, p := range at {
		t.put(p, mass[i], Point{low.X + size/2, low.Y + size/2}, size)
	}
	t.walk = t.walk[:0]
	t.enter(0)
}

// enter adds a square, and those in it, to the walk.
func (t *quadtree) enter(square int32) {
	s := &t.squares[square]
	at := len(t.walk)
	t.walk = append(t.walk, stop{middle: Point{s.middle.X / s.mass, s.middle.Y / s.mass}, mass: s.mass, far: -1})
	if !s.leaf {
		t.walk[at].far = s.size * s.size / (nearness * nearness)
		for _, child := range s.child {
			if child != 0 {
				t.enter(child)
			}
		}
	}
	t.walk[at].past = int32(len(t.walk))
}

// put adds a point, going down from the whole, whose centre is given.
func (t *quadtree) put(p Point, mass float64, centre Point, size float64) {
	at := int32(0)
	for depth := 0; ; depth++ {
		s := &t.squares[at]
		fresh := s.mass == 0
		was := *s
		s.middle.X += mass * p.X
		s.middle.Y += mass * p.Y
		s.mass += mass
		if fresh || depth == deepest {
			s.leaf = true
			return
		}
		if was.leaf { // its point goes down first
			s.leaf = false
			old := Point{was.middle.X / was.mass, was.middle.Y / was.mass}
			child := t.child(at, quarter(old, centre), size/2)
			inner := &t.squares[child]
			inner.middle, inner.mass, inner.leaf = was.middle, was.mass, true
		}
		q := quarter(p, centre)
		at = t.child(at, q, size/2)
		size /= 2
		centre = step(centre, q, size/2)
	}
}

// child returns the square in a quarter of another, making it when it is not there.
func (t *quadtree) child(of int32, quarter int, size float64) int32 {
	if child := t.squares[of].child[quarter]; child != 0 {
		return child
	}
	child := int32(len(t.squares))
	t.squares = append(t.squares, square{size: size})
	t.squares[of].child[quarter] = child
	return child
}

// quarter returns in which quarter around a centre a point lies.
func quarter(p, centre Point) int {
	q := 0
	if p.X > centre.X {
		q = 1
	}
	if p.Y > centre.Y {
		q += 2
	}
	return q
}

// step returns the centre of a quarter of the square around a centre.
func step(centre Point, quarter int, by float64) Point {
	if quarter&1 == 0 {
		centre.X -= by
	} else {
		centre.X += by
	}
	if quarter&2 == 0 {
		centre.Y -= by
	} else {
		centre.Y += by
	}
	return centre
}

// push returns the sum over all points of mass / distance, away from them.
func (t *quadtree) push(here Point) Point {
	var sum Point
	for at := int32(0); int(at) < len(t.walk); {
		s := &t.walk[at]
		dx, dy := here.X-s.middle.X, here.Y-s.middle.Y
		d2 := dx*dx + dy*dy
		if d2 <= s.far {
			at++
			continue
		}
		if d2 > closest {
			weight := s.mass / d2
			sum.X += weight * dx
			sum.Y += weight * dy
		}
		at = s.past
	}
	return sum
}
