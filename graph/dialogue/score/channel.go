package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// channel weighs how good the route to the target is.
//
//	weakest hop    active 350; active by a list alone 200; contested 100; unknown 50;
//	               suspended 0
//	confirmed      the last hop in the last 24 months 100
//	length         one link 250, two 125, three 50
//	age            10 for each full year of the last hop's oldest link, 200 at most
//	both sides     the last hop is active on both sides 100
//	further links  a second active link of the last hop 50
//	organisation   instead of all these: both take part in one 150
//
// Of parallel links each of these takes the best.
func (s *Scorer) channel(subject *Subject, e *evidence) {
	if subject.Route.Organisation != nil {
		e.add(150, func() Fact { return s.factOfNetwork(subject) })
		return
	}
	hops := subject.Route.Hops
	var weakest *index.Link
	value, kind := 0, FactKind("")
	for _, h := range hops {
		if v, k, l := strongest(h.Links); weakest == nil || v < value {
			value, kind, weakest = v, k, l
		}
	}
	e.add(value, func() Fact {
		return s.factOfStatus(kind, weakest.TwinningLink, weakest.State).On(weakest.State.LastConfirmed)
	})
	e.add([]int{0, 250, 125, 50}[len(hops)], func() Fact {
		var links []graph.Record
		for _, h := range hops {
			links = append(links, h.Links[0].TwinningLink)
		}
		return FactOf(Hops, links...).counting(len(links))
	})
	s.lastHop(hops[len(hops)-1].Links, e)
}

// lastHop weighs the links between the city that speaks and the target.
func (s *Scorer) lastHop(links []index.Link, e *evidence) {
	var confirmed, both, further *index.Link
	var oldest *graph.Claim
	active := 0
	for i := range links {
		l := &links[i]
		if l.Status() == graph.StatusActive {
			active++
			if confirmed == nil && s.Within(l.State.LastConfirmed, 24) {
				confirmed = l
			}
			if active == 2 {
				further = l
			}
		}
		if sides := l.State.Sides; both == nil && sides[0].Status == graph.StatusActive && sides[1].Status == graph.StatusActive {
			both = l
		}
		if c := l.Founding; c != nil && (oldest == nil || c.Date.Compare(oldest.Date) < 0) {
			oldest = c
		}
	}
	if confirmed != nil {
		e.add(100, func() Fact {
			return FactOf(ConfirmedSince, confirmed.TwinningLink).On(confirmed.State.LastConfirmed)
		})
	}
	if oldest != nil {
		if years := s.yearsSince(oldest.Date); years > 0 {
			e.add(min(10*years, 200), func() Fact { return FactOf(Age, s.Link(oldest.Link), oldest).On(oldest.Date).counting(years) })
		}
	}
	if both != nil {
		e.add(100, func() Fact { return FactOf(BothSides, both.TwinningLink) })
	}
	if further != nil {
		e.add(50, func() Fact { return FactOf(FurtherLink, further.TwinningLink) })
	}
}

// strongest returns what a hop adds as the weakest one, by the best of its links.
func strongest(links []index.Link) (value int, kind FactKind, best *index.Link) {
	for i := range links {
		if v, k := carrying(&links[i]); best == nil || v > value {
			value, kind, best = v, k, &links[i]
		}
	}
	return value, kind, best
}

func carrying(l *index.Link) (int, FactKind) {
	switch l.Status() {
	case graph.StatusActive:
		if l.State.Basis == graph.BasisListing {
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

// yearsSince returns the full years from the last day of a date's interval to the day, so
// that a partial date never makes a link older than it is.
func (s *Scorer) yearsSince(d graph.PartialDate) int {
	from, to := d.Last().Time(), s.Day.Time()
	years := to.Year() - from.Year()
	if to.Before(from.AddDate(years, 0, 0)) {
		years--
	}
	return max(years, 0)
}

// factOfNetwork returns the fact that both take part in an organisation, with what shows
// it.
func (s *Scorer) factOfNetwork(subject *Subject) Fact {
	org := subject.Route.Organisation
	records := []graph.Record{org}
	for _, c := range []*graph.City{subject.Route.Speaker, subject.Target} {
		for _, a := range s.Affiliations(c) {
			if a.Organisation == org.ID && !slices.Contains(records, a.Record) {
				records = append(records, a.Record)
			}
		}
	}
	return FactOf(SharedNetwork, records...)
}
