package analysis

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
)

// randomGroups draws organisations with members over days 0 to 9; a city can be in one
// twice.
func randomGroups(r *random, count int) []Group {
	groups := make([]Group, r.intN(4))
	for g := range groups {
		groups[g].Organisation = graph.ID(fmt.Sprintf("o%d", g))
		for range r.intN(2 * count) {
			first := graph.Day(r.intN(10))
			if r.intN(3) == 0 {
				first = graph.MinDay
			}
			last := graph.Day(r.intN(12))
			if r.intN(3) == 0 {
				last = graph.MaxDay
			}
			groups[g].Members = append(groups[g].Members, GroupMember{City: cityID(r.intN(count + 1)), First: first, Last: last})
		}
	}
	return groups
}

// inOne reports whether two cities are members of one group on a day, by trying all.
func inOne(groups []Group, a, b int, day graph.Day) bool {
	is := func(g Group, city int) bool {
		return slices.ContainsFunc(g.Members, func(m GroupMember) bool { return m.City == cityID(city) && m.First <= day && day <= m.Last })
	}
	return a != b && slices.ContainsFunc(groups, func(g Group) bool { return is(g, a) && is(g, b) })
}

// bound returns the sketch with a link more for each two members of one group: one that is
// ACTIVE on the days on which they are. Its id begins with "member".
func bound(s *sketch, groups []Group, day graph.Day) *sketch {
	b := &sketch{cities: s.cities, links: slices.Clone(s.links), stand: map[graph.ID]Standing{}}
	for id, standing := range s.stand {
		b.stand[id] = standing
	}
	for one := range s.cities {
		for other := range one {
			status, ever := graph.StatusUnknown, false
			if inOne(groups, one, other, day) {
				status = graph.StatusActive
			}
			from, was := graph.MinDay, inOne(groups, one, other, graph.MinDay)
			var h graph.History
			spell := func(to graph.Day) {
				of := graph.StatusUnknown
				if was {
					of, ever = graph.StatusActive, true
				}
				h = append(h, graph.Spell{From: from, To: to, LinkStatus: graph.LinkStatus{Status: of}})
			}
			for d := graph.Day(-1); d <= 13; d++ {
				if is := inOne(groups, one, other, d); is != was {
					spell(d)
					from, was = d, is
				}
			}
			spell(graph.MaxDay)
			if !ever {
				continue
			}
			id := graph.ID(fmt.Sprintf("member%d-%d", one, other))
			b.links = append(b.links, &graph.TwinningLink{Statement: graph.Statement{ID: id}, A: cityID(one), B: cityID(other), Kind: graph.LinkKindTwinning})
			b.stand[id] = Standing{Status: status, History: h}
		}
	}
	return b
}

// On random networks whose cities are in organisations, every measure, path, journey,
// mediator and alliance is what it is where each two members have a link of their own;
// but the answers name no such link.
func TestMembersOfAGroupAreNeighboursAsByALink(t *testing.T) {
	paths, journeys, joined := 0, 0, 0
	for seed := range 3000 {
		r := newRandom(uint64(seed), 7)
		count := 2 + r.intN(9)
		s := citiesOf(count)
		for _, c := range s.cities {
			c.Country = []string{"", "DE", "PL"}[r.intN(3)]
		}
		for _, p := range randomPairs(r, count, 0.5*r.unit()) {
			id := s.link(p[0], p[1], graph.StatusActive)
			h := randomHistory(r)
			s.stand[id] = Standing{Status: h.At(5).Status, History: h}
		}
		groups := randomGroups(r, count)
		day := graph.Day(5)
		of, err := s.build(t).Through(Active()).WithMembers(day, groups)
		if err != nil {
			t.Fatal(err)
		}
		naive := bound(s, groups, day).build(t).Through(Active())
		joined += naive.Pairs() - s.build(t).Through(Active()).Pairs()
		fail := func(what string, got, want any) {
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: %s:\n got %+v\nwant %+v\n groups %+v", seed, what, got, want, groups)
			}
		}
		fail("neighbours", pairsOf(of), pairsOf(naive))
		for what, n := range map[string][2]*Network{"as it is": {of, naive}, "after another choice and back": {of.Through(Selection{}).Through(Active()), naive}} {
			got, err := Measure(t.Context(), n[0], WithEverything&^WithLength, NullModel{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			want, err := Measure(t.Context(), n[1], WithEverything&^WithLength, NullModel{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			got.Metrics.Links, want.Metrics.Links = 0, 0
			fail("measures "+what, got, want)
		}
		fail("articulation points", Joints(of), Joints(naive))
		fail("bridges", linksOf(Bridges(of)), slices.DeleteFunc(linksOf(Bridges(naive)), isMember))
		fail("shared partners", SharedPartners(of, 0, 1), SharedPartners(naive, 0, 1))
		divided, err := FindAlliances(t.Context(), of, AllianceQuery{Runs: 2, MinSize: 1})
		if err != nil {
			t.Fatal(err)
		}
		alike, err := FindAlliances(t.Context(), naive, AllianceQuery{Runs: 2, MinSize: 1})
		if err != nil {
			t.Fatal(err)
		}
		fail("modularity", divided.Modularity, alike.Modularity)
		for i := range divided.List {
			fail("members of an alliance", divided.List[i].Members, alike.List[i].Members)
		}
		from, to, ok := randomSides(r, count)
		if !ok {
			continue
		}
		q := PathQuery{From: from, To: to, MaxLength: 1 + r.intN(6), Limit: 1 + r.intN(20)}
		got, err := Paths(t.Context(), of, q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Paths(t.Context(), naive, q)
		if err != nil {
			t.Fatal(err)
		}
		fail("paths", cityLists(got), cityLists(want))
		paths += len(got)
		noMemberLinks(t, got)
		j := JourneyQuery{PathQuery: q, Begin: graph.Day(r.intN(12) - 1)}
		j.End = j.Begin + graph.Day(r.intN(8))
		taken, err := Journeys(t.Context(), of, j)
		if err != nil {
			t.Fatal(err)
		}
		alikeTaken, err := Journeys(t.Context(), naive, j)
		if err != nil {
			t.Fatal(err)
		}
		fail("journeys", cityLists(taken), cityLists(alikeTaken))
		for i, p := range taken {
			for k, step := range p.Steps {
				fail("day of a step", step.Day, alikeTaken[i].Steps[k].Day)
			}
		}
		journeys += len(taken)
		noMemberLinks(t, taken)
		between := MediatorQuery{Sides: [2][]int{from, to}}
		ranked, err := Mediators(t.Context(), of, between)
		if err != nil {
			t.Fatal(err)
		}
		alikeRanked, err := Mediators(t.Context(), naive, between)
		if err != nil {
			t.Fatal(err)
		}
		fail("mediators", citiesOfMediators(ranked), citiesOfMediators(alikeRanked))
	}
	if paths < 2000 || journeys < 2000 || joined < 2000 {
		t.Errorf("too little is compared: %d paths, %d journeys, %d pairs by memberships alone", paths, journeys, joined)
	}
}

func isMember(id graph.ID) bool { return strings.HasPrefix(string(id), "member") }

func linksOf(bridges []Bridge) []graph.ID {
	ids := []graph.ID{}
	for _, b := range bridges {
		ids = append(ids, b.Link.ID)
	}
	return ids
}

func noMemberLinks(t *testing.T, paths []Path) {
	t.Helper()
	for _, p := range paths {
		for _, step := range p.Steps {
			for _, l := range step.Links {
				if isMember(l.ID) {
					t.Fatalf("a membership is shown as the link %s", l.ID)
				}
			}
		}
	}
}

// citiesOfMediators is what is said of mediators, without links.
func citiesOfMediators(found []Mediator) []string {
	list := []string{}
	for _, m := range found {
		list = append(list, fmt.Sprint(m.City, m.Degree, m.Neutral, len(m.Strained), m.To[0].Shortest, m.To[0].Ways, m.To[0].Partners, m.To[1].Shortest, m.To[1].Ways, m.To[1].Partners))
	}
	return list
}

// everyone returns a group of the first cities, on all days.
func everyone(organisation graph.ID, count int) Group {
	g := Group{Organisation: organisation}
	for i := range count {
		g.Members = append(g.Members, GroupMember{City: cityID(i), First: graph.MinDay, Last: graph.MaxDay})
	}
	return g
}

// A large organisation makes as many pairs as it has; one that half the world is in makes
// none, and more than half a million pairs are refused.
func TestLargeGroups(t *testing.T) {
	n := citiesOf(3000).build(t)
	groups := func(sizes ...int) []Group {
		var list []Group
		for i, size := range sizes {
			list = append(list, everyone(graph.ID(fmt.Sprintf("o%d", i)), size))
		}
		return list
	}
	for _, c := range []struct {
		says   string
		groups []Group
		pairs  int
		refuse bool
	}{
		{"some hundred members", groups(500), 500 * 499 / 2, false},
		{"the same members in two organisations count once", groups(400, 400), 400 * 399 / 2, false},
		{"as many members as join each other", groups(MostMembers), MostMembers * (MostMembers - 1) / 2, false},
		{"half the world joins nobody", groups(MostMembers+1, 3), 3, false},
		{"too many pairs", groups(MostMembers, 100), 0, true},
	} {
		t.Run(c.says, func(t *testing.T) {
			with, err := n.WithMembers(0, c.groups)
			if c.refuse {
				if graph.CodeOf(err) != graph.LimitExceeded || !strings.Contains(err.Error(), "o1") {
					t.Errorf("not refused: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if with.Pairs() != c.pairs || len(CountryMatrix(with)) != 0 {
				t.Errorf("%d pairs; want %d. Countries: %v", with.Pairs(), c.pairs, CountryMatrix(with))
			}
		})
	}
}

// Links of one basis: those whose status rests on it, on the day or, in journeys, on the
// days on which it does. A status that is supposed rests on nothing and counts.
func TestLinksOfOneBasis(t *testing.T) {
	s := citiesOf(4)
	listed, decided := s.link(0, 1, graph.StatusActive), s.link(1, 2, graph.StatusActive)
	s.link(2, 3, graph.StatusUnknown)
	history := func(first, then graph.Basis) graph.History {
		active := func(b graph.Basis) graph.LinkStatus { return graph.LinkStatus{Status: graph.StatusActive, Basis: b} }
		return graph.History{{From: graph.MinDay, To: 5, LinkStatus: active(first)}, {From: 5, To: graph.MaxDay, LinkStatus: active(then)}}
	}
	s.stand[listed] = Standing{Status: graph.StatusActive, Basis: graph.BasisListing, History: history(graph.BasisDecision, graph.BasisListing)}
	s.stand[decided] = Standing{Status: graph.StatusActive, Basis: graph.BasisDecision, History: history(graph.BasisListing, graph.BasisDecision)}
	n := s.build(t)
	through := func(bases ...graph.Basis) Selection {
		return Selection{Statuses: []graph.Status{graph.StatusActive}, Bases: bases}
	}
	for _, c := range []struct {
		says  string
		of    Selection
		pairs [][2]int
	}{
		{"every basis", through(), [][2]int{{0, 1}, {1, 2}}},
		{"decisions", through(graph.BasisDecision), [][2]int{{1, 2}}},
		{"lists", through(graph.BasisListing), [][2]int{{0, 1}}},
		{"both", through(graph.BasisListing, graph.BasisDecision), [][2]int{{0, 1}, {1, 2}}},
		{"statements", through(graph.BasisStatement), nil},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := pairsOf(n.Through(c.of)); !slices.Equal(got, c.pairs) {
				t.Errorf("got %v, want %v", got, c.pairs)
			}
		})
	}
	supposed, err := n.With([]Change{{Link: listed, Status: graph.StatusActive}})
	if err != nil {
		t.Fatal(err)
	}
	if got := pairsOf(supposed.Through(through(graph.BasisDecision))); !slices.Equal(got, [][2]int{{0, 1}, {1, 2}}) {
		t.Errorf("a supposed status does not count: %v", got)
	}
	for _, c := range []struct {
		basis      graph.Basis
		begin, end graph.Day
		found      bool
	}{
		{graph.BasisDecision, 0, 9, true}, {graph.BasisDecision, 6, 9, false}, {graph.BasisListing, 0, 9, false}, {graph.BasisListing, 0, 4, false},
	} {
		q := JourneyQuery{PathQuery: PathQuery{From: []int{0}, To: []int{2}, MaxLength: 3, Limit: 1}, Begin: c.begin, End: c.end, Through: through(c.basis)}
		if got, err := Journeys(t.Context(), n, q); err != nil || len(got) == 1 != c.found {
			t.Errorf("%s from %d to %d: %v, %v", c.basis, c.begin, c.end, got, err)
		}
	}
}
