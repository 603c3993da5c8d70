package dialogue

import "twingraph/graph"

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
	grain, kind, weakest := m.way.weakest()
	t.add(grain, func() Fact {
		return sc.factOfStatus(kind, weakest.TwinningLink, weakest.standing).on(weakest.standing.LastConfirmed)
	})
	stretches := m.way.stretches
	t.add([]int{0, 250, 125, 50}[len(stretches)], func() Fact {
		var links []graph.Record
		for _, s := range stretches {
			links = append(links, s.ties[0].TwinningLink)
		}
		return factOf(Hops, links...).counting(len(links))
	})
	sc.lastHop(stretches[len(stretches)-1].ties, t)
}

// lastHop weighs the ties between the city that speaks and the target.
func (sc *scene) lastHop(ties []tie, t *tally) {
	var confirmed, both, further *tie
	var oldest *graph.Claim
	active := 0
	for i := range ties {
		tie := &ties[i]
		if tie.status() == graph.StatusActive {
			active++
			if confirmed == nil && sc.since(tie.standing.LastConfirmed, 24) {
				confirmed = tie
			}
			if active == 2 {
				further = tie
			}
		}
		if sides := tie.standing.Sides; both == nil && sides[0].Status == graph.StatusActive && sides[1].Status == graph.StatusActive {
			both = tie
		}
		if c := tie.founded; c != nil && (oldest == nil || c.Date.Compare(oldest.Date) < 0) {
			oldest = c
		}
	}
	if confirmed != nil {
		t.add(100, func() Fact {
			return factOf(ConfirmedSince, confirmed.TwinningLink).on(confirmed.standing.LastConfirmed)
		})
	}
	if oldest != nil {
		if years := sc.yearsSince(oldest.Date); years > 0 {
			t.add(min(10*years, 200), func() Fact { return factOf(Age, sc.Link(oldest.Link), oldest).on(oldest.Date).counting(years) })
		}
	}
	if both != nil {
		t.add(100, func() Fact { return factOf(BothSides, both.TwinningLink) })
	}
	if further != nil {
		t.add(50, func() Fact { return factOf(FurtherTie, further.TwinningLink) })
	}
}

// weakest returns the weakest hop of a way, by the best of its ties, and what it adds.
func (w way) weakest() (grain int, kind FactKind, weakest *tie) {
	for _, s := range w.stretches {
		best := -1
		var bestKind FactKind
		var bestTie *tie
		for i := range s.ties {
			if g, k := s.ties[i].carries(); g > best {
				best, bestKind, bestTie = g, k, &s.ties[i]
			}
		}
		if weakest == nil || best < grain {
			grain, kind, weakest = best, bestKind, bestTie
		}
	}
	return grain, kind, weakest
}

// carries returns what a tie adds as the weakest hop.
func (t *tie) carries() (int, FactKind) {
	switch t.status() {
	case graph.StatusActive:
		if t.standing.Basis == graph.BasisListing {
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
