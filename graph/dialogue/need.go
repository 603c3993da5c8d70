package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// need weighs how much there is to talk about.
//
//	REPEAL   the text that weighs most: in force 700, amended 450, perhaps in force 350;
//	         each further one 200, 130, 100
//	RESTORE  tie suspended 600 or ended 400; the text that it answered is gone 300;
//	         under review 100
//	KEEP     contested 500, under review 500, disputed 300; 50 for each tie between the
//	         two countries cut in 36 months, 500 at most
//	JOIN     not joined 500; nobody of the country has 500
//	PARTNER  each theme shared 250; the target looks for a partner 250
func (sc *scene) need(m *matter, t *tally) {
	switch m.goal {
	case Repeal:
		sc.needOfRepeal(m, t)
	case Restore:
		sc.needOfRestoring(m, t)
	case Keep:
		sc.needOfKeeping(m, t)
	case Join:
		t.add(500, func() Fact { return factOf(NotJoined, m.campaign) })
		if m.target.Country != "" && len(sc.joinedIn[m.target.Country]) == 0 {
			t.add(500, func() Fact { return factOf(CountryAbsent, m.campaign) })
		}
	case Partner:
		sc.needOfPartner(m, t)
	}
}

func (sc *scene) needOfRepeal(m *matter, t *tally) {
	type weighed struct {
		text
		first, further int
		kind           FactKind
	}
	var all []weighed
	for _, text := range sc.on(m.target).texts {
		switch {
		case text.inForce == graph.InForceFalse:
		case text.inForce == graph.InForceUnknown:
			all = append(all, weighed{text, 350, 100, TextPerhaps})
		case text.amended:
			all = append(all, weighed{text, 450, 130, TextAmended})
		default:
			all = append(all, weighed{text, 700, 200, TextInForce})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.first, a.first) })
	for i, w := range all {
		grain := w.further
		if i == 0 {
			grain = w.first
		}
		t.add(grain, func() Fact {
			f := factOf(w.kind, w.Resolution)
			switch w.kind {
			case TextPerhaps:
				return f.on(w.Adopted, w.InForceOn)
			case TextAmended:
				return f.on(w.Adopted, w.Amended)
			}
			return f.on(w.Adopted)
		})
	}
}

func (sc *scene) needOfRestoring(m *matter, t *tally) {
	st := sc.standing(m.tie)
	grain, kind := 600, TieSuspended
	if st.Status == graph.StatusEnded {
		grain, kind = 400, TieEnded
	}
	t.add(grain, func() Fact { return sc.factOfStatus(kind, m.tie, st).on(st.Since) })
	if claim, text, ok := sc.reasonGone(st); ok {
		t.add(300, func() Fact { return factOf(ReasonGone, claim, text.Resolution).on(text.ending()) })
	}
	if st.UnderReview {
		t.add(100, func() Fact { return sc.factOfReview(m.tie) })
	}
}

// reasonGone returns the first governing claim all of whose resolutions to which it
// responds are in force no more, with the one that went last.
func (sc *scene) reasonGone(st *graph.LinkStatus) (*graph.Claim, text, bool) {
	for _, c := range sc.governing(st) {
		var last text
		gone := len(c.RespondsTo) > 0
		for _, id := range c.RespondsTo {
			r, ok := sc.Record(graph.WordResolution, id).(*graph.Resolution)
			if !ok {
				gone = false
				break
			}
			answered := sc.text(r)
			if !answered.over() {
				gone = false
				break
			}
			if last.Resolution == nil || last.ending().Compare(answered.ending()) < 0 {
				last = answered
			}
		}
		if gone {
			return c, last, true
		}
	}
	return nil, text{}, false
}

func (sc *scene) needOfKeeping(m *matter, t *tally) {
	st := sc.standing(m.tie)
	if st.Status == graph.StatusContested {
		t.add(500, func() Fact { return sc.factOfStatus(TieContested, m.tie, st) })
	}
	if st.UnderReview {
		t.add(500, func() Fact { return sc.factOfReview(m.tie) })
	}
	if st.Disputed {
		t.add(300, func() Fact { return factOf(TieDisputed, m.tie) })
	}
	if cuts := sc.cutsBetween(country(sc.City(m.tie.A)), country(sc.City(m.tie.B))); len(cuts) > 0 {
		t.add(min(50*len(cuts), 500), func() Fact {
			return factOf(TiesBreaking, asRecords(cuts[:min(len(cuts), 10)])...).counting(len(cuts))
		})
	}
}

// factOfStatus returns a fact about a link and the claims that give its status.
func (sc *scene) factOfStatus(kind FactKind, l *graph.TwinningLink, st *graph.LinkStatus) Fact {
	return factOf(kind, append([]graph.Record{l}, asRecords(sc.governing(st))...)...)
}

// factOfReview returns the fact that a link is under review, with the latest review.
func (sc *scene) factOfReview(l *graph.TwinningLink) Fact {
	claims := sc.claims(l)
	slices.Reverse(claims)
	for _, c := range claims {
		if c.Type == graph.ReviewOpened {
			return factOf(UnderReview, l, c).on(c.Effective())
		}
	}
	return factOf(UnderReview, l)
}

func (sc *scene) needOfPartner(m *matter, t *tally) {
	for _, theme := range m.themes {
		t.add(250, func() Fact {
			f := factOf(SharedTheme, append(slices.Clone(theme.asking), theme.asked...)...)
			f.Theme = theme.name
			return f
		})
	}
	for _, p := range sc.on(m.target).partnerships {
		if len(p.Cities) == 1 {
			t.add(250, func() Fact { return factOf(OpenInterest, p).on(p.Start) })
			return
		}
	}
}
