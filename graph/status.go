package graph

import "slices"

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

// StatusesEstablished lists them without NOT_ESTABLISHED: how a link can stand that ever began.
func StatusesEstablished() []Status {
	return slices.DeleteFunc(Statuses(), func(s Status) bool { return s == StatusNotEstablished })
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

// Became says whether a change of status happened in the world or became known.
type Became string

// How a change of status came about. What became known is a change of what is known, not of
// the link.
const (
	Happened    Became = "HAPPENED"
	BecameKnown Became = "BECAME_KNOWN"
)

// UnknownBecause is the reason why nothing is known on a day.
type UnknownBecause string

// The reasons, those that say most first.
const (
	DroppedFromList  UnknownBecause = "DROPPED_FROM_LIST"  // a directory showed it, and does so no more
	NoState          UnknownBecause = "NO_STATE"           // claims have taken effect, none says how it stands
	BeforeFirstClaim UnknownBecause = "BEFORE_FIRST_CLAIM" // the first claim takes effect later
	OtherSideOnly    UnknownBecause = "OTHER_SIDE_ONLY"    // of a side: claims are about the other one
	NoClaim          UnknownBecause = "NO_CLAIM"           // no claim is about it
)

// SideStatus is the status of one side of a link on one day. A stretch is the days in a row
// with the same status.
type SideStatus struct {
	Status         Status
	Since          PartialDate // of the first act of the stretch, as the claim wrote it; zero without one
	SinceDay       Day         // first day of the stretch; MinDay when there is no known state
	SinceAtLatest  bool        // the state was known before that act, by a list or a report
	ListedSince    PartialDate // of the earliest list of the stretch; ACTIVE only, zero without one
	Exact          bool        // false inside the interval of a partial or missing date of the governing claims
	Disputed       bool        // a weaker or later claim disagrees, or the state is CONTESTED
	UnderReview    bool
	Reviews        []ID           // the claims that opened the review, in order of id; empty when there is none
	Basis          Basis          // empty when there is no known state
	LastConfirmed  PartialDate    // date of the latest claim that agrees, of a state that was dropped too; zero otherwise
	ConfirmedTo    Day            // the last day to which a claim confirms it; MinDay without LastConfirmed
	Governing      []ID           // the claims that give the state, the most precise first; all rivals of CONTESTED
	Own            bool           // one of them is an act of this side's own: not an observation, not the link's as a whole
	UnknownBecause UnknownBecause // of UNKNOWN, empty otherwise
}

// LinkStatus is the answer to "how does this link stand" on one day. A stretch is the days in
// a row with the same status.
type LinkStatus struct {
	Status         Status
	Since          PartialDate // of the first act of the stretch, as the claim wrote it; zero without one
	SinceDay       Day         // first day of the stretch; MinDay for UNKNOWN and NOT_ESTABLISHED
	SinceAtLatest  bool        // the state was known before that act, by a list or a report
	ListedSince    PartialDate // of the earliest list of the stretch; ACTIVE only, zero without one
	Exact          bool
	Unilateral     bool // exactly one side's own act made it ENDED or SUSPENDED
	Disputed       bool
	UnderReview    bool
	Began          PartialDate // of the claim that began the stretch, act or not, as it wrote it; zero where nothing began it
	BecameKnown    bool        // the stretch began with what became known, not with what happened
	Basis          Basis
	LastConfirmed  PartialDate    // kept of a state that was dropped
	ConfirmedTo    Day            // the last day to which a claim confirms it; MinDay without LastConfirmed
	Governing      []ID           // the claims that give the status, strongest first
	UnknownBecause UnknownBecause // of UNKNOWN, empty otherwise
	// Of TwinningLink.A and .B. Both are there in every answer of a History; answers share them,
	// so they must not be changed.
	Sides [2]*SideStatus
}

// Became says how the stretch of this status began; empty where it has no known beginning.
func (s *LinkStatus) Became() Became {
	switch {
	case s.BecameKnown:
		return BecameKnown
	case s.Status.Known():
		return Happened
	}
	return ""
}

// UncertainAt reports whether what began the status may have come after day: whether day lies
// in the interval of its date, before the last day.
func (s *LinkStatus) UncertainAt(day Day) bool { return !s.Began.IsZero() && s.Began.Last() > day }

// staleAfter is for how many years a claim confirms a status.
const staleAfter = 5

// Stale reports whether no claim confirmed the status within five years of day. What is
// unknown or ended is never stale.
func (s *LinkStatus) Stale(day Day) bool { return stale(s.Status, s.ConfirmedTo, day) }

// Stale reports whether no claim confirmed the side's status within five years of day.
func (s *SideStatus) Stale(day Day) bool { return stale(s.Status, s.ConfirmedTo, day) }

func stale(status Status, confirmed, day Day) bool {
	return status.Known() && status != StatusEnded && StaleFrom(confirmed) <= day
}

// StaleFrom returns the first day on which a status is stale that was confirmed up to a day.
func StaleFrom(confirmed Day) Day {
	if confirmed == MinDay || confirmed > maxYears {
		return MaxDay
	}
	return yearsAfter(confirmed, staleAfter) + 1
}

// maxYears is the last day to which years can be added.
const maxYears = MaxDay - 10_000

// yearsAfter returns the same day of a later year, 1 March for a 29 February.
func yearsAfter(day Day, years int) Day { return DayOf(day.Time().AddDate(years, 0, 0)) }

// StatusAt derives the status of link on day from the claims known, which may
// come in any order. It is the law itself, evaluated for one day; History gives
// the same answers for every day at once.
func StatusAt(link *TwinningLink, claims []*Claim, day Day) LinkStatus {
	return NewHistory(link, claims).At(day)
}

// joinSides derives the joint status from the sides: ENDED if a side ended it,
// else SUSPENDED if a side suspended it, else CONTESTED if a side is, else ACTIVE
// if a side is, else what both are. What depends on the stretch is left to the caller.
func joinSides(link *TwinningLink, a, b *SideStatus) LinkStatus {
	j := LinkStatus{Sides: [2]*SideStatus{a, b}, SinceDay: MinDay, ConfirmedTo: MinDay, Status: StatusUnknown}
	for _, s := range []Status{StatusEnded, StatusSuspended, StatusContested, StatusActive, StatusNotEstablished} {
		if a.Status == s || b.Status == s {
			j.Status = s
			break
		}
	}
	j.Disputed = a.Disputed || b.Disputed || len(link.Disputes) > 0
	j.UnderReview = a.UnderReview || b.UnderReview
	own, exact, giving := 0, 0, make([]*SideStatus, 0, 2)
	for i := range j.Sides {
		side := j.Sides[i]
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
		if !side.LastConfirmed.IsZero() && later(side.LastConfirmed, j.LastConfirmed) {
			j.LastConfirmed = side.LastConfirmed
		}
		j.ConfirmedTo = max(j.ConfirmedTo, side.ConfirmedTo)
	}
	if !j.Status.Known() {
		j.Exact = true
		if j.Status == StatusUnknown {
			j.UnknownBecause = firstReason(a.UnknownBecause, b.UnknownBecause)
		}
		return j
	}
	if len(giving) == 2 && giving[1].Basis.rank() > giving[0].Basis.rank() {
		giving[0], giving[1] = giving[1], giving[0]
	}
	j.Basis, j.Governing = giving[0].Basis, giving[0].Governing
	if len(giving) == 2 {
		j.Governing = union(j.Governing, giving[1].Governing)
	}
	j.Unilateral = own == 1 && (j.Status == StatusEnded || j.Status == StatusSuspended)
	certain := func(s *SideStatus) bool { return s.Exact }
	switch j.Status {
	case StatusActive: // both sides have to stand: one that may still be suspended leaves doubt
		j.Exact = exact == 2
	case StatusContested: // it rests on all its rivals
		j.Exact = !slices.ContainsFunc(giving, func(s *SideStatus) bool { return !certain(s) })
	default: // one side is enough to suspend or end
		j.Exact = slices.ContainsFunc(giving, certain)
	}
	return j
}

// firstReason returns the reason that says most.
func firstReason(a, b UnknownBecause) UnknownBecause {
	reasons := UnknownReasons()
	if slices.Index(reasons, b) < slices.Index(reasons, a) {
		return b
	}
	return a
}

// union returns the ids of both lists, each once; the first list itself where it has all.
func union(a, b []ID) []ID {
	all := slices.Clip(a)
	for _, id := range b {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// later reports whether p begins after q or, on the same day, is more precise.
func later(p, q PartialDate) bool {
	return q.IsZero() || p.First() > q.First() || p.First() == q.First() && p.Last() < q.Last()
}

// Bases lists the bases of a status, strongest first.
func Bases() []Basis {
	return []Basis{BasisDecision, BasisStatement, BasisObservation, BasisListing}
}

// Becames lists how changes of status come about.
func Becames() []Became { return []Became{Happened, BecameKnown} }

// UnknownReasons lists the reasons why nothing is known, those that say most first.
func UnknownReasons() []UnknownBecause {
	return []UnknownBecause{DroppedFromList, NoState, BeforeFirstClaim, OtherSideOnly, NoClaim}
}
