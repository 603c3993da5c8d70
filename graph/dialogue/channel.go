package dialogue

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// channel weighs how good the way to the target is.
//
//	weakest hop    active 350; active by a list alone 200; contested 100; unknown 50;
//	               suspended 0
//	confirmed      the last hop in the last 24 months 100
//	length         one link 250, two 125, three 50
//	age            10 for each whole year of the last hop's oldest tie, 200 at most
//	both sides     the last hop is active on both sides 100
//	further ties   a second active link of the last hop 50
//	organisation   instead of all these: both take part in one 150
//
// Of parallel links each of these takes the best.
func (sc *scene) channel(m *matter, t *tally) {
	if m.way.organisation != nil {
		t.add(150, func() Fact { return sc.factOfNetwork(m) })
		return
	}
	grain, kind, weakest := sc.weakest(m.way)
	t.add(grain, func() Fact {
		st := sc.standing(weakest)
		return sc.factOfStatus(kind, weakest, st).on(st.LastConfirmed)
	})
	stretches := m.way.stretches
	t.add([]int{0, 250, 125, 50}[len(stretches)], func() Fact {
		var links []graph.Record
		for _, s := range stretches {
			links = append(links, s.links[0])
		}
		return factOf(Hops, links...).counting(len(links))
	})
	last := stretches[len(stretches)-1].links
	sc.lastHop(last, t)
}

// lastHop weighs the links between the city that speaks and the target.
func (sc *scene) lastHop(links []*graph.TwinningLink, t *tally) {
	var confirmed, both, further *graph.TwinningLink
	var oldest *graph.Claim
	active := 0
	for _, l := range links {
		st := sc.standing(l)
		if confirmed == nil && st.Status == graph.StatusActive && sc.since(st.LastConfirmed, 24) {
			confirmed = l
		}
		if both == nil && st.Sides[0].Status == graph.StatusActive && st.Sides[1].Status == graph.StatusActive {
			both = l
		}
		if st.Status == graph.StatusActive {
			if active++; active == 2 {
				further = l
			}
		}
		if c := sc.founded(l); c != nil && (oldest == nil || c.Date.Compare(oldest.Date) < 0) {
			oldest = c
		}
	}
	if confirmed != nil {
		t.add(100, func() Fact { return factOf(ConfirmedSince, confirmed).on(sc.standing(confirmed).LastConfirmed) })
	}
	if oldest != nil {
		if years := sc.yearsSince(oldest.Date); years > 0 {
			t.add(min(10*years, 200), func() Fact {
				return factOf(Age, asRecords([]*graph.Claim{oldest})...).on(oldest.Date).counting(years)
			})
		}
	}
	if both != nil {
		t.add(100, func() Fact { return factOf(BothSides, both) })
	}
	if further != nil {
		t.add(50, func() Fact { return factOf(FurtherTie, further) })
	}
}

// weakest returns the weakest hop of a way, by the best of its links, and what it
// adds.
func (sc *scene) weakest(w way) (grain int, kind FactKind, link *graph.TwinningLink) {
	for _, s := range w.stretches {
		best := -1
		var bestKind FactKind
		var bestLink *graph.TwinningLink
		for _, l := range s.links {
			if g, k := sc.carriesHow(l); g > best {
				best, bestKind, bestLink = g, k, l
			}
		}
		if link == nil || best < grain {
			grain, kind, link = best, bestKind, bestLink
		}
	}
	return grain, kind, link
}

func (sc *scene) carriesHow(l *graph.TwinningLink) (int, FactKind) {
	switch sc.status(l) {
	case graph.StatusActive:
		if sc.standing(l).Basis == graph.BasisListing {
			return 200, HopListed
		}
		return 350, HopActive
	case graph.StatusContested:
		return 100, HopContested
	case graph.StatusSuspended:
		return 0, HopSuspended
	}
	return 50, HopUnknown
}

// yearsSince returns the whole years from the last day of a date's interval to the
// day, so that a partial date never makes a tie older than it is.
func (sc *scene) yearsSince(d graph.PartialDate) int {
	from, to := d.Last().Time(), sc.day.Time()
	years := to.Year() - from.Year()
	if to.Before(from.AddDate(years, 0, 0)) {
		years--
	}
	return max(years, 0)
}

// partnershipsOf returns the partnerships of a city that had begun by the day, in
// order of id.
func (sc *scene) partnershipsOf(c *graph.City) []*graph.Partnership {
	return slices.DeleteFunc(snapshot.Across[*graph.Partnership](sc.Snapshot, c, "partnerships"),
		func(p *graph.Partnership) bool { return !sc.begun(p.Start) })
}
