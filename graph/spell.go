package graph

import (
	"slices"
	"sort"
	"time"
)

// Spell is a stretch of valid time, [From, To), in which the whole answer on a
// link's status was constant. A spell that begins at MinDay has no known
// beginning, one that ends at MaxDay has no end yet.
type Spell struct {
	From, To Day
	LinkStatus
}

// Days returns the length of the spell in days up to but not including asOf, and
// false when it has no beginning or has not begun before asOf.
func (s Spell) Days(asOf Day) (int, bool) {
	end := min(s.To, asOf)
	if s.From == MinDay || s.From >= end {
		return 0, false
	}
	return int(end - s.From), true
}

// History is the whole derived past and future of one link as known at one
// instant: spells in order, without gaps, from MinDay to MaxDay. Neighbouring
// spells differ in their answer but can share a status (see Merged). An empty
// History is that of a link not known at that instant.
type History []Spell

// NewHistory derives the history of link from the claims known, in any order.
func NewHistory(link *TwinningLink, claims []*Claim) History {
	sorted := inOrder(claims)
	days := []Day{MinDay}
	for _, c := range sorted {
		first, last := c.Effective().First(), c.Effective().Last()
		days = append(days, first)
		if last > first && last < MaxDay { // past the first day of an interval an answer is inexact, past its last exact again
			days = append(days, first+1, last+1)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	h := make(History, 0, len(days))
	for _, day := range days {
		a, b := sideAt(link, link.A, sorted, day), sideAt(link, link.B, sorted, day)
		if n := len(h); n > 0 {
			a.goOn(h[n-1].Sides[0])
			b.goOn(h[n-1].Sides[1])
		}
		status := joinSides(link, a, b)
		status.begin(h, day)
		if n := len(h); n > 0 {
			if h[n-1].LinkStatus.Equal(status) {
				continue
			}
			h[n-1].To = day
		}
		h = append(h, Spell{From: day, To: MaxDay, LinkStatus: status})
	}
	return slices.Clip(h)
}

// goOn takes over when the side's state began from the day before, if it is the
// same state.
func (s *SideStatus) goOn(before SideStatus) {
	if s.Status == before.Status {
		s.Since, s.SinceDay = before.Since, before.SinceDay
	}
}

// begin fills in when the present stretch of equal joint status began: with the
// spell before, or on day by the side that changed on it. Of the two sides one
// that gives the status comes first, then the more precise date.
func (s *LinkStatus) begin(before History, day Day) {
	if !s.Status.Known() {
		return
	}
	if n := len(before); n > 0 && before[n-1].Status == s.Status {
		s.Since, s.SinceDay = before[n-1].Since, before[n-1].SinceDay
		return
	}
	s.SinceDay = day
	for _, giving := range []bool{true, false} {
		for _, side := range s.Sides {
			if side.SinceDay == day && (side.Status == s.Status) == giving && side.Since.Compare(s.Since) < 0 {
				s.Since = side.Since
			}
		}
		if !s.Since.IsZero() {
			return
		}
	}
}

// spellAt returns the index of the spell that contains day.
func (h History) spellAt(day Day) int {
	return sort.Search(len(h), func(i int) bool { return h[i].To > day || h[i].To == MaxDay })
}

// At returns the status on day; UNKNOWN for an empty history.
func (h History) At(day Day) LinkStatus {
	if len(h) == 0 {
		return LinkStatus{Status: StatusUnknown, Exact: true, SinceDay: MinDay}
	}
	return h[h.spellAt(day)].LinkStatus
}

// Nearest returns the nearest spells before and after day whose status is known,
// each nil when there is none. It is what an UNKNOWN answer carries.
func (h History) Nearest(day Day) (before, after *Spell) {
	if len(h) == 0 {
		return nil, nil
	}
	at := h.spellAt(day)
	for i := at - 1; i >= 0; i-- {
		if h[i].Status.Known() {
			before = &h[i]
			break
		}
	}
	for i := at + 1; i < len(h); i++ {
		if h[i].Status.Known() {
			after = &h[i]
			break
		}
	}
	return before, after
}

// Merged joins neighbouring spells of the same status into one, which carries the
// answer of its last part; Disputed, UnderReview and Unilateral are true when they
// were at any time in it, Exact when all of its days are.
func (h History) Merged() History {
	var merged History
	for _, s := range h {
		n := len(merged)
		if n == 0 || merged[n-1].Status != s.Status {
			merged = append(merged, s)
			continue
		}
		last := &merged[n-1]
		s.From = last.From
		s.Disputed = s.Disputed || last.Disputed
		s.UnderReview = s.UnderReview || last.UnderReview
		s.Unilateral = s.Unilateral || last.Unilateral
		s.Exact = s.Exact && last.Exact
		*last = s
	}
	return merged
}

// Equal reports whether two histories give the same answer on every day.
func (h History) Equal(other History) bool {
	return slices.EqualFunc(h, other, func(a, b Spell) bool {
		return a.From == b.From && a.To == b.To && a.LinkStatus.Equal(b.LinkStatus)
	})
}

// Equal reports whether two answers are the same in every part.
func (s LinkStatus) Equal(other LinkStatus) bool {
	return s.Status == other.Status && s.Since == other.Since && s.SinceDay == other.SinceDay &&
		s.Exact == other.Exact && s.Unilateral == other.Unilateral && s.Disputed == other.Disputed &&
		s.UnderReview == other.UnderReview && s.Basis == other.Basis && s.LastConfirmed == other.LastConfirmed &&
		s.Sides == other.Sides && slices.Equal(s.Governing, other.Governing)
}

// Epoch is a History with the instant from which it was what we knew.
type Epoch struct {
	KnownFrom time.Time
	History   History
}

// Chronicle is a link's status in both times: epochs in order of recorded time.
// Each rectangle of epoch and spell is one constant, bitemporal answer.
type Chronicle []Epoch

// NewChronicle derives the chronicle of one link from all versions of the link and
// of its claims, in any order.
func NewChronicle(links []Version[*TwinningLink], claims []Version[*Claim]) Chronicle {
	var instants []time.Time
	note := func(from, to time.Time) {
		instants = append(instants, from)
		if !to.IsZero() {
			instants = append(instants, to)
		}
	}
	for _, v := range links {
		note(v.KnownFrom, v.KnownTo)
	}
	for _, v := range claims {
		note(v.KnownFrom, v.KnownTo)
	}
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	var c Chronicle
	for _, t := range instants {
		var h History
		if i := slices.IndexFunc(links, func(v Version[*TwinningLink]) bool { return v.KnownAt(t) }); i >= 0 {
			var known []*Claim
			for _, v := range claims {
				if v.KnownAt(t) {
					known = append(known, v.Record)
				}
			}
			h = NewHistory(links[i].Record, known)
		}
		if n := len(c); n > 0 && c[n-1].History.Equal(h) {
			continue
		}
		c = append(c, Epoch{KnownFrom: t, History: h})
	}
	return c
}

// At returns the history as known at t, empty before the link was known.
func (c Chronicle) At(t time.Time) History {
	i, found := slices.BinarySearchFunc(c, t, func(e Epoch, t time.Time) int {
		return e.KnownFrom.Compare(t)
	})
	if found {
		return c[i].History
	}
	if i == 0 {
		return nil
	}
	return c[i-1].History
}
