package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// CautionKind says what to be careful about.
type CautionKind string

// The cautions. The first group are judgements of others, the second doubts about
// what is known: they are to be verified before anything is written.
const (
	CautionAdvice        CautionKind = "ADVICE"            // a documented caution, then the practices that advise the contrary
	CautionOpposed       CautionKind = "OPPOSED_CAMPAIGNS" // two campaigns about these links that ask for contrary things
	CautionContrary      CautionKind = "CONTRARY_CAMPAIGN" // a campaign about these links that asks for the contrary of the goal
	CautionApproached    CautionKind = "RECENT_APPROACH"   // others approached the target in the last 36 months: agree with them first
	CautionOwnText       CautionKind = "SPEAKER_HAS_TEXT"  // the city that speaks has such a text itself
	CautionPersonal      CautionKind = "PERSONAL_DATA"     // a contact point identifies a person: handle with care
	CautionSuspendedHop  CautionKind = "SUSPENDED_HOP"     // a link of the channel is suspended
	CautionGoalReached   CautionKind = "GOAL_REACHED"      // what the goal asks for is the case already
	CautionNoChannel     CautionKind = "NO_CHANNEL"        // no channel of active links leads to the target
	CautionStaleContact  CautionKind = "STALE_CONTACT"     // a contact point not seen to be right in the last two years
	CautionDisputed      CautionKind = "DISPUTED_STATUS"   // the sources of a link disagree, or the sides do
	CautionReview        CautionKind = "UNDER_REVIEW"      // a link is under review
	CautionUnknown       CautionKind = "UNKNOWN_STATUS"    // nothing is known of a link on the day
	CautionWeak          CautionKind = "WEAK_STATUS"       // a link is active by a list alone
	CautionOldStatus     CautionKind = "OLD_STATUS"        // a link's status was last confirmed more than two years ago
	CautionRecentStatus  CautionKind = "STATUS_CHANGED"    // a link's status changed in the last 24 months
	CautionTextUncertain CautionKind = "TEXT_UNCERTAIN"    // it is not known whether a text is in force
	CautionTextAmended   CautionKind = "TEXT_AMENDED"      // a text was amended: read what it says now
	CautionTextGone      CautionKind = "TEXT_GONE"         // a text of the target is in force no more
	CautionPartialDate   CautionKind = "PARTIAL_DATE"      // an occasion is known by its year or month only
	CautionRivalDates    CautionKind = "RIVAL_DATES"       // sources disagree about the founding of a link
	CautionParties       CautionKind = "PARTIES_UNCERTAIN" // sources disagree about who the parties or who acted
	CautionRecalled      CautionKind = "RECALLED"          // a record rests on general knowledge: see its source first
)

// ToVerify reports whether the caution is a doubt that can be settled by looking it
// up, rather than a judgement to be weighed.
func (k CautionKind) ToVerify() bool {
	switch k {
	case CautionStaleContact, CautionDisputed, CautionReview, CautionUnknown, CautionWeak, CautionOldStatus, CautionRecentStatus,
		CautionTextUncertain, CautionTextAmended, CautionTextGone, CautionPartialDate, CautionRivalDates, CautionParties, CautionRecalled:
		return true
	}
	return false
}

// Caution is a flag on a candidate or plan, with the records it is about.
type Caution struct {
	Kind CautionKind
	Proof
}

// Cautions are flags, each kind and records once.
type Cautions []Caution

// Raise adds a caution, unless it is there. Its dates and records are in the order of the
// roles of its kind; dates can be unknown.
func (all *Cautions) Raise(kind CautionKind, dates []graph.PartialDate, records ...graph.Record) {
	same := func(had Caution) bool { return had.Kind == kind && slices.Equal(had.Records, records) }
	if !slices.ContainsFunc(*all, same) {
		*all = append(*all, Caution{Kind: kind, Proof: proofOf(kind.Roles(), dates, records...)})
	}
}

// on lists dates.
func on(dates ...graph.PartialDate) []graph.PartialDate { return dates }

// Cautions returns what to be careful about with a subject.
func (s *Scorer) Cautions(subject *Subject) Cautions {
	all := Cautions{}
	s.warnOfAdvice(subject, &all)
	for _, a := range s.ApproachesTo(subject.Target.ID) {
		if !s.Asking[a.From] && (s.Within(a.Date, 36) || a.Date.IsZero()) {
			all.Raise(CautionApproached, on(a.Date), a)
		}
	}
	s.warnOfTexts(subject, &all)
	for _, h := range subject.Route.Hops {
		best := h.Links[0]
		s.WarnOfLink(best.TwinningLink, &all)
		if best.Status() == graph.StatusSuspended {
			all.Raise(CautionSuspendedHop, on(best.State.Since), best.TwinningLink)
		}
	}
	if subject.Link != nil {
		s.WarnOfLink(subject.Link, &all)
	}
	for _, p := range s.Contacts(subject) {
		if !p.Fresh {
			all.Raise(CautionStaleContact, on(s.Past(p.Contact.Verified)), p.Contact)
		}
		if p.Contact.Personal {
			all.Raise(CautionPersonal, nil, p.Contact)
		}
	}
	s.warnOfRecalled(subject, &all)
	return all
}

// warnOfAdvice raises what campaigns and their documents say about these links.
func (s *Scorer) warnOfAdvice(subject *Subject, all *Cautions) {
	relevant := func(c *graph.Campaign) bool {
		return s.Underway(c, c.Start) && index.About(c, subject.Route.Speaker.Country, subject.Target.Country)
	}
	for _, c := range s.Advising() {
		if !relevant(c.Campaign) || !s.Goal.ServedBy(c.Stance) && !s.Goal.ContradictedBy(c.Stance) {
			continue
		}
		for _, p := range c.Practices {
			if p.Kind == graph.PracticeCaution && index.Fits(p, subject.Route.Speaker.Country, subject.Target.Country) {
				all.Raise(CautionAdvice, nil, append([]graph.Record{p}, s.contrary(p, subject)...)...)
			}
		}
	}
	for _, c := range s.Campaigns {
		if !relevant(c) || !s.Running(c) {
			continue
		}
		if s.Goal.ContradictedBy(c.Stance) {
			all.Raise(CautionContrary, on(c.Start), c)
		}
		for _, id := range c.Opposes {
			rival, ok := s.Record(graph.WordCampaign, id).(*graph.Campaign)
			if !ok || !relevant(rival) || !index.SameSubject(c, rival) || !s.Goal.ServedBy(c.Stance) && !s.Goal.ServedBy(rival.Stance) {
				continue
			}
			pair := []graph.Record{c, rival}
			if rival.ID < c.ID {
				slices.Reverse(pair)
			}
			all.Raise(CautionOpposed, nil, pair...)
		}
	}
}

// contrary returns the practices that advise the contrary of one about the countries of a
// subject, from either side, in order of id.
func (s *Scorer) contrary(p *graph.Practice, subject *Subject) []graph.Record {
	var found []graph.Record
	for _, q := range s.Practices {
		if s.Known(q) && index.Fits(q, subject.Route.Speaker.Country, subject.Target.Country) && (slices.Contains(p.Opposes, q.ID) || slices.Contains(q.Opposes, p.ID)) {
			found = append(found, q)
		}
	}
	return found
}

// warnOfTexts raises doubts about discriminating texts on either side.
func (s *Scorer) warnOfTexts(subject *Subject, all *Cautions) {
	if !s.Goal.AboutLinks() {
		return
	}
	for _, t := range s.RecordsOf(subject.Target).Texts {
		switch {
		case t.InForce == graph.InForceUnknown:
			all.Raise(CautionTextUncertain, on(t.Resolution.Adopted, s.Past(t.Resolution.InForceOn)), t.Resolution)
		case t.InForce == graph.InForceTrue && t.Amended:
			all.Raise(CautionTextAmended, on(t.Resolution.Amended), t.Resolution)
		}
	}
	if s.Goal != Repeal {
		return
	}
	for _, t := range s.RecordsOf(subject.Route.Speaker).Texts {
		if t.InForce != graph.InForceFalse {
			all.Raise(CautionOwnText, on(t.Resolution.Adopted), t.Resolution)
		}
	}
}

// WarnOfLink raises doubts about the status of a link.
func (s *Scorer) WarnOfLink(l *graph.TwinningLink, all *Cautions) {
	st := s.State(l)
	weak := st.Status == graph.StatusActive && st.Basis == graph.BasisListing
	for _, doubt := range []struct {
		is    bool
		kind  CautionKind
		dates []graph.PartialDate
	}{
		{st.Status == graph.StatusUnknown, CautionUnknown, on(st.LastConfirmed)},
		{weak, CautionWeak, on(st.LastConfirmed)},
		{st.Status.Known() && !s.Within(st.LastConfirmed, 24), CautionOldStatus, on(st.LastConfirmed)},
		{st.Disputed || st.Status == graph.StatusContested, CautionDisputed, on(st.LastConfirmed)},
		{st.UnderReview, CautionReview, on(s.reviewOpened(l))},
		{slices.Contains(l.Disputes, graph.DisputeEstablished), CautionRivalDates, nil},
		{slices.Contains(l.Disputes, graph.DisputeParties) || slices.Contains(l.Disputes, graph.DisputeInitiator), CautionParties, nil},
	} {
		if doubt.is {
			all.Raise(doubt.kind, doubt.dates, l)
		}
	}
}

// warnOfRecalled raises the records of the route and of the target's texts that rest on
// general knowledge.
func (s *Scorer) warnOfRecalled(subject *Subject, all *Cautions) {
	var records []graph.Record
	for _, h := range subject.Route.Hops {
		records = append(records, h.Links[0].TwinningLink)
		records = append(records, index.Records(s.Governing(h.Links[0].State)...)...)
	}
	if subject.Link != nil {
		records = append(records, subject.Link)
	}
	if s.Goal.AboutLinks() {
		for _, t := range s.RecordsOf(subject.Target).Texts {
			if t.InForce != graph.InForceFalse {
				records = append(records, t.Resolution)
			}
		}
	}
	for _, r := range records {
		if r.Base().Confidence == graph.Recalled {
			all.Raise(CautionRecalled, nil, r)
		}
	}
}
