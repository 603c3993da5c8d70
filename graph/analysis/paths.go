package analysis

import (
	"context"
	"slices"

	"twingraph/graph"
)

// The bounds of a question for paths.
const (
	MaxPathLength = 16 // links
	MaxPaths      = 100
	// maxPathWork bounds how many times a search may look from one city to a
	// neighbour: about a tenth of a second.
	maxPathWork = 20_000_000
)

// PathQuery asks for the shortest ways from one set of cities to another.
type PathQuery struct {
	From, To  []int // cities; not empty, none in both
	MaxLength int   // links; 1 to MaxPathLength
	Limit     int   // 1 to MaxPaths
}

// Path is a way from city to city, none of them twice. Only its first city is in
// From and only its last in To.
type Path struct {
	Cities []int
	Steps  []Step // one fewer than cities: Steps[i] leads from Cities[i] to Cities[i+1]
}

// Step is one step of a path.
type Step struct {
	Links []Link    // that join the two cities, in order of id; none where memberships alone do
	Day   graph.Day // of a journey: the day on which the step is taken
	// ByList says of a journey that a list alone shows each of the links, and Listed from
	// which day on at the latest: the first of their lists, Day where that is later.
	ByList bool
	Listed graph.Day
}

// AtLatest returns the day of arrival of a journey that is sure: that of its last step, or of
// the latest list on which a step rests that is taken before it.
func (p Path) AtLatest() graph.Day {
	latest := graph.MinDay
	for _, step := range p.Steps {
		latest = max(latest, step.Day)
		if step.ByList {
			latest = max(latest, step.Listed)
		}
	}
	return latest
}

// Length returns the number of links to pass.
func (p Path) Length() int { return len(p.Steps) }

// Paths returns the shortest paths and the next-shortest, up to q.Limit, in order of
// length, then of their first city's number, their second's and so on: exactly the
// first that a list of all paths in this order would have. Two cities with several
// links between them are one step, with all those links. None when no path is short
// enough.
//
// It is the algorithm of Yen, Finding the k shortest loopless paths in a network,
// Management Science 17, 1971, as Lawler, A procedure for computing the k best
// solutions, Management Science 18, 1972, rid it of duplicates, with the distance to
// To as a lower bound of what is left.
//
// Codes: BadUserInput for arguments that cannot be meant; LimitExceeded for bounds
// that are too large and when the search takes more work than is allowed; Timeout.
func Paths(ctx context.Context, n *Network, q PathQuery) ([]Path, error) {
	if err := q.Check(n); err != nil {
		return nil, err
	}
	return newSearch(ctx, n, q, always{}).best(q.Limit)
}

// Check returns what is wrong with the question, as Paths does.
func (q PathQuery) Check(n *Network) error {
	for _, side := range []struct {
		name   string
		cities []int
	}{{"from", q.From}, {"to", q.To}} {
		if len(side.cities) == 0 {
			return graph.Errorf(graph.BadUserInput, "no city is there to search from or to").At(side.name)
		}
		for _, city := range side.cities {
			if city < 0 || city >= n.Len() {
				return graph.Errorf(graph.BadUserInput, "there is no city number %d in the network", city).At(side.name)
			}
		}
	}
	to := make([]bool, n.Len())
	for _, city := range q.To {
		to[city] = true
	}
	for _, city := range q.From {
		if to[city] {
			return graph.Errorf(graph.BadUserInput, "%s is on both sides; choose sides that have no city in common",
				n.nodes[city].ID).At("to")
		}
	}
	if err := within("maxLength", q.MaxLength, MaxPathLength); err != nil {
		return err
	}
	return within("limit", q.Limit, MaxPaths)
}

// within checks an argument that goes from 1 to most.
func within(name string, value, most int) error {
	switch {
	case value < 1:
		return graph.Errorf(graph.BadUserInput, "%d is too small; give 1 to %d", value, most).At(name)
	case value > most:
		return graph.Errorf(graph.LimitExceeded, "%d is more than is allowed; give 1 to %d", value, most).At(name)
	}
	return nil
}

// candidate is the best path of one part of all paths: those that begin with
// cities[:fixed] and do not go on with one of barred.
type candidate struct {
	cities []int32
	fixed  int
	barred []int32
}

// compare orders paths: the shorter first, then by cities.
func (c candidate) compare(d candidate) int {
	if len(c.cities) != len(d.cities) {
		return len(c.cities) - len(d.cities)
	}
	return slices.Compare(c.cities, d.cities)
}

// best returns the first limit paths. Each time the best candidate is taken, the
// rest of its part is cut into parts by where a path leaves the one taken.
func (s *search) best(limit int) ([]Path, error) {
	paths := []Path{}
	var candidates []candidate // the best last
	consider := func(prefix, barred []int32) error {
		cities, err := s.shortest(prefix, barred)
		if err != nil || cities == nil {
			return err
		}
		c := candidate{cities: cities, fixed: len(prefix), barred: barred}
		at, _ := slices.BinarySearchFunc(candidates, c, func(a, b candidate) int { return b.compare(a) })
		candidates = slices.Insert(candidates, at, c)
		return nil
	}
	if err := consider(nil, nil); err != nil {
		return nil, err
	}
	for len(candidates) > 0 {
		c := candidates[len(candidates)-1]
		candidates = candidates[:len(candidates)-1]
		paths = append(paths, s.describe(c.cities))
		if len(paths) == limit {
			break
		}
		for i := c.fixed; i < len(c.cities); i++ {
			barred := []int32{c.cities[i]}
			if i == c.fixed {
				barred = append(barred, c.barred...)
			}
			if err := consider(c.cities[:i], barred); err != nil {
				return nil, err
			}
		}
	}
	return paths, nil
}

// describe turns cities into a path, each step taken as early as it can be.
func (s *search) describe(cities []int32) Path {
	p := Path{Cities: make([]int, len(cities)), Steps: make([]Step, len(cities)-1)}
	day := s.clock.begin()
	for i, c := range cities {
		p.Cities[i] = int(c)
		if i == 0 {
			continue
		}
		pair := s.n.pairBetween(cities[i-1], c)
		day, _ = s.clock.next(pair, day)
		p.Steps[i-1] = s.clock.step(s.n, pair, day)
	}
	return p
}
