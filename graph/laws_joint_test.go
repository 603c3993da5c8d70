package graph_test

import (
	"slices"

	"twingraph/graph"
)

// latestDate is the date of the latest of the claims, as precise as there is one.
func latestDate(claims []*graph.Claim) graph.PartialDate {
	var best graph.PartialDate
	for _, c := range claims {
		if firstDay(c) == lastDay(claims) && (best.IsZero() || date(c).Last() < best.Last()) {
			best = date(c)
		}
	}
	return best
}

// joint is law 5, but for since.
func (k knowledge) joint(a, b graph.SideStatus) graph.LinkStatus {
	either := func(s graph.Status) bool { return a.Status == s || b.Status == s }
	answer := graph.LinkStatus{Sides: [2]*graph.SideStatus{&a, &b}, SinceDay: graph.MinDay, ConfirmedTo: graph.MinDay, Exact: true}
	switch {
	case either("ENDED"):
		answer.Status = graph.StatusEnded
	case either("SUSPENDED"):
		answer.Status = graph.StatusSuspended
	case either("CONTESTED"):
		answer.Status = graph.StatusContested
	case either("ACTIVE"):
		answer.Status = graph.StatusActive
	case either("NOT_ESTABLISHED"):
		answer.Status = graph.StatusNotEstablished
	default:
		answer.Status = graph.StatusUnknown
	}
	answer.Disputed = a.Disputed || b.Disputed || len(k.link.Disputes) > 0
	answer.UnderReview = a.UnderReview || b.UnderReview
	var confirmed []graph.PartialDate
	own, certain, giving := 0, 0, 0
	for _, s := range answer.Sides {
		if s.Status != answer.Status {
			continue
		}
		giving++
		confirmed = append(confirmed, s.LastConfirmed)
		answer.ConfirmedTo = max(answer.ConfirmedTo, s.ConfirmedTo)
		if s.Own {
			own++
		}
		if s.Exact {
			certain++
		}
	}
	for _, d := range confirmed {
		if was := answer.LastConfirmed; !d.IsZero() && (was.IsZero() || d.First() > was.First() || d.First() == was.First() && d.Last() < was.Last()) {
			answer.LastConfirmed = d
		}
	}
	if answer.Status == graph.StatusUnknown {
		for _, reason := range []graph.UnknownBecause{"NO_CLAIM", "OTHER_SIDE_ONLY", "BEFORE_FIRST_CLAIM", "NO_STATE", "DROPPED_FROM_LIST"} {
			if a.UnknownBecause == reason || b.UnknownBecause == reason {
				answer.UnknownBecause = reason
			}
		}
	}
	if answer.Status == graph.StatusUnknown || answer.Status == graph.StatusNotEstablished {
		return answer
	}
	for _, basis := range []graph.Basis{graph.BasisDecision, graph.BasisStatement, graph.BasisObservation, graph.BasisListing} {
		for _, s := range answer.Sides {
			if s.Status != answer.Status || s.Basis != basis {
				continue
			}
			if answer.Basis == "" {
				answer.Basis = basis
			}
			for _, id := range s.Governing {
				if !slices.Contains(answer.Governing, id) {
					answer.Governing = append(answer.Governing, id)
				}
			}
		}
	}
	answer.Unilateral = own == 1 && (answer.Status == graph.StatusEnded || answer.Status == graph.StatusSuspended)
	switch answer.Status {
	case graph.StatusActive:
		answer.Exact = a.Exact && b.Exact
	case graph.StatusContested:
		answer.Exact = certain == giving
	default:
		answer.Exact = certain > 0
	}
	return answer
}

// answers are the answers on each day from first to last; before first nothing may
// have taken effect. What depends on the stretch is found by going back day by day.
func (k knowledge) answers(first, last graph.Day) []graph.LinkStatus {
	var list []graph.LinkStatus
	for day := first; day <= last; day++ {
		list = append(list, k.joint(k.side(k.link.A, day), k.side(k.link.B, day)))
	}
	for i := range list {
		for n, side := range []graph.ID{k.link.A, k.link.B} {
			s := list[i].Sides[n]
			if !s.Status.Known() {
				continue
			}
			began := i
			for list[began-1].Sides[n].Status == s.Status {
				began--
			}
			s.SinceDay = first + graph.Day(began)
			mine := keep(k.claims, func(c *graph.Claim) bool { return c.Side == side || c.Side == "" })
			s.Since = k.firstAct(mine, s.SinceDay, first+graph.Day(i), s.Status, func(day graph.Day) []graph.ID { return list[day-first].Sides[n].Governing })
			s.SinceAtLatest = !s.Since.IsZero() && s.Since.First() > s.SinceDay
			s.ListedSince = k.firstList(mine, s.SinceDay, first+graph.Day(i), s.Status)
		}
	}
	for i := range list {
		k.stretch(list, i, first)
	}
	return list
}

// stretch fills in what depends on the stretch of one joint answer.
func (k knowledge) stretch(list []graph.LinkStatus, i int, first graph.Day) {
	s, began := &list[i], i
	for began > 0 && list[began-1].Status == s.Status {
		began--
	}
	from := first + graph.Day(began)
	today := keep(k.claims, func(c *graph.Claim) bool { return firstDay(c) == from })
	if began > 0 {
		happened := keep(today, func(c *graph.Claim) bool { return isAct(c) && c.Type != graph.ReviewOpened || c.Type == graph.Observed })
		if list[began-1].Status == graph.StatusUnknown {
			happened = keep(happened, func(c *graph.Claim) bool {
				return slices.Contains([]graph.ClaimType{"ESTABLISHED", "SUSPENDED", "ENDED", "RESTORED"}, c.Type) && slices.Contains(list[began].Governing, c.ID)
			})
		}
		s.BecameKnown = len(happened) == 0 || s.Status == graph.StatusUnknown
	}
	by := keep(today, func(c *graph.Claim) bool { return slices.Contains(list[began].Governing, c.ID) })
	if len(by) == 0 {
		by = keep(today, func(c *graph.Claim) bool { return c.Type != graph.ReviewOpened })
	}
	s.Began = latestDate(by)
	if !s.Status.Known() {
		return
	}
	s.SinceDay = from
	s.Since = k.firstAct(k.claims, from, first+graph.Day(i), s.Status, func(day graph.Day) []graph.ID { return list[day-first].Governing })
	if s.Since.IsZero() || s.Since.First() > from {
		// It shows because an act of the other side left the status before.
		for _, side := range list[began].Sides {
			left := keep(today, func(c *graph.Claim) bool {
				return givesState(c) && side.Status != s.Status && slices.Contains(side.Governing, c.ID)
			})
			for _, c := range left {
				if s.Since.IsZero() || s.Since.First() > from || date(c).Last() < s.Since.Last() {
					s.Since = date(c)
				}
			}
		}
	}
	s.SinceAtLatest = !s.Since.IsZero() && s.Since.First() > from
	s.ListedSince = k.firstList(k.claims, from, first+graph.Day(i), s.Status)
}

// firstAct is the date of the first act from a day up to another that gives a status, or
// governs on its day.
func (k knowledge) firstAct(claims []*graph.Claim, from, to graph.Day, status graph.Status, governing func(graph.Day) []graph.ID) graph.PartialDate {
	for day := from; day <= to; day++ {
		acts := keep(claims, func(c *graph.Claim) bool {
			return givesState(c) && firstDay(c) == day && (stated(c) == status || slices.Contains(governing(day), c.ID))
		})
		if len(acts) > 0 {
			return latestDate(acts)
		}
	}
	return graph.PartialDate{}
}

// firstList is the date of the first list from a day up to another, of what is ACTIVE.
func (k knowledge) firstList(claims []*graph.Claim, from, to graph.Day, status graph.Status) graph.PartialDate {
	for day := from; day <= to && status == graph.StatusActive; day++ {
		if lists := keep(claims, func(c *graph.Claim) bool { return c.Type == graph.Listed && firstDay(c) == day }); len(lists) > 0 {
			return latestDate(lists)
		}
	}
	return graph.PartialDate{}
}
