package analysis

import (
	"slices"
	"testing"

	"twingraph/graph"
)

// Cities 0 and 1 have something in common; 0 is linked to 1, 2 (twice) and 3, and 1 to 3 by
// a suspended link only.
func TestChannels(t *testing.T) {
	s := citiesOf(5)
	s.link(0, 1, graph.StatusActive)
	first := s.link(2, 0, graph.StatusActive)
	second := s.link(0, 2, graph.StatusActive)
	third := s.link(0, 3, graph.StatusActive)
	cut := s.link(1, 3, graph.StatusSuspended)
	n := s.build(t)
	ids := func(links []Link) []graph.ID {
		var list []graph.ID
		for _, l := range links {
			list = append(list, l.ID)
		}
		return list
	}
	active := Channels(n.Through(Active()), []int{0, 1})
	if got, want := ids(active[0]), []graph.ID{first, second, third}; !slices.Equal(got, want) {
		t.Errorf("channels to 0: %v, want %v", got, want)
	}
	if len(active[1]) != 0 {
		t.Errorf("channels to 1: %v; its only active link leads to one of its kind", ids(active[1]))
	}
	if got, want := ids(Channels(n, []int{0, 1})[1]), []graph.ID{cut}; !slices.Equal(got, want) {
		t.Errorf("channels to 1 over all links: %v, want %v", got, want)
	}
}

// A group of three gives each member as much as one link does.
func TestBondsOfGroups(t *testing.T) {
	n := networkOf(t, 4, nil)
	got := BondsOf(n, [][]graph.ID{{cityID(0), cityID(1), cityID(3)}, {cityID(2), "elsewhere"}})
	want := []Bond{{0, 1, 0.5}, {0, 3, 0.5}, {1, 3, 0.5}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	gained := map[int]float64{}
	for _, b := range got {
		gained[b.A] += b.Weight
		gained[b.B] += b.Weight
	}
	for _, city := range []int{0, 1, 3} {
		if gained[city] != 1 {
			t.Errorf("city %d gains %v", city, gained[city])
		}
	}
}

func TestReasons(t *testing.T) {
	for _, c := range []struct {
		name string
		m    Mediator
		want []string
	}{
		{"linked to both", Mediator{To: [2]Way{{Distance: 1, Partners: 1, Ways: 1}, {Distance: 1, Partners: 3, Ways: 3}}, Neutral: true}, []string{
			"It has links to both sides: 1 city of the first, 3 cities of the second.",
			"Its country is that of no city of either side.",
		}},
		{"two steps from one, and strained", Mediator{To: [2]Way{{Distance: 1, Ways: 1}, {Distance: 2, Ways: 4}}, Strained: make([]Link, 2)}, []string{
			"The first side is 1 link away, the second 2 links.",
			"A shortest way to the first side begins with 1 neighbour, to the second with 4 neighbours.",
			"Its country is that of a city of a side, or not known.",
			"Of its ties to cities of a side, 2 are suspended, ended or contested.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.m.Reasons(); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
