package score

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// need weighs how much there is to talk about.
//
//	REPEAL   the text that weighs most: in force 700, amended 450, perhaps in force 350;
//	         each further one 200, 130, 100
//	RESTORE  link suspended 600 or ended 400; the text that it answered is gone 300;
//	         under review 100
//	KEEP     contested 500, under review 500, disputed 300; 50 for each link between the
//	         two countries cut in 36 months, 500 at most
//	JOIN     not joined 500; nobody of the country has 500
//	PARTNER  each theme shared 250; the target looks for a partner 250
func (s *Scorer) need(subject *Subject, e *evidence) {
	switch s.Goal {
	case Repeal:
		s.needOfRepeal(subject, e)
	case Restore:
		s.needOfRestoring(subject.Link, e)
	case Keep:
		s.needOfKeeping(subject.Link, e)
	case Join:
		e.add(500, func() Fact { return FactOf(NotJoined, s.Campaign) })
		if c := subject.Target.Country; c != "" && len(s.joinedIn[c]) == 0 {
			e.add(500, func() Fact { return FactOf(CountryAbsent, s.Campaign) })
		}
	case Partner:
		s.needOfPartner(subject, e)
	}
}

func (s *Scorer) needOfRepeal(subject *Subject, e *evidence) {
	type weighed struct {
		kind           FactKind
		first, further int
		text           *graph.Resolution
		date           graph.PartialDate // beside that of adoption
	}
	var all []weighed
	for _, t := range s.RecordsOf(subject.Target).Texts {
		switch r := t.Resolution; {
		case t.InForce == graph.InForceFalse:
		case t.InForce == graph.InForceUnknown:
			all = append(all, weighed{TextPerhaps, 350, 100, r, s.Past(r.InForceOn)})
		case t.Amended:
			all = append(all, weighed{TextAmended, 450, 130, r, r.Amended})
		default:
			all = append(all, weighed{TextInForce, 700, 200, r, graph.PartialDate{}})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.first, a.first) })
	for i, w := range all {
		value := w.further
		if i == 0 {
			value = w.first
		}
		e.add(value, func() Fact { return FactOf(w.kind, w.text).On(w.text.Adopted, w.date) })
	}
}

func (s *Scorer) needOfRestoring(l *graph.TwinningLink, e *evidence) {
	st := s.State(l)
	value, kind := 600, LinkSuspended
	if st.Status == graph.StatusEnded {
		value, kind = 400, LinkEnded
	}
	e.add(value, func() Fact { return s.factOfStatus(kind, l, st).On(st.Since) })
	if claim, text, ok := s.reasonGone(st); ok {
		e.add(300, func() Fact { return FactOf(ReasonGone, claim, text.Resolution).On(text.Ended) })
	}
	if st.UnderReview {
		e.add(100, func() Fact { return s.factOfReview(l) })
	}
}

// reasonGone returns the first governing claim all of whose resolutions to which it
// responds are in force no more, with the one that went last.
func (s *Scorer) reasonGone(st *graph.LinkStatus) (*graph.Claim, index.Text, bool) {
	for _, c := range s.Governing(st) {
		var last index.Text
		gone := len(c.RespondsTo) > 0
		for _, id := range c.RespondsTo {
			r, ok := s.Record(graph.WordResolution, id).(*graph.Resolution)
			if !ok || !s.Text(r).Over() {
				gone = false
				break
			}
			if answered := s.Text(r); last.Resolution == nil || last.Ended.Compare(answered.Ended) < 0 {
				last = answered
			}
		}
		if gone {
			return c, last, true
		}
	}
	return nil, index.Text{}, false
}

func (s *Scorer) needOfKeeping(l *graph.TwinningLink, e *evidence) {
	st := s.State(l)
	if st.Status == graph.StatusContested {
		e.add(500, func() Fact { return s.factOfStatus(LinkContested, l, st) })
	}
	if st.UnderReview {
		e.add(500, func() Fact { return s.factOfReview(l) })
	}
	if st.Disputed {
		e.add(300, func() Fact { return FactOf(LinkDisputed, l) })
	}
	if cut := s.CutLike(l); len(cut) > 0 {
		e.add(min(50*len(cut), 500), func() Fact {
			return FactOf(LinksBreaking, index.Records(cut[:min(len(cut), 10)]...)...).counting(len(cut))
		})
	}
}

// factOfStatus returns a fact about a link and the claims that give its status.
func (s *Scorer) factOfStatus(kind FactKind, l *graph.TwinningLink, st *graph.LinkStatus) Fact {
	return FactOf(kind, append([]graph.Record{l}, index.Records(s.Governing(st)...)...)...)
}

// factOfReview returns the fact that a link is under review, with the latest review.
func (s *Scorer) factOfReview(l *graph.TwinningLink) Fact {
	for _, c := range slices.Backward(s.ClaimsOn(l)) {
		if c.Type == graph.ReviewOpened {
			return FactOf(UnderReview, l, c).On(c.Effective())
		}
	}
	return FactOf(UnderReview, l)
}

// reviewOpened returns when the latest review of a link was opened; zero when that is not known.
func (s *Scorer) reviewOpened(l *graph.TwinningLink) graph.PartialDate {
	f := s.factOfReview(l)
	return f.Opened()
}

func (s *Scorer) needOfPartner(subject *Subject, e *evidence) {
	for _, theme := range subject.Themes {
		e.add(250, func() Fact {
			f := FactOf(SharedTheme, slices.Concat(theme.Asking, theme.Asked)...)
			f.Theme = theme.Name
			return f
		})
	}
	for _, p := range s.RecordsOf(subject.Target).Partnerships {
		if len(p.Cities) == 1 {
			e.add(250, func() Fact { return FactOf(OpenInterest, p).On(p.Start) })
			return
		}
	}
}
