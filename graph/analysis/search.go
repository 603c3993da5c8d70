package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"twingraph/graph"
)

// clock says when a pair of neighbours can be passed.
type clock interface {
	begin() graph.Day // when paths set out
	end() graph.Day   // when they must have arrived
	// next returns the first day from day on on which the pair can be passed.
	next(pair int32, day graph.Day) (graph.Day, bool)
	// last returns the last day up to day on which the pair can be passed.
	last(pair int32, day graph.Day) (graph.Day, bool)
	// step describes passing the pair on day.
	step(n *Network, pair int32, day graph.Day) Step
}

// always is the clock of a network on one day: what is chosen can be passed.
type always struct{}

func (always) begin() graph.Day                              { return 0 }
func (always) end() graph.Day                                { return 0 }
func (always) next(_ int32, day graph.Day) (graph.Day, bool) { return day, true }
func (always) last(_ int32, day graph.Day) (graph.Day, bool) { return day, true }
func (always) step(n *Network, pair int32, _ graph.Day) Step { return Step{Links: n.linksOf(pair)} }

// search finds shortest paths under restrictions, one after the other.
type search struct {
	ctx   context.Context
	n     *Network
	clock clock
	most  int     // links in a path
	from  []int32 // ascending
	left  []int32 // of each city, a lower bound of the links to To; -1 for out of reach
	inTo  []bool
	work  int // neighbours that may still be looked at

	closed  []bool      // cities that a path may not enter: those of From and of the prefix
	arrival []graph.Day // of each city, the earliest arrival in the present round
	round   []int32     // of each city, the round in which arrival was set
	rounds  int32

	// In unroll: of each city, its place in the layer at hand, from 1; 0 for none.
	place []int32
}

// reached is a city in one layer of a round: so many links from where it began.
type reached struct {
	city int32
	// day is the earliest arrival with so many links, when layers are made; the
	// latest departure that still arrives in time, when they are unrolled.
	day graph.Day
}

func newSearch(ctx context.Context, n *Network, q PathQuery, c clock) *search {
	s := &search{ctx: ctx, n: n, clock: c, most: q.MaxLength, work: maxPathWork,
		inTo: make([]bool, n.Len()), closed: make([]bool, n.Len()),
		arrival: make([]graph.Day, n.Len()), round: make([]int32, n.Len()), place: make([]int32, n.Len())}
	for _, city := range q.From {
		s.from = append(s.from, int32(city))
		s.closed[city] = true
	}
	slices.Sort(s.from)
	s.from = slices.Compact(s.from)
	for _, city := range q.To {
		s.inTo[city] = true
	}
	s.left = hops(n, q.To, q.MaxLength, nil)
	return s
}

// shortest returns the first path, in order of length and then of cities, that
// begins with prefix and does not go on with one of barred; nil when there is none.
func (s *search) shortest(prefix, barred []int32) ([]int32, error) {
	start, before := make([]reached, 0, 1), 0
	if len(prefix) > 0 {
		before = len(prefix) - 1
		start = append(start, reached{prefix[before], s.arrive(prefix)})
	} else {
		for _, city := range s.from {
			if !slices.Contains(barred, city) && s.left[city] >= 0 {
				start = append(start, reached{city, s.clock.begin()})
			}
		}
		barred = nil
	}
	for _, city := range prefix {
		s.closed[city] = true
	}
	defer func() {
		for i, city := range prefix {
			s.closed[city] = i == 0 // the first is of From
		}
	}()
	// Each round allows a few links more: as many as the most promising city needs
	// that the round before had to leave aside.
	for length := s.least(start); length <= s.most-before; {
		layers, more, err := s.layers(start, barred, length)
		if err != nil {
			return nil, err
		}
		if layers != nil {
			return append(slices.Clone(prefix[:before]), s.unroll(layers)...), nil
		}
		length = more
	}
	return nil, nil
}

// arrive returns the earliest day on which the prefix can have been passed.
func (s *search) arrive(prefix []int32) graph.Day {
	day := s.clock.begin()
	for i := 1; i < len(prefix); i++ {
		day, _ = s.clock.next(s.n.pairBetween(prefix[i-1], prefix[i]), day)
	}
	return day
}

// least returns a lower bound of the links from one of start to To.
func (s *search) least(start []reached) int {
	least := math.MaxInt32
	for _, r := range start {
		if left := s.left[r.city]; left >= 0 {
			least = min(least, int(left))
		}
	}
	return least
}

// layers walks outward from start, only to cities from which To may still be
// reached within length links in all. When To is reached, which is then after
// exactly length links, it returns the cities reached with 0, 1, ... length links,
// each where that is its earliest arrival yet. Otherwise it returns nil and the
// least length that would let it go further. Code Timeout or LimitExceeded.
func (s *search) layers(start []reached, barred []int32, length int) (layers [][]reached, more int, err error) {
	more = math.MaxInt32
	s.rounds++
	for _, r := range start {
		s.round[r.city], s.arrival[r.city] = s.rounds, r.day
	}
	promising := make([]reached, 0, len(start))
	for _, r := range start {
		if left := int(s.left[r.city]); left <= length {
			promising = append(promising, r)
		} else {
			more = min(more, left)
		}
	}
	layers = append(layers, promising)
	for passed := 1; passed <= length; passed++ {
		if err := stopped(s.ctx); err != nil {
			return nil, 0, err
		}
		var layer []reached
		arrived := false
		for _, r := range layers[passed-1] {
			around := s.n.around(r.city)
			if s.work -= len(around); s.work < 0 {
				return nil, 0, graph.Errorf(graph.LimitExceeded, "listing these paths takes more work than is allowed; "+
					"ask for fewer or shorter paths, or between fewer cities").At("limit")
			}
			for i, w := range around {
				left := s.left[w]
				if left < 0 || s.closed[w] || passed == 1 && slices.Contains(barred, w) {
					continue
				}
				if passed+int(left) > length {
					more = min(more, passed+int(left))
					continue
				}
				day, ok := s.clock.next(s.n.pairOf[int(s.n.offsets[r.city])+i], r.day)
				if !ok || s.round[w] == s.rounds && s.arrival[w] <= day {
					continue
				}
				s.round[w], s.arrival[w] = s.rounds, day
				layer = append(layer, reached{w, day})
				arrived = arrived || s.inTo[w]
			}
		}
		layers = append(layers, layer)
		if arrived {
			return layers, 0, nil
		}
		if len(layer) == 0 {
			break
		}
	}
	return nil, more, nil
}

// unroll returns the first, in order of cities, of the shortest paths in layers.
func (s *search) unroll(layers [][]reached) []int32 {
	last := len(layers) - 1
	onWay := make([][]reached, len(layers)) // of each layer, the cities on shortest paths, ascending
	for _, r := range layers[last] {
		if s.inTo[r.city] {
			onWay[last] = append(onWay[last], reached{r.city, s.clock.end()})
		}
	}
	for g := last; g > 0; g-- {
		onWay[g] = byCity(onWay[g])
		s.putInPlace(onWay[g])
		for _, r := range layers[g-1] {
			if day, ok := s.latest(r, onWay[g]); ok {
				onWay[g-1] = append(onWay[g-1], reached{r.city, day})
			}
		}
		s.clearPlaces(onWay[g])
	}
	onWay[0] = byCity(onWay[0])
	path := []int32{onWay[0][0].city}
	day := layers[0][0].day // all of a start set out on one day
	for g := 1; g <= last; g++ {
		v := path[g-1]
		s.putInPlace(onWay[g])
		for i, w := range s.n.around(v) {
			at := s.place[w]
			if at == 0 {
				continue
			}
			if next, ok := s.clock.next(s.n.pairOf[int(s.n.offsets[v])+i], day); ok && next <= onWay[g][at-1].day {
				path, day = append(path, w), next
				break
			}
		}
		s.clearPlaces(onWay[g])
	}
	return path
}

func (s *search) putInPlace(layer []reached) {
	for i, r := range layer {
		s.place[r.city] = int32(i + 1)
	}
}

func (s *search) clearPlaces(layer []reached) {
	for _, r := range layer {
		s.place[r.city] = 0
	}
}

// latest returns the last day on which one can leave r for a city of the next layer,
// which has been put in place, in time for it; false when that is before r is
// reached.
func (s *search) latest(r reached, next []reached) (graph.Day, bool) {
	latest, found := graph.MinDay, false
	for i, w := range s.n.around(r.city) {
		at := s.place[w]
		if at == 0 {
			continue
		}
		day, ok := s.clock.last(s.n.pairOf[int(s.n.offsets[r.city])+i], next[at-1].day)
		if ok && day >= r.day {
			latest, found = max(latest, day), true
		}
	}
	return latest, found
}

// byCity returns a layer in order of cities, each once: a city whose arrival was
// improved within its layer is there twice, with the same latest departure.
func byCity(layer []reached) []reached {
	slices.SortFunc(layer, func(a, b reached) int { return cmp.Compare(a.city, b.city) })
	return slices.CompactFunc(layer, func(a, b reached) bool { return a.city == b.city })
}
