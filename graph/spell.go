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

// NewHistory derives the history of link from claims alone, in any order: no text that a
// review names and no source is known. See Evidence.
func NewHistory(link *TwinningLink, claims []*Claim) History {
	return Evidence{Link: link, Claims: claims}.History()
}

// history derives the history day by day, as far as the answer can change.
func (e *evidence) history() History {
	days := e.days()
	h := make(History, 0, len(days))
	for _, day := range days {
		a, b := e.sideAt(e.link.A, day), e.sideAt(e.link.B, day)
		var before *LinkStatus
		if n := len(h); n > 0 {
			before = &h[n-1].LinkStatus
			a.goOn(before.Sides[0])
			b.goOn(before.Sides[1])
		}
		today := e.of(day)
		a.begin(today, e.link.A, day)
		b.begin(today, e.link.B, day)
		first := a.shared(before, nil)
		status := joinSides(e.link, first, b.shared(before, first))
		status.begin(before, today, day)
		if n := len(h); n > 0 {
			if h[n-1].LinkStatus.Equal(status) {
				continue
			}
			h[n-1].To = day
		}
		h = append(h, Spell{From: day, To: MaxDay, LinkStatus: status})
	}
	return append(make(History, 0, len(h)), h...) // without the room that was left
}

// of returns the claims that take effect on a day.
func (e *evidence) of(day Day) []*Claim {
	from := sort.Search(len(e.claims), func(i int) bool { return e.claims[i].Effective().First() >= day })
	to := from
	for to < len(e.claims) && e.claims[to].Effective().First() == day {
		to++
	}
	return e.claims[from:to]
}

// goOn takes over when the side's stretch began from the day before, if it is the same
// state.
func (s *SideStatus) goOn(before *SideStatus) {
	if s.Status == before.Status {
		s.Since, s.SinceDay, s.SinceAtLatest, s.ListedSince = before.Since, before.SinceDay, before.SinceAtLatest, before.ListedSince
	}
}

// shared returns the answer, or an equal one that is kept already: that of either side on the
// day before, that of the other side, or one of all links. It shares a list
// of claims with what came before where nothing else is equal.
func (s *SideStatus) shared(before *LinkStatus, other *SideStatus) *SideStatus {
	near := []*SideStatus{other}
	if before != nil {
		near = append(near, before.Sides[:]...)
	}
	own := *s
	for _, had := range near {
		if had == nil {
			continue
		}
		if had.Equal(s) {
			return had
		}
		if slices.Equal(had.Governing, own.Governing) {
			own.Governing = had.Governing
		}
	}
	return own.Shared()
}

// Shared returns the answer, or an equal one that all links share where no claim says
// anything.
func (s *SideStatus) Shared() *SideStatus {
	if len(s.Governing) == 0 && s.LastConfirmed.IsZero() {
		for _, had := range silent {
			if had.Equal(s) {
				return had
			}
		}
	}
	return s
}

// silent is what is answered on a side of which no claim says anything, for all links.
var silent = func() []*SideStatus {
	list := []*SideStatus{{Status: StatusNotEstablished, SinceDay: MinDay, ConfirmedTo: MinDay, Exact: true}}
	for _, reason := range UnknownReasons() {
		list = append(list, &SideStatus{Status: StatusUnknown, SinceDay: MinDay, ConfirmedTo: MinDay, Exact: true, UnknownBecause: reason})
	}
	return list
}()

// begin fills in what the claims that take effect on a day say of when the side's stretch
// began.
func (s *SideStatus) begin(today []*Claim, city ID, day Day) {
	if !s.Status.Known() {
		return
	}
	if s.SinceDay == MinDay {
		s.SinceDay = day
	}
	for _, c := range today {
		if c.Side != "" && c.Side != city {
			continue
		}
		began(&s.Since, &s.SinceAtLatest, c, day, s.SinceDay, says(c) == s.Status || slices.Contains(s.Governing, c.ID))
		listed(&s.ListedSince, c, day, s.Status)
	}
}

// began takes the date of a claim as that of the first act of a stretch.
func began(since *PartialDate, atLatest *bool, c *Claim, day, stretch Day, agrees bool) {
	if _, act := c.Type.Gives(); !act || !agrees {
		return
	}
	date := c.Effective()
	if since.IsZero() || since.First() == day && date.Compare(*since) < 0 {
		*since, *atLatest = date, stretch < day
	}
}

// listed takes the date of a list as that of the first list of a stretch.
func listed(since *PartialDate, c *Claim, day Day, status Status) {
	if c.Type != Listed || status != StatusActive {
		return
	}
	if date := c.Effective(); since.IsZero() || since.First() == day && date.Compare(*since) < 0 {
		*since = date
	}
}

// begin fills in when the present stretch of equal joint status began, and how. Where no act
// of the day gives the status, it shows because another side's act left it.
func (s *LinkStatus) begin(before *LinkStatus, today []*Claim, day Day) {
	fresh := before == nil || before.Status != s.Status
	if fresh {
		s.BecameKnown = before != nil && s.becameKnown(before, today)
		s.Began = s.beganBy(today)
	} else {
		s.BecameKnown, s.Began = before.BecameKnown, before.Began
	}
	if !s.Status.Known() {
		return
	}
	s.SinceDay = day
	if !fresh {
		s.Since, s.SinceDay, s.SinceAtLatest, s.ListedSince = before.Since, before.SinceDay, before.SinceAtLatest, before.ListedSince
	}
	for _, c := range today {
		began(&s.Since, &s.SinceAtLatest, c, day, s.SinceDay, says(c) == s.Status || slices.Contains(s.Governing, c.ID))
		listed(&s.ListedSince, c, day, s.Status)
	}
	if fresh && s.Since.IsZero() {
		for _, c := range today {
			began(&s.Since, &s.SinceAtLatest, c, day, day, s.leftBy(c))
		}
	}
}

// beganBy returns the most precise date of the claims of a day that give the status, or of all
// that say something where none of them does.
func (s *LinkStatus) beganBy(today []*Claim) PartialDate {
	var own, any PartialDate
	for _, c := range today {
		if date := c.Effective(); c.Type != ReviewOpened {
			if date.Compare(any) < 0 {
				any = date
			}
			if date.Compare(own) < 0 && slices.Contains(s.Governing, c.ID) {
				own = date
			}
		}
	}
	if own.IsZero() {
		return any
	}
	return own
}

// leftBy reports whether the claim governs a side that does not give the joint status.
func (s *LinkStatus) leftBy(c *Claim) bool {
	return slices.ContainsFunc(s.Sides[:], func(side *SideStatus) bool { return side.Status != s.Status && slices.Contains(side.Governing, c.ID) })
}

// becameKnown reports whether a new status is a change of what is known only. From UNKNOWN a
// status happened by ESTABLISHED, SUSPENDED, ENDED or RESTORED alone; between known ones by
// any act or report; nothing ever becomes UNKNOWN by happening.
func (s *LinkStatus) becameKnown(before *LinkStatus, today []*Claim) bool {
	if s.Status == StatusUnknown {
		return true
	}
	return !slices.ContainsFunc(today, func(c *Claim) bool {
		if before.Status == StatusUnknown {
			return slices.Contains(s.Governing, c.ID) && c.Type != Reaffirmed && c.Type != Listed && c.Type != Observed
		}
		return c.Type != Listed && c.Type != NotListed && c.Type != ReviewOpened
	})
}

// spellAt returns the index of the spell that contains day.
func (h History) spellAt(day Day) int {
	return sort.Search(len(h), func(i int) bool { return h[i].To > day || h[i].To == MaxDay })
}

// At returns the status on day; UNKNOWN for an empty history.
func (h History) At(day Day) LinkStatus {
	if len(h) == 0 {
		return LinkStatus{Status: StatusUnknown, Exact: true, SinceDay: MinDay, Sides: [2]*SideStatus{{}, {}}}
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
		s.SinceAtLatest == other.SinceAtLatest && s.ListedSince == other.ListedSince && s.Began == other.Began && s.BecameKnown == other.BecameKnown &&
		s.Exact == other.Exact && s.Unilateral == other.Unilateral && s.Disputed == other.Disputed &&
		s.UnderReview == other.UnderReview && s.Basis == other.Basis && s.LastConfirmed == other.LastConfirmed &&
		s.ConfirmedTo == other.ConfirmedTo && s.UnknownBecause == other.UnknownBecause && slices.Equal(s.Governing, other.Governing) &&
		s.Sides[0].Equal(other.Sides[0]) && s.Sides[1].Equal(other.Sides[1])
}

// Equal reports whether two answers on a side are the same in every part; nil is like nil only.
func (s *SideStatus) Equal(other *SideStatus) bool {
	if s == other || s == nil || other == nil {
		return s == other
	}
	return s.Status == other.Status && s.Since == other.Since && s.SinceDay == other.SinceDay &&
		s.SinceAtLatest == other.SinceAtLatest && s.ListedSince == other.ListedSince &&
		s.Exact == other.Exact && s.Disputed == other.Disputed && s.UnderReview == other.UnderReview &&
		s.Basis == other.Basis && s.LastConfirmed == other.LastConfirmed && s.ConfirmedTo == other.ConfirmedTo &&
		s.Own == other.Own && s.UnknownBecause == other.UnknownBecause &&
		slices.Equal(s.Governing, other.Governing) && slices.Equal(s.Reviews, other.Reviews)
}

// Epoch is a History with the instant from which it was what we knew.
type Epoch struct {
	KnownFrom time.Time
	History   History
}

// Chronicle is a link's status in both times: epochs in order of recorded time.
// Each rectangle of epoch and spell is one constant, bitemporal answer.
type Chronicle []Epoch

// Annals are all versions of what the history of one link ever followed from, in any order;
// see Evidence.
type Annals struct {
	Links   []Version[*TwinningLink]
	Claims  []Version[*Claim]
	Texts   []Version[*Resolution]
	Sources []Version[*Source]
}

// NewChronicle derives the chronicle of one link from versions of the link and of its claims
// alone; see NewHistory.
func NewChronicle(links []Version[*TwinningLink], claims []Version[*Claim]) Chronicle {
	return Annals{Links: links, Claims: claims}.Chronicle()
}

// Chronicle derives the chronicle of the link.
func (a Annals) Chronicle() Chronicle {
	var instants []time.Time
	instants = noted(noted(noted(noted(instants, a.Links), a.Claims), a.Texts), a.Sources)
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	var c Chronicle
	for _, t := range instants {
		var h History
		if links := known(a.Links, t); len(links) > 0 {
			h = Evidence{Link: links[0], Claims: known(a.Claims, t), Texts: known(a.Texts, t), Sources: known(a.Sources, t)}.History()
		}
		if n := len(c); n > 0 && c[n-1].History.Equal(h) {
			continue
		}
		c = append(c, Epoch{KnownFrom: t, History: h})
	}
	return c
}

// noted adds the instants at which versions begin and end.
func noted[T Record](instants []time.Time, versions []Version[T]) []time.Time {
	for _, v := range versions {
		instants = append(instants, v.KnownFrom)
		if !v.KnownTo.IsZero() {
			instants = append(instants, v.KnownTo)
		}
	}
	return instants
}

// known returns the records known at an instant.
func known[T Record](versions []Version[T], t time.Time) []T {
	var list []T
	for _, v := range versions {
		if v.KnownAt(t) {
			list = append(list, v.Record)
		}
	}
	return list
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
