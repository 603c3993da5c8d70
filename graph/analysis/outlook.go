package analysis

import (
	"cmp"
	"context"
	"maps"
	"math/bits"
	"slices"

	"twingraph/graph"
)

// apart returns the groups of cities that were in one part before and that after
// has in others than the largest of what is left of it.
func apart(before, after Parts) [][]int {
	groups := [][]int{}
	for _, members := range before.Members {
		pieces := map[int][]int{}
		for _, city := range members {
			pieces[after.Of[city]] = append(pieces[after.Of[city]], city)
		}
		if len(pieces) == 1 {
			continue
		}
		parts := slices.SortedFunc(maps.Values(pieces), bySizeThenFirst)
		groups = append(groups, parts[1:]...)
	}
	slices.SortFunc(groups, bySizeThenFirst)
	return groups
}

// bySizeThenFirst orders groups: the largest first, then by first city.
func bySizeThenFirst(a, b []int) int {
	return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
}

// compareBridges returns the bridges of after that were none before and those of
// before that are none any more although the link is still there.
func compareBridges(changed *Network, before, after []Bridge) (fresh, gone []Bridge) {
	ids := func(bridges []Bridge) map[graph.ID]bool {
		set := make(map[graph.ID]bool, len(bridges))
		for _, b := range bridges {
			set[b.Link.ID] = true
		}
		return set
	}
	were, are := ids(before), ids(after)
	fresh = slices.DeleteFunc(slices.Clone(after), func(b Bridge) bool { return were[b.Link.ID] })
	gone = slices.DeleteFunc(slices.Clone(before), func(b Bridge) bool {
		return are[b.Link.ID] || !changed.chooses(changed.numberOfLink[b.Link.ID])
	})
	return fresh, gone
}

// compareJoints returns the joints of after that were none before and the other way
// round.
func compareJoints(before, after []Joint) (fresh, gone []Joint) {
	cities := func(joints []Joint) map[int]bool {
		set := make(map[int]bool, len(joints))
		for _, j := range joints {
			set[j.City] = true
		}
		return set
	}
	were, are := cities(before), cities(after)
	fresh = slices.DeleteFunc(slices.Clone(after), func(j Joint) bool { return were[j.City] })
	gone = slices.DeleteFunc(slices.Clone(before), func(j Joint) bool { return are[j.City] })
	return fresh, gone
}

// compareReach fills in Links and Cities.
func (o *Outlook) compareReach(n, changed *Network, changes []Change) {
	cities := changedCities(n, changes)
	before, distanceBefore := reaches(n, cities)
	after, distanceAfter := reaches(changed, cities)
	for i, city := range cities {
		o.Cities = append(o.Cities, CityOutlook{City: int(city), Before: before[i], After: after[i]})
	}
	for _, c := range changes {
		t := n.numberOfLink[c.Link]
		a, _ := slices.BinarySearch(cities, n.links[t].a)
		b, _ := slices.BinarySearch(cities, n.links[t].b)
		o.Links = append(o.Links, LinkOutlook{Link: n.link(t), Status: c.Status,
			Before: distanceBefore[a][b], After: distanceAfter[a][b]})
	}
}

// reaches returns the reach of up to 64 cities and the distances between them, nil
// where no path joins two.
func reaches(n *Network, cities []int32) ([]Reach, [][]*int) {
	reach := make([]Reach, len(cities))
	distances := make([][]*int, len(cities))
	total := make([]int, len(cities))
	for i := range distances {
		distances[i] = make([]*int, len(cities))
		distances[i][i] = new(0)
	}
	newWordWalk(n).run(cities, func(distance int, city int32, sources uint64) {
		at, among := slices.BinarySearch(cities, city)
		for ; sources != 0; sources &= sources - 1 {
			i := bits.TrailingZeros64(sources)
			reach[i].All++
			total[i] += distance
			for k := range reach[i].Within {
				if distance <= k+1 {
					reach[i].Within[k]++
				}
			}
			if among {
				distances[i][at] = new(distance)
			}
		}
	})
	for i := range reach {
		if reach[i].All > 0 {
			reach[i].Mean = float64(total[i]) / float64(reach[i].All)
		}
	}
	return reach, distances
}

// moves returns the cities that change alliance when the alliances of before adapt to
// the changes. They first settle without the changes, so that no city gains by
// moving; then the ends of changed links look again, and then the neighbours of
// cities that moved (the dynamic frontier of Sahu, A starting point for dynamic community detection
// with Leiden algorithm, 2024, arXiv 2405.11658). Alliances that fall
// apart are split.
func moves(ctx context.Context, before, after portrait, ends []int32, q WhatIfQuery) []Move {
	resolution := cmp.Or(q.Resolution, 1)
	l := newLeiden(ctx, before.bonds, resolution, newRandom(q.Seed, 0))
	settled := slices.Clone(before.run.part)
	l.move(l.base, settled, l.shuffled(l.base.len()))
	settled, _ = l.connected(settled)

	l.base = after.bonds
	adapted := slices.Clone(settled)
	l.move(l.base, adapted, ends)
	adapted, _ = l.connected(adapted)
	return compareDivisions(settled, adapted)
}

// compareDivisions returns the cities that are not with most of their old part any
// more.
func compareDivisions(before, after []int32) []Move {
	old, fresh := map[int32]int{}, map[int32]int{}
	both := map[[2]int32]int{}
	for city := range before {
		old[before[city]]++
		fresh[after[city]]++
		both[[2]int32{before[city], after[city]}]++
	}
	// The heir of an old part is where most of it went; of equals the part that comes
	// up first.
	heir := map[int32]int32{}
	for city, p := range before {
		now, known := heir[p]
		if !known || both[[2]int32{p, after[city]}] > both[[2]int32{p, now}] {
			heir[p] = after[city]
		}
	}
	moves := []Move{}
	for city, p := range before {
		if after[city] == heir[p] {
			continue
		}
		with := both[[2]int32{p, after[city]}]
		moves = append(moves, Move{City: city, With: with - 1, Left: old[p] - with, Joined: fresh[after[city]] - with})
	}
	return moves
}
