package graph_test

import (
	"slices"

	"twingraph/graph"
)

// knowledge is what is known about a link at one instant. Its methods are laws 2
// to 5 read aloud for one day: slow, without order, spells or memory, and sharing
// no code with package graph. TestHistoriesObeyTheLaws compares the two.
type knowledge struct {
	link   *graph.TwinningLink
	claims []*graph.Claim
}

// date is when a claim takes effect: on its own date, else on the assumed one.
func date(c *graph.Claim) graph.PartialDate {
	if c.Date != (graph.PartialDate{}) {
		return c.Date
	}
	return c.Assumed
}

func firstDay(c *graph.Claim) graph.Day { return date(c).First() }

// doubtUntil is the last day on which what the claim governs is uncertain.
func doubtUntil(c *graph.Claim) graph.Day {
	if c.Date == (graph.PartialDate{}) {
		return graph.MaxDay
	}
	return c.Date.Last()
}

func weight(c *graph.Claim) int {
	return 3 - slices.Index([]graph.Authority{"PARTY_DECISION", "OFFICIAL_STATEMENT", "THIRD_PARTY"}, c.Authority)
}

// stated is the state that a claim brings about or reports.
func stated(c *graph.Claim) graph.Status {
	switch c.Type {
	case "ESTABLISHED", "RESTORED", "REAFFIRMED", "LISTED":
		return "ACTIVE"
	case "SUSPENDED", "ENDED":
		return graph.Status(c.Type)
	}
	return c.Observed
}

func isAct(c *graph.Claim) bool {
	return c.Type != graph.Listed && c.Type != graph.Observed && c.Type != graph.NotListed
}

func contradicts(c *graph.Claim, state graph.Status) bool {
	switch c.Type {
	case graph.ReviewOpened:
		return false
	case graph.Listed:
		return state == graph.StatusEnded
	}
	return stated(c) != state
}

// heard are the claims about one side that have taken effect on a day and of which
// keep is true.
func (k knowledge) heard(side graph.ID, day graph.Day, keep func(*graph.Claim) bool) []*graph.Claim {
	var list []*graph.Claim
	for _, c := range k.claims {
		if (c.Side == side || c.Side == "") && firstDay(c) <= day && c.Type != graph.NotListed && !k.dropped(c, day) && keep(c) {
			list = append(list, c)
		}
	}
	return list
}

// dropped reports whether the directory that lists the link lists it no more on a day.
func (k knowledge) dropped(listed *graph.Claim, day graph.Day) bool {
	for _, c := range k.claims {
		if c.Type == graph.NotListed && listed.Type == graph.Listed && c.Directory == listed.Directory && firstDay(listed) < firstDay(c) && firstDay(c) <= day {
			return true
		}
	}
	return false
}

// spokesman is the claim that speaks for several of one day: the most precise one.
func spokesman(claims []*graph.Claim) *graph.Claim {
	var best *graph.Claim
	for _, c := range claims {
		if best == nil || doubtUntil(c) < doubtUntil(best) || doubtUntil(c) == doubtUntil(best) && c.ID < best.ID {
			best = c
		}
	}
	return best
}

// verdict is what claims of one day and weight say together.
func verdict(claims []*graph.Claim) (graph.Status, *graph.Claim) {
	speaks := spokesman(claims)
	var rivals []*graph.Claim
	for _, c := range claims {
		if stated(c) != stated(speaks) {
			rivals = append(rivals, c)
		}
	}
	if len(rivals) > 0 {
		return graph.StatusContested, spokesman(rivals)
	}
	return stated(speaks), speaks
}

// lastDay is the latest day on which one of the claims took effect.
func lastDay(claims []*graph.Claim) graph.Day {
	last := graph.MinDay
	for _, c := range claims {
		last = max(last, firstDay(c))
	}
	return last
}

func keep(claims []*graph.Claim, of func(*graph.Claim) bool) []*graph.Claim {
	var list []*graph.Claim
	for _, c := range claims {
		if of(c) {
			list = append(list, c)
		}
	}
	return list
}

// side is law 4, but for since.
func (k knowledge) side(side graph.ID, day graph.Day) graph.SideStatus {
	all := k.heard(side, day, func(*graph.Claim) bool { return true })
	var state graph.Status
	var governing *graph.Claim
	review, disputed := false, false
	var days []graph.Day
	for _, c := range all {
		days = append(days, firstDay(c))
	}
	slices.Sort(days)

	// The acts, day by day, the weakest of a day first.
	for _, d := range slices.Compact(days) {
		for w := 1; w <= 3; w++ {
			acts := keep(all, func(c *graph.Claim) bool { return isAct(c) && firstDay(c) == d && weight(c) == w })
			giving := keep(acts, func(c *graph.Claim) bool { return c.Type != graph.ReviewOpened })
			if len(giving) < len(acts) {
				review = true
			}
			if len(giving) == 0 {
				continue
			}
			review = false
			if governing == nil || state == graph.StatusContested || w >= weight(governing) {
				state, governing = verdict(giving)
			}
		}
	}

	if governing != nil {
		// What came after the act in force.
		inForce, word := governing, firstDay(governing)
		voice := func(w int) []*graph.Claim { // OBSERVED with that weight, the latest
			heard := keep(all, func(c *graph.Claim) bool {
				return c.Type == graph.Observed && weight(c) == w && firstDay(c) > firstDay(inForce)
			})
			return keep(heard, func(c *graph.Claim) bool { return firstDay(c) == lastDay(heard) })
		}
		top := weight(inForce)
		for w := top + 1; w <= 3; w++ {
			if len(voice(w)) > 0 {
				top = w
			}
		}
		if top > weight(inForce) {
			said, by := verdict(voice(top))
			if said != state {
				state, governing = said, by
			}
			word = firstDay(by)
		} else if against := keep(voice(top), func(c *graph.Claim) bool { return contradicts(c, state) }); state != graph.StatusContested && len(against) > 0 {
			state, governing = graph.StatusContested, spokesman(against)
		}
		// Whatever else came after the last word and contradicts the outcome.
		others := keep(all, func(c *graph.Claim) bool { return isAct(c) || c.Type == graph.Listed })
		for w := 1; w < top; w++ {
			others = append(others, voice(w)...)
		}
		disputed = slices.ContainsFunc(others, func(c *graph.Claim) bool { return firstDay(c) > word && contradicts(c, state) })
	} else if seen := keep(all, func(c *graph.Claim) bool { return !isAct(c) }); len(seen) > 0 {
		// No act gives a state: the latest observations, the strongest of them, OBSERVED before LISTED.
		seen = keep(seen, func(c *graph.Claim) bool { return firstDay(c) == lastDay(seen) })
		strongest := 0
		for _, c := range seen {
			strongest = max(strongest, weight(c))
		}
		seen = keep(seen, func(c *graph.Claim) bool { return weight(c) == strongest })
		if observed := keep(seen, func(c *graph.Claim) bool { return c.Type == graph.Observed }); len(observed) > 0 {
			state, governing = verdict(observed)
			disputed = state == graph.StatusEnded && len(observed) < len(seen)
		} else {
			state, governing = verdict(seen)
		}
	}

	answer := graph.SideStatus{Status: state, UnderReview: review, Exact: true, SinceDay: graph.MinDay}
	if governing == nil {
		answer.Status = k.nothing(day)
		return answer
	}
	answer.Disputed = disputed || state == graph.StatusContested
	answer.Exact = day > doubtUntil(governing) || governing.Date == date(governing) && day == firstDay(governing)
	answer.Claim = governing.ID
	answer.Own = governing.Side == side && isAct(governing)
	switch {
	case governing.Type == graph.Listed:
		answer.Basis = graph.BasisListing
	case governing.Type == graph.Observed || governing.Authority == graph.ThirdParty:
		answer.Basis = graph.BasisObservation
	case governing.Authority == graph.OfficialStatement:
		answer.Basis = graph.BasisStatement
	default:
		answer.Basis = graph.BasisDecision
	}
	agreeing := keep(all, func(c *graph.Claim) bool { return c == governing || stated(c) == state })
	answer.LastConfirmed = latestDate(agreeing)
	return answer
}

// nothing is the answer where no claim has given a state.
func (k knowledge) nothing(day graph.Day) graph.Status {
	begins := graph.MaxDay
	for _, c := range k.claims {
		begins = min(begins, firstDay(c))
	}
	for _, c := range k.claims {
		if c.Type == graph.Established && c.Date == date(c) && firstDay(c) == begins && begins > day {
			return graph.StatusNotEstablished
		}
	}
	return graph.StatusUnknown
}

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
	answer := graph.LinkStatus{Sides: [2]graph.SideStatus{a, b}, SinceDay: graph.MinDay, Exact: true}
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
	if answer.Status == graph.StatusUnknown || answer.Status == graph.StatusNotEstablished {
		return answer
	}
	strength := []graph.Basis{graph.BasisDecision, graph.BasisStatement, graph.BasisObservation, graph.BasisListing}
	own, certain := 0, 0
	for _, basis := range strength {
		for _, s := range answer.Sides {
			if s.Status != answer.Status || s.Basis != basis {
				continue
			}
			if answer.Basis == "" {
				answer.Basis = basis
			}
			if !slices.Contains(answer.Governing, s.Claim) {
				answer.Governing = append(answer.Governing, s.Claim)
			}
			if s.Own {
				own++
			}
			if s.Exact {
				certain++
			}
			if was := answer.LastConfirmed; was.IsZero() || s.LastConfirmed.First() > was.First() ||
				s.LastConfirmed.First() == was.First() && s.LastConfirmed.Last() < was.Last() {
				answer.LastConfirmed = s.LastConfirmed
			}
		}
	}
	answer.Unilateral = own == 1 && (answer.Status == graph.StatusEnded || answer.Status == graph.StatusSuspended)
	answer.Exact = certain > 0
	if answer.Status == graph.StatusActive {
		answer.Exact = a.Exact && b.Exact
	}
	return answer
}

// answers are the answers on each day from first to last; before first nothing may
// have taken effect. Since is found by going back day by day.
func (k knowledge) answers(first, last graph.Day) []graph.LinkStatus {
	var list []graph.LinkStatus
	for day := first; day <= last; day++ {
		list = append(list, k.joint(k.side(k.link.A, day), k.side(k.link.B, day)))
	}
	for i := range list {
		for n, side := range []graph.ID{k.link.A, k.link.B} {
			s := &list[i].Sides[n]
			if !s.Status.Known() {
				continue
			}
			began := i
			for list[began-1].Sides[n].Status == s.Status {
				began--
			}
			s.SinceDay = first + graph.Day(began)
			beginning := list[began].Sides[n].Claim
			s.Since = latestDate(k.heard(side, s.SinceDay, func(c *graph.Claim) bool {
				return firstDay(c) == s.SinceDay && (stated(c) == s.Status || c.ID == beginning)
			}))
		}
	}
	for i := range list {
		s := &list[i]
		if !s.Status.Known() {
			continue
		}
		began := i
		for list[began-1].Status == s.Status {
			began--
		}
		s.SinceDay = first + graph.Day(began)
		var giving, other []graph.PartialDate // of the sides that changed on that day
		for _, side := range list[began].Sides {
			if side.SinceDay != s.SinceDay {
				continue
			}
			if side.Status == s.Status {
				giving = append(giving, side.Since)
			} else {
				other = append(other, side.Since)
			}
		}
		if len(giving) == 0 {
			giving = other
		}
		s.Since = slices.MinFunc(giving, graph.PartialDate.Compare)
	}
	return list
}
