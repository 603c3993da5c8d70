package analysis

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"twingraph/graph"
)

// randomSketch draws cities and links of all statuses, some parallel.
func randomSketch(r *random, most int) *sketch {
	count := 2 + r.intN(most-1)
	s := citiesOf(count)
	for _, p := range randomPairs(r, count, 0.1+0.4*r.unit()) {
		for range 1 + r.intN(5)/4 {
			s.link(p[0], p[1], graph.Statuses()[r.intN(4)])
		}
	}
	return s
}

// randomChanges draws other statuses for some links of a sketch.
func randomChanges(r *random, s *sketch) []Change {
	var changes []Change
	for _, l := range s.links {
		if len(changes) < MaxChanges && r.intN(4) == 0 {
			changes = append(changes, Change{Link: l.ID, Status: graph.Statuses()[r.intN(3)]})
		}
	}
	return changes
}

func TestWhatIfEqualsRecomputingOnAChangedCopy(t *testing.T) {
	compared := 0
	for seed := range 3000 {
		r := newRandom(uint64(seed), 3)
		s := randomSketch(r, 14)
		before := s.build(t).Through(Active())
		q := WhatIfQuery{Changes: randomChanges(r, s), Distances: true, Seed: r.next()}
		if len(q.Changes) == 0 {
			continue
		}
		got, err := WhatIf(t.Context(), before, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range q.Changes {
			s.stand[c.Link] = Standing{Status: c.Status}
		}
		after := s.build(t).Through(Active())
		for name, side := range map[string]struct {
			n    *Network
			took Picture
		}{"before": {before, got.Before}, "after": {after, got.After}} {
			want, err := TakePicture(t.Context(), side.n, q)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(side.took, want) {
				t.Fatalf("seed %d: %s\n got %+v\nwant %+v", seed, name, side.took, want)
			}
		}
		checkOutlook(t, before, after, q, got)
		if t.Failed() {
			t.Fatalf("seed %d: %+v", seed, q)
		}
		compared++
	}
	if compared < 2000 {
		t.Errorf("only %d answers were compared", compared)
	}
}

// checkOutlook recomputes by definition, on both networks, what an outlook says.
func checkOutlook(t *testing.T, before, after *Network, q WhatIfQuery, got *Outlook) {
	t.Helper()
	d, e := steps(before), steps(after)
	for i, l := range got.Links {
		if l.Link.ID != q.Changes[i].Link || l.Status != q.Changes[i].Status {
			t.Errorf("link %d: %+v", i, l)
		}
		for _, side := range []struct {
			got  *int
			want int
		}{{l.Before, d[l.Link.A][l.Link.B]}, {l.After, e[l.Link.A][l.Link.B]}} {
			if (side.got == nil) != (side.want >= 1<<20) || side.got != nil && *side.got != side.want {
				t.Errorf("distance over %s: got %v, want %d", l.Link.ID, side.got, side.want)
			}
		}
	}
	for _, c := range got.Cities {
		if c.Before != reachOf(d[c.City]) || c.After != reachOf(e[c.City]) {
			t.Errorf("reach of %d: got %+v, want %+v and %+v", c.City, c, reachOf(d[c.City]), reachOf(e[c.City]))
		}
	}
	checkApart(t, d, e, got.Apart)
	checkApart(t, e, d, got.Together)
	checkFragile(t, before, after, got)
}

func reachOf(distances []int) Reach {
	var r Reach
	total := 0
	for _, d := range distances {
		if d == 0 || d >= 1<<20 {
			continue
		}
		r.All++
		total += d
		for k := range r.Within {
			if d <= k+1 {
				r.Within[k]++
			}
		}
	}
	if r.All > 0 {
		r.Mean = float64(total) / float64(r.All)
	}
	return r
}

// checkApart checks that the groups hold together after, lost someone they were linked
// to before, and that nobody else but a largest rest did.
func checkApart(t *testing.T, before, after [][]int, groups [][]int) {
	t.Helper()
	named := map[int]bool{}
	for _, group := range groups {
		lost := 0
		for city := range before {
			if before[group[0]][city] < 1<<20 && after[group[0]][city] >= 1<<20 {
				lost++
			}
		}
		if lost < len(group) {
			t.Errorf("%v came apart from %d cities only", group, lost)
		}
		for _, city := range group {
			named[city] = true
			if after[group[0]][city] >= 1<<20 || before[group[0]][city] >= 1<<20 {
				t.Errorf("%v does not hold together", group)
			}
		}
	}
	for a := range before {
		for b := range before {
			if before[a][b] < 1<<20 && after[a][b] >= 1<<20 && !named[a] && !named[b] {
				t.Errorf("%d and %d came apart unnamed", a, b)
			}
		}
	}
}

func checkFragile(t *testing.T, before, after *Network, got *Outlook) {
	t.Helper()
	ids := func(bridges []Bridge) []graph.ID {
		var list []graph.ID
		for _, b := range bridges {
			list = append(list, b.Link.ID)
		}
		slices.Sort(list)
		return list
	}
	were, are := ids(Bridges(before)), ids(Bridges(after))
	var fresh, gone []graph.ID
	for _, id := range are {
		if !slices.Contains(were, id) {
			fresh = append(fresh, id)
		}
	}
	for _, id := range were {
		if l, _ := after.Link(id); !slices.Contains(are, id) && l.Status == graph.StatusActive {
			gone = append(gone, id)
		}
	}
	if !slices.Equal(ids(got.NewBridges), fresh) || !slices.Equal(ids(got.GoneBridges), gone) {
		t.Errorf("bridges: new %v, gone %v; want %v, %v", ids(got.NewBridges), ids(got.GoneBridges), fresh, gone)
	}
	if change := len(got.NewJoints) - len(got.GoneJoints); change != got.After.Joints-got.Before.Joints {
		t.Errorf("joints: %d new, %d gone; %d before, %d after", len(got.NewJoints), len(got.GoneJoints), got.Before.Joints, got.After.Joints)
	}
}

func TestWhatIfLeavesTheNetworkAsItIs(t *testing.T) {
	s := randomSketch(newRandom(5, 3), 14)
	n := s.build(t).Through(Active())
	was := fmt.Sprintf("%v", slices.Collect(n.Links()))
	changes := []Change{{s.links[0].ID, graph.StatusEnded}, {s.links[1].ID, graph.StatusActive}}
	if _, err := WhatIf(t.Context(), n, WhatIfQuery{Changes: changes}); err != nil {
		t.Fatal(err)
	}
	if is := fmt.Sprintf("%v", slices.Collect(n.Links())); is != was {
		t.Errorf("was %s, is %s", was, is)
	}
}

func TestMovesFollowACutBetweenGroups(t *testing.T) {
	// City 5 is linked to both groups, more to the second.
	s := citiesOf(11)
	for a := range 5 {
		for b := range a {
			s.link(b, a, graph.StatusActive)
			s.link(b+6, a+6, graph.StatusActive)
		}
	}
	s.link(5, 0, graph.StatusActive)
	s.link(5, 1, graph.StatusActive)
	cut := []Change{}
	for _, b := range []int{6, 7, 8} {
		cut = append(cut, Change{s.link(5, b, graph.StatusActive), graph.StatusSuspended})
	}
	o, err := WhatIf(t.Context(), s.build(t).Through(Active()), WhatIfQuery{Changes: cut})
	if err != nil {
		t.Fatal(err)
	}
	if want := []Move{{City: 5, With: 0, Left: 5, Joined: 5}}; !slices.Equal(o.Moves, want) {
		t.Errorf("got %+v, want %+v", o.Moves, want)
	}
	o, err = WhatIf(t.Context(), s.build(t).Through(Active()), WhatIfQuery{Changes: []Change{{cut[0].Link, graph.StatusActive}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Moves) != 0 {
		t.Errorf("nothing changed, yet %+v", o.Moves)
	}
}

func TestWhatIfRefuses(t *testing.T) {
	n := networkOf(t, 3, [][2]int{{0, 1}, {1, 2}})
	for _, c := range []struct {
		name    string
		changes []Change
		code    graph.Code
	}{
		{"nothing", nil, graph.BadUserInput},
		{"too much", make([]Change, MaxChanges+1), graph.LimitExceeded},
		{"an unknown link", []Change{{"nowhere", graph.StatusEnded}}, graph.NotFound},
		{"an unknown status", []Change{{"l000000", "GONE"}}, graph.BadUserInput},
		{"one link twice", []Change{{"l000000", graph.StatusEnded}, {"l000000", graph.StatusActive}}, graph.BadUserInput},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := WhatIf(t.Context(), n, WhatIfQuery{Changes: c.changes}); graph.CodeOf(err) != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
	t.Run("an ended context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := WhatIf(ctx, n, WhatIfQuery{Changes: []Change{{"l000000", graph.StatusEnded}}})
		if graph.CodeOf(err) != graph.Timeout {
			t.Errorf("got %v, want %s", err, graph.Timeout)
		}
	})
}
