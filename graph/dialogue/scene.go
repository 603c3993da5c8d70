package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// scene is the network as it stands on the day of one question. It remembers what it
// has worked out, and serves one question only.
type scene struct {
	*snapshot.Snapshot
	day graph.Day

	ground     *ground
	files      map[graph.ID]*file            // by city
	blank      file                          // of a city with nothing on record
	nothing    graph.LinkStatus              // of a link with no history
	back       [37]graph.Day                 // so many months before the day; 0 for not worked out yet
	foundings  map[graph.ID]*graph.Claim     // by link
	credited   map[*graph.City]int           // credibility of speakers, before its upper end
	withdrawn  map[string][]withdrawal       // by country
	nearby     map[graph.ID][]nearWithdrawal // by target
	restored   map[string][]*graph.Claim     // by country
	cuts       map[[2]string][]*graph.TwinningLink
	standFirm  map[[2]string][]*graph.Claim
	approaches map[graph.ID][]*graph.Approach
	joined     []bool                     // pledged to the campaign in question, by number of the city
	joinedIn   map[string][]*graph.Pledge // by country
	projects   map[[2]string][]*graph.Partnership
	offices    map[string][]graph.ID          // organisations with a contact point, by seat
	advisedBy  map[adviceKey][]*graph.Contact // of organisations
	callers    []caller
}

// newScene returns the network on a day.
func newScene(s *snapshot.Snapshot, day graph.Day) *scene {
	return &scene{
		Snapshot: s, day: day, nearby: map[graph.ID][]nearWithdrawal{},
		nothing: graph.History{}.At(day), credited: map[*graph.City]int{}, advisedBy: map[adviceKey][]*graph.Contact{},
	}
}

// begun reports whether what has the date had begun by the day; what has no date
// had.
func (sc *scene) begun(d graph.PartialDate) bool { return d.IsZero() || d.First() <= sc.day }

// since reports whether the date is known, has begun and ends no more than months
// before the day.
func (sc *scene) since(d graph.PartialDate, months int) bool {
	return !d.IsZero() && d.First() <= sc.day && d.Last() >= sc.ago(months)
}

// ago returns the day so many months before the day, 36 at most.
func (sc *scene) ago(months int) graph.Day {
	if sc.back[months] == 0 {
		sc.back[months] = addMonths(sc.day, -months)
	}
	return sc.back[months]
}

// addMonths returns the day n months after day.
func addMonths(day graph.Day, n int) graph.Day { return graph.DayOf(day.Time().AddDate(0, n, 0)) }

// status returns the joint status of a link on the day.
func (sc *scene) status(l *graph.TwinningLink) graph.Status { return sc.standing(l).Status }

// standing returns all that is derived of a link's status on the day. It is shared and
// must not be changed.
func (sc *scene) standing(l *graph.TwinningLink) *graph.LinkStatus {
	history := sc.Histories[l.ID]
	for i := len(history) - 1; i >= 0; i-- { // most days asked about lie in the last spells
		if history[i].From <= sc.day {
			return &history[i].LinkStatus
		}
	}
	return &sc.nothing
}

// claims returns what was claimed of a link up to the day, in order of effective day,
// then id.
func (sc *scene) claims(l *graph.TwinningLink) []*graph.Claim {
	claims := snapshot.Across[*graph.Claim](sc.Snapshot, l, "claims")
	claims = slices.DeleteFunc(claims, func(c *graph.Claim) bool { return c.Effective().First() > sc.day })
	slices.SortFunc(claims, byDay)
	return claims
}

// byDay orders claims by effective day, then id.
func byDay(a, b *graph.Claim) int {
	return cmp.Or(cmp.Compare(a.Effective().First(), b.Effective().First()), cmp.Compare(a.ID, b.ID))
}

// governing returns the claims that give a status, strongest first.
func (sc *scene) governing(st *graph.LinkStatus) []*graph.Claim {
	claims := make([]*graph.Claim, 0, len(st.Governing))
	for _, id := range st.Governing {
		if c, ok := sc.Record(graph.WordClaim, id).(*graph.Claim); ok {
			claims = append(claims, c)
		}
	}
	return claims
}

// founded returns the claim with the earliest known founding date of a link, nil when
// there is none by the day.
func (sc *scene) founded(l *graph.TwinningLink) *graph.Claim {
	if sc.foundings == nil {
		sc.foundings = make(map[graph.ID]*graph.Claim, len(sc.Links))
		for _, c := range sc.Claims {
			if c.Type != graph.Established || c.Date.IsZero() || c.Date.First() > sc.day {
				continue
			}
			if earliest := sc.foundings[c.Link]; earliest == nil || c.Date.Compare(earliest.Date) < 0 {
				sc.foundings[c.Link] = c
			}
		}
	}
	return sc.foundings[l.ID]
}

// other returns the other side of a link.
func other(l *graph.TwinningLink, city graph.ID) graph.ID {
	if l.A == city {
		return l.B
	}
	return l.A
}

// between returns the ties of one city to another, in order of link id.
func (sc *scene) between(a, b graph.ID) []tie {
	var found []tie
	number := sc.number(b)
	ties := sc.tiesOf(a)
	for i := range ties {
		if ties[i].number == number {
			found = append(found, ties[i])
		}
	}
	return found
}

// text is a discriminating resolution as it stands on the day.
type text struct {
	*graph.Resolution
	inForce graph.InForce
	amended bool // by the day, and perhaps still in force
}

func (sc *scene) text(r *graph.Resolution) text {
	inForce, _ := r.Life().At(sc.day)
	return text{r, inForce, !r.Amended.IsZero() && r.Amended.First() <= sc.day}
}

// state returns the text as plans show it. Its end is that which is dated or, where
// none is, the day by which it was gone.
func (t text) state() TextState {
	s := TextState{Resolution: t.Resolution, InForce: t.inForce, Amended: t.amended}
	if t.inForce != graph.InForceFalse || t.Outcome == graph.OutcomeRejected {
		return s
	}
	for _, d := range []graph.PartialDate{t.Repealed, t.Annulled, t.Lapsed} {
		if !d.IsZero() {
			s.Ended = d
			return s
		}
	}
	s.Ended, s.EndedBy = t.NotInForceBy, !t.NotInForceBy.IsZero()
	return s
}

// ending returns when the text ended; zero when it has not, or when is not known.
func (t text) ending() graph.PartialDate { return t.state().Ended }

// givenUp returns when the body itself repealed or amended the text, and whether it
// has by the day. Annulments by a court and ends of which nothing is known are not
// the body's doing.
func (t text) givenUp(day graph.Day) (graph.PartialDate, bool) {
	var when graph.PartialDate
	switch t.Outcome {
	case graph.OutcomeRepealed:
		when = t.Repealed
		if when.IsZero() {
			when = t.NotInForceBy
		}
	case graph.OutcomeAmended:
		when = t.Amended
	}
	return when, !when.IsZero() && when.First() <= day
}

// over reports whether the text was in force once and is no more.
func (t text) over() bool {
	return t.inForce == graph.InForceFalse && t.Outcome != graph.OutcomeRejected && t.Rejected.IsZero()
}

// country returns the country of a city, empty for nil or when it is not known.
func country(c *graph.City) string {
	if c == nil {
		return ""
	}
	return c.Country
}

// pairOf returns two countries in order, so that both directions have one key.
func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }
