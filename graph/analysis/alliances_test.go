package analysis

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"twingraph/graph"
)

// cliques builds a ring of complete groups, each joined to the next by one link.
func cliques(number, size int) [][2]int {
	var pairs [][2]int
	for c := range number {
		for a := range size {
			for b := range a {
				pairs = append(pairs, [2]int{c*size + b, c*size + a})
			}
		}
		pairs = append(pairs, [2]int{c * size, (c + 1) % number * size})
	}
	return pairs
}

func TestAlliancesFindPlantedGroups(t *testing.T) {
	n := networkOf(t, 40, cliques(8, 5))
	a, err := FindAlliances(t.Context(), n, AllianceQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.List) != 8 {
		t.Fatalf("%d alliances, want 8", len(a.List))
	}
	for i, al := range a.List {
		for k, m := range al.Members {
			if m.City != 5*i+k || m.Certainty != 1 {
				t.Errorf("alliance %d: member %+v", i, m)
			}
		}
		if al.Inside != 10 || al.Outward != 2 || al.Density != 1 || len(al.Bridges)+len(al.Joints) != 0 {
			t.Errorf("alliance %d: %+v", i, al)
		}
		if len(al.Brokers) != 1 || al.Brokers[0].City != 5*i || al.Brokers[0].Alliances != 2 {
			t.Errorf("alliance %d: brokers %+v", i, al.Brokers)
		}
	}
}

// The karate club's highest modularity is 0.4197896 (Brandes and others, On modularity
// clustering, 2008).
func TestAlliancesOfTheKarateClub(t *testing.T) {
	o := oracles(t)[0]
	a, err := FindAlliances(t.Context(), o.network(t), AllianceQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.List) != 4 || a.Modularity < 0.4197 || a.Modularity > 0.4198 {
		t.Errorf("%d alliances of modularity %f, want 4 of 0.419790", len(a.List), a.Modularity)
	}
}

func TestAlliancesByDefinition(t *testing.T) {
	smallNetworks(t, 1500, 20, func(t *testing.T, n *Network, r *random) {
		q := AllianceQuery{MinSize: 1, Runs: 3, Seed: r.next(), Resolution: 0.3 + 2*r.unit()}
		for range r.intN(4) {
			q.Bonds = append(q.Bonds, Bond{r.intN(n.Len()), r.intN(n.Len()), r.unit() + 0.1})
		}
		a, err := FindAlliances(t.Context(), n, q)
		if err != nil {
			t.Fatal(err)
		}
		var share float64
		cities := 0
		for number, al := range a.List {
			inside, outward := 0, 0
			for _, p := range pairsOf(n) {
				switch {
				case a.Parts.Of[p[0]] == number && a.Parts.Of[p[1]] == number:
					inside++
				case a.Parts.Of[p[0]] == number || a.Parts.Of[p[1]] == number:
					outward++
				}
			}
			if al.Inside != inside || al.Outward != outward {
				t.Errorf("alliance %d: %d inside, %d outward; want %d, %d", number, al.Inside, al.Outward, inside, outward)
			}
			for _, m := range al.Members {
				if a.Parts.Of[m.City] != number || m.Certainty <= 0 || m.Certainty > 1 || m.Inside+m.Outward != n.Degree(m.City) {
					t.Errorf("alliance %d: member %+v", number, m)
				}
			}
			cities += len(al.Members)
			share += al.Share
		}
		near(t, "sum of shares", -1, &share, &a.Modularity, 1e-9)
		if cities != n.Len() {
			t.Errorf("%d members, want %d", cities, n.Len())
		}
		if len(q.Bonds) == 0 {
			checkConnected(t, n, a.Parts)
		}
	})
}

// checkConnected checks that every part holds together by its own links.
func checkConnected(t *testing.T, n *Network, parts Parts) {
	t.Helper()
	inside := Components(n.within(func(a, b int32) bool { return parts.Of[a] == parts.Of[b] }))
	if !reflect.DeepEqual(inside.Members, parts.Members) {
		t.Errorf("parts %v fall apart into %v", parts.Members, inside.Members)
	}
}

// No division of a small network has a modularity far above the one found.
func TestAlliancesAreNearTheBestDivision(t *testing.T) {
	worst, exact, all := 0.0, 0, 0
	smallNetworks(t, 300, 8, func(t *testing.T, n *Network, _ *random) {
		if n.Pairs() == 0 {
			return
		}
		a, err := FindAlliances(t.Context(), n, AllianceQuery{})
		if err != nil {
			t.Fatal(err)
		}
		b := newBonds(n, nil)
		best := -1.0
		var try func(part []int32, count int)
		try = func(part []int32, count int) {
			if len(part) == n.Len() {
				q, _ := b.modularity(part, count, 1)
				best = max(best, q)
				return
			}
			for p := range count + 1 {
				try(append(part, int32(p)), max(count, p+1))
			}
		}
		try(make([]int32, 0, n.Len()), 0)
		if a.Modularity > best+1e-12 {
			t.Errorf("modularity %f is above the best there is, %f", a.Modularity, best)
		}
		worst = max(worst, best-a.Modularity)
		all++
		if best-a.Modularity < 1e-12 {
			exact++
		}
	})
	if worst > 0.05 || exact < all*95/100 {
		t.Errorf("%d of %d divisions are the best; one is %f below it", exact, all, worst)
	}
}

func TestAlliancesNameWhatIsFragileAndSuspended(t *testing.T) {
	s := citiesOf(7)
	for _, p := range cliques(2, 3) {
		s.link(p[0], p[1], graph.StatusActive)
	}
	pendant := s.link(5, 6, graph.StatusActive)
	across := s.link(1, 4, graph.StatusSuspended)
	within := s.link(3, 6, graph.StatusSuspended)
	a, err := FindAlliances(t.Context(), s.build(t).Through(Active()), AllianceQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.List) != 2 || len(a.List[0].Members) != 4 {
		t.Fatalf("got %+v", a.List)
	}
	al := a.List[0]
	if len(al.Bridges) != 1 || al.Bridges[0].Link.ID != pendant || len(al.Joints) != 1 || al.Joints[0].City != 5 {
		t.Errorf("bridges %+v, joints %+v; want %s and 5", al.Bridges, al.Joints, pendant)
	}
	if len(al.SuspendedInside) != 1 || al.SuspendedInside[0].ID != within {
		t.Errorf("suspended inside: %+v, want %s", al.SuspendedInside, within)
	}
	for _, al := range a.List {
		if len(al.SuspendedOutward) != 1 || al.SuspendedOutward[0].ID != across {
			t.Errorf("suspended outward: %+v, want %s", al.SuspendedOutward, across)
		}
	}
}

func TestBondsBindLikeLinks(t *testing.T) {
	n := networkOf(t, 6, [][2]int{{0, 1}, {1, 2}, {3, 4}, {4, 5}})
	a, err := FindAlliances(t.Context(), n, AllianceQuery{Bonds: []Bond{{2, 3, 9}, {2, 2, 5}}})
	if err != nil {
		t.Fatal(err)
	}
	if a.Parts.Of[2] != a.Parts.Of[3] {
		t.Errorf("a strong bond binds: %v", a.Parts.Of)
	}
}

func TestAlliancesRefuse(t *testing.T) {
	n := networkOf(t, 3, [][2]int{{0, 1}})
	for _, c := range []struct {
		name string
		q    AllianceQuery
		code graph.Code
		path string
	}{
		{"too many runs", AllianceQuery{Runs: 1000}, graph.LimitExceeded, "runs"},
		{"a negative number of runs", AllianceQuery{Runs: -1}, graph.BadUserInput, "runs"},
		{"a negative resolution", AllianceQuery{Resolution: -1}, graph.BadUserInput, "resolution"},
		{"an absurd resolution", AllianceQuery{Resolution: 1e9}, graph.BadUserInput, "resolution"},
		{"a negative size", AllianceQuery{MinSize: -1}, graph.BadUserInput, "minSize"},
		{"a bond to nowhere", AllianceQuery{Bonds: []Bond{{0, 3, 1}}}, graph.BadUserInput, "basis"},
		{"a bond without weight", AllianceQuery{Bonds: []Bond{{0, 1, 0}}}, graph.BadUserInput, "basis"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := FindAlliances(t.Context(), n, c.q)
			if graph.CodeOf(err) != c.code || err.(*graph.Error).Path != c.path {
				t.Errorf("got %v, want %s about %s", err, c.code, c.path)
			}
		})
	}
}

// On KONECT's network igraph 1.0's Leiden finds 0.765 to 0.771.
func TestAlliancesOfKonect(t *testing.T) {
	n := konect(t)
	a, err := FindAlliances(t.Context(), n, AllianceQuery{Runs: 2})
	if err != nil {
		t.Fatal(err)
	}
	if a.Modularity < 0.764 {
		t.Errorf("modularity %f", a.Modularity)
	}
	checkConnected(t, n, a.Parts)
	again, err := FindAlliances(t.Context(), n, AllianceQuery{Runs: 2})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", again) {
		t.Error("the same question has two answers")
	}
}

func TestAlliancesStop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := FindAlliances(ctx, networkOf(t, 40, cliques(8, 5)), AllianceQuery{Runs: 2})
	if graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v, want %s", err, graph.Timeout)
	}
}
