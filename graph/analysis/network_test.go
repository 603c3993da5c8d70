package analysis

import (
	"slices"
	"testing"

	"twingraph/graph"
)

func TestNetworkKeepsOrderWhateverTheOrderOfItsRecords(t *testing.T) {
	s := citiesOf(5)
	s.link(3, 1, graph.StatusActive)
	s.link(1, 3, graph.StatusEnded)
	s.link(0, 4, graph.StatusActive)
	s.link(1, 2, graph.StatusNotEstablished)
	straight := s.build(t)
	slices.Reverse(s.cities)
	slices.Reverse(s.links)
	for name, n := range map[string]*Network{"straight": straight, "reversed": s.build(t)} {
		t.Run(name, func(t *testing.T) {
			if n.Len() != 5 || n.Pairs() != 2 || n.Degree(1) != 1 || n.Degree(2) != 0 {
				t.Errorf("%d cities, pairs %v", n.Len(), pairsOf(n))
			}
			var ids []graph.ID
			for l := range n.Links() {
				ids = append(ids, l.ID)
			}
			if want := []graph.ID{"l000002", "l000000", "l000001"}; !slices.Equal(ids, want) {
				t.Errorf("links %v, want %v", ids, want)
			}
			between := n.Between(1, 3)
			if len(between) != 2 || between[0].A != 3 || between[0].B != 1 || between[1].Status != graph.StatusEnded {
				t.Errorf("between 1 and 3: %+v", between)
			}
			if n.Between(1, 2) != nil || n.Between(0, 1) != nil {
				t.Error("cities without a chosen link have none between them")
			}
			if l, ok := n.Link("l000003"); !ok || l.Status != graph.StatusNotEstablished {
				t.Errorf("a link that was not chosen is still known: %+v", l)
			}
		})
	}
}

func TestNetworkLeavesOutStrayLinks(t *testing.T) {
	s := citiesOf(2)
	s.link(0, 1, graph.StatusActive)
	s.link(1, 1, graph.StatusActive)
	s.link(0, 7, graph.StatusActive)
	n := s.build(t)
	if got := len(slices.Collect(n.Links())); got != 1 {
		t.Errorf("%d links, want 1", got)
	}
}

func TestNetworkRefuses(t *testing.T) {
	stands := func(*graph.TwinningLink) Standing { return Standing{Status: graph.StatusActive} }
	s := citiesOf(2)
	s.link(0, 1, graph.StatusActive)
	for _, c := range []struct {
		name     string
		cities   []*graph.City
		links    []*graph.TwinningLink
		standing func(*graph.TwinningLink) Standing
	}{
		{"a city twice", append(slices.Clone(s.cities), s.cities[0]), s.links, stands},
		{"a link twice", s.cities, append(slices.Clone(s.links), s.links[0]), stands},
		{"an unknown status", s.cities, s.links, func(*graph.TwinningLink) Standing { return Standing{Status: "GONE"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(c.cities, c.links, c.standing); graph.CodeOf(err) != graph.BadUserInput {
				t.Errorf("got %v, want %s", err, graph.BadUserInput)
			}
		})
	}
}

func TestNumbersFindCities(t *testing.T) {
	n := networkOf(t, 4, nil)
	got, err := n.Numbers(cityID(3), cityID(1), cityID(3))
	if err != nil || !slices.Equal(got, []int{1, 3}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := n.Numbers("atlantis"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("got %v, want %s", err, graph.NotFound)
	}
}

func TestThroughChoosesByStatusAndKind(t *testing.T) {
	s := citiesOf(3)
	s.link(0, 1, graph.StatusActive)
	s.link(0, 2, graph.StatusSuspended)
	s.link(1, 2, graph.StatusNotEstablished)
	s.links[1].Kind = graph.LinkKindFriendship
	n := s.build(t)
	for _, c := range []struct {
		name   string
		choice Selection
		want   [][2]int
	}{
		{"all but those not established", Selection{}, [][2]int{{0, 1}, {0, 2}}},
		{"active", Active(), [][2]int{{0, 1}}},
		{"a kind", Selection{Kinds: []graph.LinkKind{graph.LinkKindFriendship}}, [][2]int{{0, 2}}},
		{"a status and a kind without links", Selection{Statuses: []graph.Status{graph.StatusActive}, Kinds: []graph.LinkKind{graph.LinkKindFriendship}}, nil},
		{"not established", Selection{Statuses: []graph.Status{graph.StatusNotEstablished}}, [][2]int{{1, 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pairsOf(n.Through(c.choice)); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			// The choice is made anew each time, not from what was chosen before.
			if got := pairsOf(n.Through(Active()).Through(c.choice)); !slices.Equal(got, c.want) {
				t.Errorf("after another choice: got %v, want %v", got, c.want)
			}
		})
	}
}

func TestOnTakesTheStatusOfTheDay(t *testing.T) {
	s := citiesOf(2)
	id := s.link(0, 1, graph.StatusActive)
	histories := map[graph.ID]graph.History{id: {
		{From: graph.MinDay, To: 10, LinkStatus: graph.LinkStatus{Status: graph.StatusUnknown}},
		{From: 10, To: graph.MaxDay, LinkStatus: graph.LinkStatus{Status: graph.StatusActive}},
	}}
	for day, want := range map[graph.Day]graph.Status{9: graph.StatusUnknown, 10: graph.StatusActive} {
		n, err := New(s.cities, s.links, On(day, func(link graph.ID) graph.History { return histories[link] }))
		if err != nil {
			t.Fatal(err)
		}
		if l, _ := n.Link(id); l.Status != want || len(l.History) != 2 {
			t.Errorf("on day %d: %+v, want %s", day, l, want)
		}
	}
	n, err := New(s.cities, s.links, On(9, func(graph.ID) graph.History { return nil }))
	if err != nil {
		t.Fatal(err)
	}
	if l, _ := n.Link(id); l.Status != graph.StatusUnknown {
		t.Errorf("without a history a link is %s, want UNKNOWN", l.Status)
	}
}
