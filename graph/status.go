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
	BasisListing     Basis = "LISTING"     // a directory shows the link
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
	Own           bool        // the governing claim is an act of this side's own: not an observation, not the link's as a whole
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
// then authority (weakest first, so that the strongest act of a day prevails), the
// most precise date first, then id.
func inOrder(claims []*Claim) []*Claim {
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b *Claim) int {
		return cmp.Or(
			cmp.Compare(a.Effective().First(), b.Effective().First()),
			cmp.Compare(a.Authority.Rank(), b.Authority.Rank()),
			cmp.Compare(a.uncertainUntil(), b.uncertainUntil()),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return sorted
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
		if later(side.LastConfirmed, j.LastConfirmed) {
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
	state     Status   // empty before the first act that gives one
	governing *Claim   // the act in force
	weaker    []*Claim // acts since then whose authority was too low to replace it
	disputed  bool
	review    bool
}

// sideAt derives the status of the side of city on day: acts first, then what was
// observed after the act in force. Since is that of a state which begins on day;
// NewHistory knows whether it began before.
func sideAt(link *TwinningLink, city ID, sorted []*Claim, day Day) SideStatus {
	var w walk
	var seen []*Claim // observations up to day, in order
	var heard []*Claim
	all := sorted
	sorted = standing(sorted, day)
	for i := 0; i < len(sorted); {
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
	if w.governing == nil {
		w.latest(seen)
	} else {
		w.observe(seen)
	}
	return w.answer(all, heard, day)
}

// standing returns the claims that count on day: those that have taken effect, but the
// LISTED of a directory up to its latest NOT_LISTED, and that itself.
func standing(sorted []*Claim, day Day) []*Claim {
	n := slices.IndexFunc(sorted, func(c *Claim) bool { return c.Effective().First() > day })
	if n >= 0 {
		sorted = sorted[:n]
	}
	if !slices.ContainsFunc(sorted, func(c *Claim) bool { return c.Type == NotListed }) {
		return sorted
	}
	dropped := map[string]Day{}
	for _, c := range sorted {
		if c.Type == NotListed {
			dropped[c.Directory] = c.Effective().First()
		}
	}
	return slices.DeleteFunc(slices.Clone(sorted), func(c *Claim) bool {
		last, gone := dropped[c.Directory]
		return c.Type == NotListed || c.Type == Listed && gone && c.Effective().First() < last
	})
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

// says returns the state that the claim brings about or reports, empty for
// REVIEW_OPENED.
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

// disagrees reports whether the claim contradicts state. LISTED contradicts ENDED
// only: a suspended link is still listed.
func disagrees(c *Claim, state Status) bool {
	if c.Type == Listed {
		return state == StatusEnded
	}
	return says(c) != state
}

// together returns what claims of one day and authority say, and the claim that
// gives it: CONTESTED by the first that contradicts, where they differ.
func together(claims []*Claim) (Status, *Claim) {
	state := says(claims[0])
	for _, c := range claims[1:] {
		if says(c) != state {
			return StatusContested, c
		}
	}
	return state, claims[0]
}

// take walks the acts of one day and authority, the opening of a review before the
// acts that close it.
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
	if w.governing != nil && w.state != StatusContested && giving[0].Authority.Rank() < w.governing.Authority.Rank() {
		w.weaker = append(w.weaker, giving...) // the stronger act stays in force
		return
	}
	w.state, w.governing = together(giving)
	w.weaker = nil
}

// observe applies what was observed after the act in force. Of one authority the
// latest observations count. The strongest authority above that of the act has
// the last word: it confirms the act or overrides it. Where there is none above,
// the act's own authority can contest it. Whatever else came after the last word
// and disagrees with the outcome makes it disputed.
func (w *walk) observe(seen []*Claim) {
	word, weight := w.governing.Effective().First(), w.governing.Authority.Rank()
	var latest [4][]*Claim // by rank of authority, the OBSERVED of the latest day after the act
	rivals := w.weaker
	for _, c := range seen {
		rank, day := c.Authority.Rank(), c.Effective().First()
		switch {
		case c.Type == Listed:
			rivals = append(rivals, c)
		case day <= word:
		case len(latest[rank]) > 0 && latest[rank][0].Effective().First() == day:
			latest[rank] = append(latest[rank], c)
		default:
			latest[rank] = []*Claim{c}
		}
	}
	above := len(latest) - 1
	for above > weight && len(latest[above]) == 0 {
		above--
	}
	if above > weight {
		state, claim := together(latest[above])
		if state != w.state {
			w.state, w.governing = state, claim
		}
		word = claim.Effective().First()
	} else if w.state != StatusContested {
		rival := slices.IndexFunc(latest[weight], func(c *Claim) bool { return c.Observed != w.state })
		if rival >= 0 {
			w.state, w.governing = StatusContested, latest[weight][rival]
		}
	}
	for _, claims := range latest[:above] {
		rivals = append(rivals, claims...)
	}
	w.disputed = slices.ContainsFunc(rivals, func(c *Claim) bool {
		return c.Effective().First() > word && disagrees(c, w.state)
	})
}

// latest takes the state from the observations of the latest day, where no act
// gives one: from those of the strongest authority, from what was OBSERVED rather
// than LISTED.
func (w *walk) latest(seen []*Claim) {
	if len(seen) == 0 {
		return
	}
	last := seen[len(seen)-1]
	var observed, listed []*Claim
	for _, c := range seen {
		switch {
		case c.Effective().First() != last.Effective().First() || c.Authority != last.Authority:
		case c.Type == Listed:
			listed = append(listed, c)
		default:
			observed = append(observed, c)
		}
	}
	if len(observed) == 0 {
		w.state, w.governing = together(listed)
		return
	}
	w.state, w.governing = together(observed)
	w.disputed = len(listed) > 0 && disagrees(listed[0], w.state)
}

// answer turns the walk into the side's answer.
func (w *walk) answer(sorted, heard []*Claim, day Day) SideStatus {
	s := SideStatus{Status: w.state, SinceDay: MinDay, UnderReview: w.review, Disputed: w.disputed, Exact: true}
	if w.governing == nil {
		s.Status = StatusUnknown
		if notYet(sorted, day) {
			s.Status = StatusNotEstablished
		}
		return s
	}
	s.Disputed = s.Disputed || s.Status == StatusContested
	until := w.governing.uncertainUntil()
	s.Exact = day > until || (day == w.governing.Effective().First() && !w.governing.Date.IsZero())
	s.Basis = basisOf(w.governing)
	s.Claim = w.governing.ID
	_, act := w.governing.Type.Gives()
	s.Own = act && w.governing.Side != ""
	s.LastConfirmed = w.governing.Effective()
	for _, c := range heard {
		if says(c) == s.Status && later(c.Effective(), s.LastConfirmed) {
			s.LastConfirmed = c.Effective()
		}
	}
	s.Since, s.SinceDay = s.LastConfirmed, day
	return s
}

// later reports whether p begins after q or, on the same day, is more precise.
func later(p, q PartialDate) bool {
	return q.IsZero() || p.First() > q.First() || p.First() == q.First() && p.Last() < q.Last()
}

// notYet reports whether the link's first claim is an ESTABLISHED later than day. A
// founding without a date does not say that it came later.
func notYet(sorted []*Claim, day Day) bool {
	if len(sorted) == 0 || sorted[0].Effective().First() <= day {
		return false
	}
	first := sorted[0].Effective().First()
	return slices.ContainsFunc(sorted, func(c *Claim) bool {
		return c.Type == Established && !c.Date.IsZero() && c.Effective().First() == first
	})
}

// Bases lists the bases of a status, strongest first.
func Bases() []Basis {
	return []Basis{BasisDecision, BasisStatement, BasisObservation, BasisListing}
}
