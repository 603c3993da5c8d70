package analysis

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"twingraph/graph"
)

// cityID is the id of a test city: ids are in the order of their numbers.
func cityID(i int) graph.ID { return graph.ID(fmt.Sprintf("c%06d", i)) }

// sketch is a network to be built in a test.
type sketch struct {
	cities []*graph.City
	links  []*graph.TwinningLink
	stand  map[graph.ID]Standing
}

// cities starts a sketch with count cities, numbered from 0.
func citiesOf(count int) *sketch {
	s := &sketch{stand: map[graph.ID]Standing{}}
	for i := range count {
		s.cities = append(s.cities, &graph.City{Statement: graph.Statement{ID: cityID(i)}})
	}
	return s
}

// link adds a link with a status; its id is in the order of adding.
func (s *sketch) link(a, b int, status graph.Status) graph.ID {
	id := graph.ID(fmt.Sprintf("l%06d", len(s.links)))
	s.links = append(s.links, &graph.TwinningLink{
		Statement: graph.Statement{ID: id}, A: cityID(a), B: cityID(b), Kind: graph.LinkKindTwinning,
	})
	s.stand[id] = Standing{Status: status}
	return id
}

func (s *sketch) build(t testing.TB) *Network {
	t.Helper()
	n, err := New(s.cities, s.links, func(l *graph.TwinningLink) Standing { return s.stand[l.ID] })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// networkOf builds a network of count cities with active links.
func networkOf(t testing.TB, count int, pairs [][2]int) *Network {
	t.Helper()
	s := citiesOf(count)
	for _, p := range pairs {
		s.link(p[0], p[1], graph.StatusActive)
	}
	return s.build(t)
}

// randomPairs draws each pair of count cities with a probability.
func randomPairs(r *random, count int, probability float64) [][2]int {
	var pairs [][2]int
	for a := range count {
		for b := a + 1; b < count; b++ {
			if r.unit() < probability {
				pairs = append(pairs, [2]int{a, b})
			}
		}
	}
	return pairs
}

// smallNetworks calls check with a number of random networks of up to most cities,
// from sparse to dense, cities spread over a few countries, some of none.
func smallNetworks(t *testing.T, number, most int, check func(t *testing.T, n *Network, r *random)) {
	t.Helper()
	for seed := range number {
		r := newRandom(uint64(seed), 1)
		count := 1 + r.intN(most)
		s := citiesOf(count)
		for _, c := range s.cities {
			c.Country = []string{"", "DE", "DE", "PL", "UA"}[r.intN(5)]
		}
		for _, p := range randomPairs(r, count, []float64{r.unit() * r.unit(), r.unit()}[r.intN(2)]) {
			s.link(p[0], p[1], graph.StatusActive)
		}
		check(t, s.build(t), r)
		if t.Failed() {
			t.Fatalf("seed %d: %d cities, links %v", seed, count, pairsOf(s.build(t)))
		}
	}
}

// pairsOf returns the pairs of neighbours of a network.
func pairsOf(n *Network) [][2]int {
	var pairs [][2]int
	for _, p := range n.chosen {
		pairs = append(pairs, [2]int{int(n.pairs[p][0]), int(n.pairs[p][1])})
	}
	return pairs
}

// large builds the network of largeSketch.
func large(t testing.TB, cities, links int) *Network {
	t.Helper()
	return largeSketch(cities, links).build(t)
}

// largeSketch draws the seeded network of the speed targets: preferential attachment with
// three links a city and some at random, over 60 countries, with locations and
// one link in twelve suspended or ended.
func largeSketch(cities, links int) *sketch {
	r := newRandom(2026, 0)
	s := citiesOf(cities)
	for _, c := range s.cities {
		c.Country = fmt.Sprintf("%c%c", 'A'+r.intN(6), 'A'+r.intN(10))
		c.Location = &graph.Location{Latitude: -60 + 130*r.unit(), Longitude: -180 + 360*r.unit()}
	}
	var ends []int // each city as often as it has links
	known := map[[2]int]bool{}
	for len(s.links) < links {
		a, b := r.intN(cities), r.intN(cities)
		if len(ends) > 0 && r.intN(4) > 0 {
			b = ends[r.intN(len(ends))]
		}
		if a == b || known[[2]int{min(a, b), max(a, b)}] {
			continue
		}
		known[[2]int{min(a, b), max(a, b)}] = true
		status := graph.StatusActive
		switch r.intN(24) {
		case 0:
			status = graph.StatusSuspended
		case 1:
			status = graph.StatusEnded
		}
		s.link(a, b, status)
		ends = append(ends, a, b)
	}
	return s
}

// sharedFile opens a file of the published networks that lie beside the project, or
// skips the test when they are not there.
func sharedFile(t testing.TB, name string) *os.File {
	t.Helper()
	for up := ".."; len(up) < 30; up += "/.." {
		f, err := os.Open(filepath.Join(up, "shared", "data", "network", name))
		if err == nil {
			t.Cleanup(func() { _ = f.Close() })
			return f
		}
	}
	t.Skipf("%s is not here; it is read in place and never copied", name)
	return nil
}

// konect builds the network of KONECT's edge list "twin".
func konect(t testing.TB) *Network {
	t.Helper()
	lines := bufio.NewScanner(sharedFile(t, "konect_twin_2017/out.twin"))
	var pairs [][2]int
	count := 0
	for lines.Scan() {
		if lines.Text()[0] == '%' {
			continue
		}
		var a, b int
		if _, err := fmt.Sscan(lines.Text(), &a, &b); err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, [2]int{a - 1, b - 1}) // KONECT counts from 1
		count = max(count, a, b)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return networkOf(t, count, pairs)
}
