package layout

import (
	"math"
	"runtime"
	"sync"
)

// The constants of the paper, and what it leaves to choose.
const (
	tolerance = 1.0  // of swinging: higher is faster and less precise
	nearness  = 0.9  // θ of Barnes and Hut: higher is faster and less precise
	farthest  = 0.05 // the most that a point moves in a step, as a share of the radius
	inward    = 0.15 // gravity as a share of repulsion
)

// forces is a layout on its way.
type forces struct {
	at         []Point
	mass       []float64 // degree + 1
	start      []int32   // the neighbours of point i are to[start[i]:start[i+1]]
	to         []int32
	weight     []float64
	now, last  []Point // the force on each point in this step and the one before
	swing      []float64
	speed      float64
	repulsion  float64 // k_r
	gravity    float64 // k_g
	most       float64 // that a point moves in a step
	tree       quadtree
	goroutines int
}

func newForces(count int, edges []Edge, at []Point) *forces {
	f := &forces{
		at: at, mass: make([]float64, count), start: make([]int32, count+1),
		to: make([]int32, 2*len(edges)), weight: make([]float64, 2*len(edges)),
		now: make([]Point, count), last: make([]Point, count), swing: make([]float64, count),
		speed: 0.1, goroutines: runtime.GOMAXPROCS(0),
	}
	for _, e := range edges {
		f.start[e.A+1]++
		f.start[e.B+1]++
	}
	for i := range count {
		f.mass[i] = float64(f.start[i+1]) + 1
		f.start[i+1] += f.start[i]
	}
	next := make([]int32, count)
	copy(next, f.start)
	put := func(from, to int, weight float64) {
		f.to[next[from]], f.weight[next[from]] = int32(to), weight
		next[from]++
	}
	for _, e := range edges {
		put(e.A, e.B, e.Weight)
		put(e.B, e.A, e.Weight)
	}
	f.balance(edges)
	return f
}

// balance chooses how strongly points push each other and are drawn to the middle so
// that the edges come out about as long as half the radius of a disc on which every
// point has room. (In balance the forces times the distances over which they act sum
// to nothing; the pushes of a pair give k_r times the masses, whatever the distance.)
func (f *forces) balance(edges []Edge) {
	room := math.Sqrt(float64(len(f.at)))
	pull, mass := 0.0, 0.0
	for _, e := range edges {
		pull += e.Weight * room / 2 * math.Log1p(room/2)
	}
	for _, m := range f.mass {
		mass += m
	}
	f.repulsion = pull / (mass * mass / 2)
	f.gravity = inward * pull / (mass * room / 2)
	f.most = farthest * room
}

// step moves every point once. The force on a point is summed in one order whatever
// the number of cores, so that the outcome does not depend on it.
func (f *forces) step() {
	f.tree.build(f.at, f.mass)
	f.inParallel(func(i int) { f.now[i] = f.on(i) })
	swinging, traction := 0.0, 0.0
	for i, now := range f.now {
		last := f.last[i]
		f.swing[i] = length(now.X-last.X, now.Y-last.Y)
		swinging += f.mass[i] * f.swing[i]
		traction += f.mass[i] * length(now.X+last.X, now.Y+last.Y) / 2
	}
	if swinging > 0 {
		f.speed = min(tolerance*traction/swinging, 1.5*f.speed)
	}
	for i, now := range f.now {
		speed := f.speed / (1 + f.speed*math.Sqrt(f.swing[i]))
		if force := length(now.X, now.Y); speed*force > f.most {
			speed = f.most / force
		}
		f.at[i].X += speed * now.X
		f.at[i].Y += speed * now.Y
	}
	f.now, f.last = f.last, f.now
}

// on returns the force on a point.
func (f *forces) on(i int) Point {
	here, mass := f.at[i], f.mass[i]
	force := f.tree.push(here)
	force.X *= f.repulsion * mass
	force.Y *= f.repulsion * mass
	if d := length(here.X, here.Y); d > 0 {
		force.X -= f.gravity * mass * here.X / d
		force.Y -= f.gravity * mass * here.Y / d
	}
	for k := f.start[i]; k < f.start[i+1]; k++ {
		there := f.at[f.to[k]]
		dx, dy := there.X-here.X, there.Y-here.Y
		if d := length(dx, dy); d > 0 {
			pull := f.weight[k] * math.Log1p(d) / d
			force.X += pull * dx
			force.Y += pull * dy
		}
	}
	return force
}

// inParallel calls do for every point.
func (f *forces) inParallel(do func(i int)) {
	var wait sync.WaitGroup
	count := len(f.at)
	for g := range f.goroutines {
		wait.Go(func() {
			for i := g * count / f.goroutines; i < (g+1)*count/f.goroutines; i++ {
				do(i)
			}
		})
	}
	wait.Wait()
}

// length is math.Hypot for numbers that are neither very large nor very small.
func length(x, y float64) float64 { return math.Sqrt(x*x + y*y) }
