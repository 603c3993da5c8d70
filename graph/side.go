package graph

import (
	"cmp"
	"slices"
)

// inOrder returns the claims sorted as the law walks them: by effective day,
// then authority (weakest first, so that the strongest act of a day prevails), the
// most precise date first, then id.
func inOrder(claims []*Claim) []*Claim {
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b *Claim) int {
		return cmp.Or(
			cmp.Compare(a.Effective().First(), b.Effective().First()),
			cmp.Compare(a.Authority.Rank(), b.Authority.Rank()),
			byPrecision(a, b),
		)
	})
	return sorted
}

// byPrecision orders claims by how long they leave doubt, then by id.
func byPrecision(a, b *Claim) int {
	return cmp.Or(cmp.Compare(a.uncertainUntil(), b.uncertainUntil()), cmp.Compare(a.ID, b.ID))
}

// walk is the state of a side while its claims are walked, day by day and on each day from
// the weakest authority to the strongest.
type walk struct {
	state     Status   // empty before the first claim that gives one
	governing []*Claim // that give it
	act       int      // rank of the acts in force; 0 before the first
	actDay    Day      // on which they took effect
	weight    int      // rank of what governs
	support   int      // rank of the strongest claims that support the state
	backing   []*Claim // observations stronger than what governs that support it
	disputed  bool
	reviews   []*Claim // that are open, of one day
}

// sideAt derives the status of the side of city on day, but for what depends on the stretch.
func (e *evidence) sideAt(city ID, day Day) SideStatus {
	var w walk
	counted, dropped := e.counting(city, day)
	for rest := counted; len(rest) > 0; {
		today := first(rest, func(a, b *Claim) bool { return a.Effective().First() == b.Effective().First() })
		rest = rest[len(today):]
		acted, opened := false, []*Claim(nil)
		for groups := today; len(groups) > 0; {
			group := first(groups, func(a, b *Claim) bool { return a.Authority == b.Authority })
			groups = groups[len(group):]
			w.take(e, group)
			for _, c := range group {
				if _, gives := c.Type.Gives(); gives {
					acted = true
				} else if c.Type == ReviewOpened {
					opened = append(opened, c)
				}
			}
		}
		switch {
		case acted:
			w.reviews = nil
		case opened != nil:
			w.reviews = opened
		}
	}
	return e.answer(&w, city, day, counted, dropped)
}

// first returns the longest prefix of claims that are alike.
func first(claims []*Claim, alike func(a, b *Claim) bool) []*Claim {
	n := 1
	for n < len(claims) && alike(claims[0], claims[n]) {
		n++
	}
	return claims[:n]
}

// counting returns the claims about the side of city that count on day: those that have
// taken effect, but the LISTED of a directory before its latest NOT_LISTED, which are
// returned apart, and that itself.
func (e *evidence) counting(city ID, day Day) (counted, dropped []*Claim) {
	n := len(e.claims)
	for n > 0 && e.claims[n-1].Effective().First() > day {
		n--
	}
	counted = make([]*Claim, 0, n)
	for i, c := range e.claims[:n] {
		switch {
		case c.Type == NotListed || c.Side != "" && c.Side != city:
		case c.Type == Listed && c.Directory != "" && slices.ContainsFunc(e.claims[i:n], func(by *Claim) bool {
			return by.Type == NotListed && by.Directory == c.Directory && by.Effective().First() > c.Effective().First()
		}):
			dropped = append(dropped, c)
		default:
			counted = append(counted, c)
		}
	}
	return counted, dropped
}

// says returns the state that the claim brings about or reports, empty for
// REVIEW_OPENED and NOT_LISTED.
func says(c *Claim) Status {
	switch c.Type {
	case Listed:
		return StatusActive
	case Observed:
		return c.Observed
	}
	state, _ := c.Type.Gives()
	return state
}

// together returns what claims of one day and authority say: CONTESTED where they differ.
func together(claims []*Claim) Status {
	state := says(claims[0])
	for _, c := range claims[1:] {
		if says(c) != state {
			return StatusContested
		}
	}
	return state
}

// take walks the claims of one day and authority.
func (w *walk) take(e *evidence, group []*Claim) {
	var acts, observed, listed []*Claim
	for _, c := range group {
		switch _, gives := c.Type.Gives(); {
		case gives:
			acts = append(acts, c)
		case c.Type == Observed:
			observed = append(observed, c)
		case c.Type == Listed:
			listed = append(listed, c)
		}
	}
	day, rank := group[0].Effective().First(), group[0].Authority.Rank()
	switch {
	case len(acts) == 0 && w.act == 0:
		w.latest(observed, listed, rank)
		return
	case len(acts) > 0 && (w.act == 0 || w.state == StatusContested || rank >= w.act || e.newLife(w, acts)):
		w.enact(append(acts, observed...), day, rank)
	default:
		for _, c := range acts {
			w.disputed = w.disputed || says(c) != w.state // the stronger act stays in force
		}
		if day > w.actDay && len(observed) > 0 {
			w.observe(observed, rank)
		}
		if day == w.actDay {
			return // a list of that day is not later than the act
		}
	}
	// A list disagrees with ENDED only: a suspended link is still listed.
	w.disputed = w.disputed || w.state == StatusEnded && len(listed) > 0
}

// newLife reports whether acts found anew a link that had ended: an ESTABLISHED with a date
// after the end, and a source published after it.
func (e *evidence) newLife(w *walk, acts []*Claim) bool {
	return w.state == StatusEnded && slices.ContainsFunc(acts, func(c *Claim) bool {
		return c.Type == Established && !c.Date.IsZero() && c.Date.First() > w.actDay && e.publishedAfter(c, w.actDay) &&
			slices.ContainsFunc(w.governing, func(c *Claim) bool { return c.Type == Ended })
	})
}

// enact lets acts replace the state, with what was observed by the same authority that day.
func (w *walk) enact(acts []*Claim, day Day, rank int) {
	state := together(acts)
	overDecision := w.act > rank && w.state == StatusEnded && w.act == PartyDecision.Rank()
	if state == w.state && state != StatusContested {
		// An agreeing act settles a dispute when it is as strong as what governs.
		w.disputed = w.disputed && rank < w.weight
		switch {
		case rank >= w.support:
			w.support, w.backing = rank, nil
		case w.weight == w.support:
			w.backing = w.governing
		}
	} else {
		w.disputed, w.support, w.backing = overDecision, rank, nil
	}
	w.state, w.governing, w.act, w.actDay, w.weight = state, acts, rank, day, rank
}

// observe weighs what was observed after the acts in force against the strongest claim that
// supports the state.
func (w *walk) observe(observed []*Claim, rank int) {
	state := together(observed)
	switch {
	case rank > w.support && state != w.state || rank > w.support && state == StatusContested:
		w.state, w.governing, w.weight, w.support, w.backing, w.disputed = state, observed, rank, rank, nil, false
	case w.state == StatusContested:
	case state == w.state:
		if rank > w.support {
			w.support, w.backing = rank, observed
		}
		if rank > w.weight {
			w.disputed = false
		}
	case rank == w.support:
		w.state, w.governing = StatusContested, slices.Concat(w.governing, w.backing, observed)
		w.backing = nil
	default:
		w.disputed = true
	}
}

// latest takes the state from the latest observations, where no act gives one: from what was
// OBSERVED rather than LISTED. What is CONTESTED stays so until a stronger observation.
func (w *walk) latest(observed, listed []*Claim, rank int) {
	said := observed
	if len(said) == 0 {
		said = listed
	}
	if len(said) == 0 || w.state == StatusContested && (rank <= w.support || len(observed) == 0) {
		return
	}
	w.state, w.governing, w.weight, w.support = together(said), said, rank, rank
	w.disputed = w.state == StatusEnded && len(listed) > 0
}

// answer turns the walk into the side's answer.
func (e *evidence) answer(w *walk, city ID, day Day, counted, dropped []*Claim) SideStatus {
	s := SideStatus{Status: w.state, SinceDay: MinDay, ConfirmedTo: MinDay, Disputed: w.disputed, Exact: true}
	for _, c := range w.reviews {
		if e.open(c, day) {
			s.UnderReview, s.Reviews = true, append(s.Reviews, c.ID)
		}
	}
	slices.Sort(s.Reviews)
	if w.state == "" {
		s.Status = StatusUnknown
		if e.notYet(day) {
			s.Status = StatusNotEstablished
			return s
		}
		s.UnknownBecause = e.unknownBecause(city, day, dropped)
		s.confirm(dropped, StatusActive)
		return s
	}
	slices.SortFunc(w.governing, byPrecision)
	exact := 0
	for _, c := range w.governing {
		if day > c.uncertainUntil() || day == c.Effective().First() && !c.Date.IsZero() {
			exact++
		}
		if basis := basisOf(c); basis.rank() > s.Basis.rank() {
			s.Basis = basis
		}
		_, act := c.Type.Gives()
		s.Own = s.Own || act && c.Side != ""
		s.Governing = append(s.Governing, c.ID)
	}
	s.Exact = exact > 0
	if s.Status == StatusContested {
		s.Disputed, s.Exact = true, exact == len(w.governing)
		s.confirm(w.governing, "")
	}
	s.confirm(counted, s.Status)
	s.confirm(dropped, s.Status)
	return s
}

// confirm takes the dates of those of the claims that say so; of all when state is empty.
func (s *SideStatus) confirm(claims []*Claim, state Status) {
	for _, c := range claims {
		if state != "" && says(c) != state {
			continue
		}
		date := c.Effective()
		if later(date, s.LastConfirmed) {
			s.LastConfirmed = date
		}
		s.ConfirmedTo = max(s.ConfirmedTo, date.Last())
	}
}

// unknownBecause returns why nothing is known of the side of city on day.
func (e *evidence) unknownBecause(city ID, day Day, dropped []*Claim) UnknownBecause {
	if len(dropped) > 0 {
		return DroppedFromList
	}
	reason := NoClaim
	for _, c := range e.claims {
		switch {
		case c.Side != "" && c.Side != city:
			if reason == NoClaim {
				reason = OtherSideOnly
			}
		case c.Effective().First() <= day:
			return NoState
		default:
			reason = BeforeFirstClaim
		}
	}
	return reason
}

// notYet reports whether the link's first claim is an ESTABLISHED later than day. A
// founding without a date does not say that it came later, and a directory that shows the
// link no more says nothing of when it began.
func (e *evidence) notYet(day Day) bool {
	begins := slices.IndexFunc(e.claims, func(c *Claim) bool { return c.Type != NotListed })
	if begins < 0 || e.claims[begins].Effective().First() <= day {
		return false
	}
	earliest := e.claims[begins].Effective().First()
	return slices.ContainsFunc(e.claims, func(c *Claim) bool {
		return c.Type == Established && !c.Date.IsZero() && c.Effective().First() == earliest
	})
}
