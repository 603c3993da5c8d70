package graph

import (
	"cmp"
	"slices"
)

// Status is the state of a side or of a link.
type Status string

// The statuses. UNKNOWN is not ACTIVE.
const (
	StatusActive         Status = "ACTIVE"
	StatusSuspended      Status = "SUSPENDED"
	StatusEnded          Status = "ENDED"
	StatusContested      Status = "CONTESTED"
	StatusUnknown        Status = "UNKNOWN"
	StatusNotEstablished Status = "NOT_ESTABLISHED"
)

// Statuses lists the statuses in the order in which they are shown.
func Statuses() []Status {
	return []Status{StatusActive, StatusSuspended, StatusEnded, StatusContested, StatusUnknown, StatusNotEstablished}
}

// Known reports whether the status says something about the world: it is neither
// UNKNOWN nor NOT_ESTABLISHED.
func (s Status) Known() bool { return s != StatusUnknown && s != StatusNotEstablished }

// Basis is the kind of evidence on which a status rests. ACTIVE by a LISTING alone
// is weak and must never be shown like a DECISION.
type Basis string

// The bases, strongest first.
const (
	BasisDecision    Basis = "DECISION"    // an act decided by the side's council, mayor or executive
	BasisStatement   Basis = "STATEMENT"   // an act stated by the side without the deciding body
	BasisObservation Basis = "OBSERVATION" // an act or a state as a third party reports it
	BasisListing     Basis = "LISTING"     // a directory shows the tie
)

// rank orders bases, strongest highest, 0 for none.
func (b Basis) rank() int {
	switch b {
	case BasisDecision:
		return 4
	case BasisStatement:
		return 3
	case BasisObservation:
		return 2
	case BasisListing:
		return 1
	}
	return 0
}

// basisOf returns the basis of a status that c gives.
func basisOf(c *Claim) Basis {
	switch {
	case c.Type == Listed:
		return BasisListing
	case c.Type == Observed, c.Authority == ThirdParty:
		return BasisObservation
	case c.Authority == OfficialStatement:
		return BasisStatement
	}
	return BasisDecision
}

// SideStatus is the status of one side of a link on one day.
type SideStatus struct {
	Status        Status
	Since         PartialDate // as the claim that began this state wrote it; zero when there is no known state
	SinceDay      Day         // the first day of this state; MinDay when there is no known state
	Exact         bool        // false inside the interval of a partial or missing date of the governing claim
	Disputed      bool        // a weaker or later claim disagrees, or the state is CONTESTED
	UnderReview   bool
	Basis         Basis       // empty when there is no known state
	LastConfirmed PartialDate // date of the latest claim that agrees; zero when there is no known state
	Claim         ID          // the governing claim; empty when there is no known state
	Own           bool        // the governing claim is this side's own, not the link's as a whole
}

// LinkStatus is the answer to "how does this link stand" on one day.
type LinkStatus struct {
	Status        Status
	Since         PartialDate // as the claim that began the present spell wrote it; zero for UNKNOWN and NOT_ESTABLISHED
	SinceDay      Day         // first day of the present stretch of this status; MinDay when Since is zero
	Exact         bool
	Unilateral    bool // exactly one side's own act made it ENDED or SUSPENDED
	Disputed      bool
	UnderReview   bool
	Basis         Basis
	LastConfirmed PartialDate
	Governing     []ID          // the claims that give the status, strongest first; at most one a side
	Sides         [2]SideStatus // of TwinningLink.A and .B
}

// StatusAt derives the status of link on day from the claims known, which may
// come in any order. It is the law itself, evaluated for one day; History gives
// the same answers for every day at once.
//
// Since is the first day of the stretch of equal joint status that contains day.
func StatusAt(link *TwinningLink, claims []*Claim, day Day) LinkStatus {
	return NewHistory(link, claims).At(day)
}

// inOrder returns the claims sorted as the law walks them: by effective day,
// then authority (weakest first, so that the strongest act of a day prevails), a
// review before the acts of its own day and authority, then id.
func inOrder(claims []*Claim) []*Claim {
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b *Claim) int {
		return cmp.Or(
			cmp.Compare(a.Effective().First(), b.Effective().First()),
			cmp.Compare(a.Authority.Rank(), b.Authority.Rank()),
			cmp.Compare(reviewFirst(a), reviewFirst(b)),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return sorted
}

func reviewFirst(c *Claim) int {
	if c.Type == ReviewOpened {
		return 0
	}
	return 1
}

// joined derives the joint status on day, without Since, from the link's claims
// in walking order.
func joined(link *TwinningLink, sorted []*Claim, day Day) LinkStatus {
	a := sideAt(link, link.A, sorted, day)
	b := sideAt(link, link.B, sorted, day)
	return joinSides(link, a, b)
}

// joinSides derives the joint status from the sides: ENDED if a side ended it,
// else SUSPENDED if a side suspended it, else CONTESTED if a side is, else ACTIVE
// if a side is, else what both are. Since is left to the caller.
func joinSides(link *TwinningLink, a, b SideStatus) LinkStatus {
	j := LinkStatus{Sides: [2]SideStatus{a, b}, SinceDay: MinDay}
	j.Status = StatusUnknown
	for _, s := range []Status{StatusEnded, StatusSuspended, StatusContested, StatusActive, StatusNotEstablished} {
		if a.Status == s || b.Status == s {
			j.Status = s
			break
		}
	}
	j.Disputed = a.Disputed || b.Disputed || len(link.Disputes) > 0
	j.UnderReview = a.UnderReview || b.UnderReview
	if !j.Status.Known() {
		j.Exact = true
		return j
	}
	own, exact := 0, 0
	giving := make([]SideStatus, 0, 2)
	for _, side := range j.Sides {
		if side.Exact {
			exact++
		}
		if side.Status != j.Status {
			continue
		}
		giving = append(giving, side)
		if side.Own {
			own++
		}
		if j.LastConfirmed.IsZero() || side.LastConfirmed.Compare(j.LastConfirmed) > 0 {
			j.LastConfirmed = side.LastConfirmed
		}
	}
	slices.SortStableFunc(giving, func(a, b SideStatus) int { return cmp.Compare(b.Basis.rank(), a.Basis.rank()) })
	j.Basis = giving[0].Basis
	for _, side := range giving {
		if !slices.Contains(j.Governing, side.Claim) {
			j.Governing = append(j.Governing, side.Claim)
		}
	}
	j.Unilateral = own == 1 && (j.Status == StatusEnded || j.Status == StatusSuspended)
	if j.Status == StatusActive {
		// Both sides have to stand: one that may still be suspended leaves doubt.
		j.Exact = exact == 2
	} else {
		// One side is enough to suspend or end.
		j.Exact = slices.ContainsFunc(giving, func(s SideStatus) bool { return s.Exact })
	}
	return j
}

// walk is the state of a side while its acts are walked.
type walk struct {
	state     Status // empty before the first act that gives one
	governing *Claim // the act in force
	began     *Claim // the claim that began the present state
	disputed  bool
	review    bool
}

// sideAt derives the status of the side of city on day: acts first, then what was
// observed after the act in force.
func sideAt(link *TwinningLink, city ID, sorted []*Claim, day Day) SideStatus {
	var w walk
	var seen []*Claim // observations up to day, in order
	var heard []*Claim
	for i := 0; i < len(sorted); {
		if sorted[i].Effective().First() > day {
			break
		}
		group := sameDayAndAuthority(sorted[i:])
		i += len(group)
		acts := make([]*Claim, 0, len(group))
		for _, c := range group {
			if c.Side != "" && c.Side != city {
				continue
			}
			heard = append(heard, c)
			switch c.Type {
			case Listed, Observed:
				seen = append(seen, c)
			default:
				acts = append(acts, c)
			}
		}
		w.take(acts)
	}
	w.observe(seen)
	return w.answer(link, sorted, heard, day)
}

// sameDayAndAuthority returns the longest prefix of sorted whose claims take
// effect on one day with one authority.
func sameDayAndAuthority(sorted []*Claim) []*Claim {
	first := sorted[0]
	n := slices.IndexFunc(sorted, func(c *Claim) bool {
		return c.Effective().First() != first.Effective().First() || c.Authority != first.Authority
	})
	if n < 0 {
		n = len(sorted)
	}
	return sorted[:n]
}

// take walks the acts of one day and authority.
func (w *walk) take(acts []*Claim) {
	var giving []*Claim
	for _, c := range acts {
		if c.Type == ReviewOpened {
			w.review = true
			continue
		}
		giving = append(giving, c)
	}
	if len(giving) == 0 {
		return
	}
	w.review = false
	act := giving[0]
	state, _ := act.Type.Gives()
	for _, c := range giving[1:] {
		if s, _ := c.Type.Gives(); s != state {
			state = StatusContested
		}
	}
	weaker := w.governing != nil && w.state != StatusContested && act.Authority.Rank() < w.governing.Authority.Rank()
	switch {
	case weaker && state == w.state:
		// It agrees: the stronger act stays in force.
	case weaker:
		w.disputed = true
	default:
		if state != w.state {
			w.began = act
		}
		w.state, w.governing, w.disputed = state, act, false
	}
}

// observe applies what was observed after the act in force. Of several
// observations of one authority the latest counts.
func (w *walk) observe(seen []*Claim) {
	if w.governing == nil {
		w.latest(seen)
		return
	}
	acted, weight := w.governing.Effective().First(), w.governing.Authority.Rank()
	latest := map[int][]*Claim{} // by authority, the OBSERVED of the latest day
	listedAfter := false
	for _, c := range seen {
		if c.Effective().First() <= acted {
			continue
		}
		if c.Type == Listed {
			listedAfter = true
			continue
		}
		rank := c.Authority.Rank()
		if had := latest[rank]; len(had) > 0 && had[0].Effective().First() == c.Effective().First() {
			latest[rank] = append(had, c)
		} else {
			latest[rank] = []*Claim{c}
		}
	}
	act := w.state
	for rank := 3; rank >= 1; rank-- {
		for _, c := range latest[rank] {
			switch {
			case c.Observed == w.state:
			case rank > weight && w.state == act:
				w.state, w.governing, w.began, w.disputed = c.Observed, c, c, false
			case rank > weight && c.Authority == w.governing.Authority:
				w.state = StatusContested
			case rank == weight && w.state == act:
				w.state, w.governing, w.began = StatusContested, c, c
			default:
				w.disputed = true
			}
		}
	}
	if listedAfter && w.state == StatusEnded {
		w.disputed = true
	}
}

// latest takes the state from the latest observation, where no act gives one. Of
// several on that day the strongest counts; equals that differ are CONTESTED.
func (w *walk) latest(seen []*Claim) {
	for _, c := range seen {
		state := c.Observed
		if c.Type == Listed {
			state = StatusActive
		}
		rival := w.governing != nil && state != w.state &&
			w.governing.Authority == c.Authority && w.governing.Effective().First() == c.Effective().First()
		if rival {
			state = StatusContested
		}
		if state != w.state {
			w.began = c
		}
		w.state, w.governing = state, c
	}
}

// answer turns the walk into the side's answer.
func (w *walk) answer(link *TwinningLink, sorted, heard []*Claim, day Day) SideStatus {
	s := SideStatus{Status: w.state, SinceDay: MinDay, UnderReview: w.review, Disputed: w.disputed, Exact: true}
	if w.governing == nil {
		s.Status = StatusUnknown
		if notYet(sorted, day) {
			s.Status = StatusNotEstablished
		}
		return s
	}
	s.Disputed = s.Disputed || s.Status == StatusContested
	s.Since, s.SinceDay = w.began.Effective(), w.began.Effective().First()
	until := w.governing.uncertainUntil()
	s.Exact = day > until || (day == w.governing.Effective().First() && !w.governing.Date.IsZero())
	s.Basis = basisOf(w.governing)
	s.Claim = w.governing.ID
	s.Own = w.governing.Side != ""
	s.LastConfirmed = w.governing.Effective()
	for _, c := range heard {
		if agrees(c, s.Status) && c.Effective().First() > s.LastConfirmed.First() {
			s.LastConfirmed = c.Effective()
		}
	}
	return s
}

// agrees reports whether the claim says that the status is state. LISTED agrees
// with ACTIVE only: a suspended tie is still listed, but that confirms nothing.
func agrees(c *Claim, state Status) bool {
	switch c.Type {
	case Listed:
		return state == StatusActive
	case Observed:
		return c.Observed == state
	}
	given, ok := c.Type.Gives()
	return ok && given == state
}

// notYet reports whether the link's first claim is an ESTABLISHED later than day.
func notYet(sorted []*Claim, day Day) bool {
	if len(sorted) == 0 || sorted[0].Effective().First() <= day {
		return false
	}
	first := sorted[0].Effective().First()
	return slices.ContainsFunc(sorted, func(c *Claim) bool {
		return c.Type == Established && c.Effective().First() == first
	})
}
