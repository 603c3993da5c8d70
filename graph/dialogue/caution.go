package dialogue

import (
	"slices"

	"twingraph/graph"
)

// CautionKind says what to be careful about.
type CautionKind string

// The cautions. The first group are judgements of others, the second doubts about
// what is known: they are to be verified before anything is written.
const (
	CautionAdvice        CautionKind = "ADVICE"            // a documented caution, then the practices that advise the contrary
	CautionOpposed       CautionKind = "OPPOSED_CAMPAIGNS" // two campaigns about these ties that ask for contrary things
	CautionContrary      CautionKind = "CONTRARY_CAMPAIGN" // a campaign about these ties that asks for the contrary of the goal
	CautionApproached    CautionKind = "RECENT_APPROACH"   // others approached the target in the last 36 months: agree with them first
	CautionOwnText       CautionKind = "SPEAKER_HAS_TEXT"  // the city that speaks has such a text itself
	CautionPersonal      CautionKind = "PERSONAL_DATA"     // a contact point identifies a person: handle with care
	CautionSuspendedHop  CautionKind = "SUSPENDED_HOP"     // a link of the channel is suspended
	CautionGoalReached   CautionKind = "GOAL_REACHED"      // what the goal asks for is the case already
	CautionNoChannel     CautionKind = "NO_CHANNEL"        // no channel of active ties leads to the target
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
	Kind    CautionKind
	Records []graph.Record
	Dates   []graph.PartialDate
	Sources []graph.ID
}

// alarm collects cautions.
type alarm struct{ cautions []Caution }

// raise adds a caution, once.
func (a *alarm) raise(kind CautionKind, dates []graph.PartialDate, records ...graph.Record) {
	c := Caution{Kind: kind, Records: records, Dates: dates, Sources: sourcesOf(records...)}
	same := func(had Caution) bool { return had.Kind == kind && slices.Equal(had.Records, records) }
	if !slices.ContainsFunc(a.cautions, same) {
		a.cautions = append(a.cautions, c)
	}
}

// cautions returns what to be careful about with a matter.
func (sc *scene) cautions(m *matter) []Caution {
	a := &alarm{cautions: []Caution{}}
	sc.warnOfAdvice(m, a)
	for _, approach := range sc.approachesTo(m.target.ID) {
		if !m.from.within[approach.From] && (sc.since(approach.Date, 36) || approach.Date.IsZero()) {
			a.raise(CautionApproached, dates(approach.Date), approach)
		}
	}
	sc.warnOfTexts(m, a)
	for _, s := range m.way.stretches {
		best := s.ties[0]
		sc.warnOfLink(best.TwinningLink, a)
		if best.status() == graph.StatusSuspended {
			a.raise(CautionSuspendedHop, dates(best.standing.Since), best.TwinningLink)
		}
	}
	if m.tie != nil {
		sc.warnOfLink(m.tie, a)
	}
	sc.warnOfContacts(m, a)
	sc.warnOfRecalled(m, a)
	return a.cautions
}

// dates returns the dates that are known.
func dates(given ...graph.PartialDate) []graph.PartialDate {
	return slices.DeleteFunc(given, graph.PartialDate.IsZero)
}

// warnOfAdvice raises what campaigns and their documents say about these ties.
func (sc *scene) warnOfAdvice(m *matter, a *alarm) {
	one, two := country(m.speaker), m.target.Country
	relevant := func(c *graph.Campaign) bool { return sc.begun(c.Start) && sc.about(c, one, two) }
	for _, c := range sc.campaigns() {
		if !relevant(c.Campaign) || !m.goal.servedBy(c.Stance) && !m.goal.contradictedBy(c.Stance) {
			continue
		}
		for _, p := range c.practices {
			if p.Kind == graph.PracticeCaution {
				a.raise(CautionAdvice, nil, append([]graph.Record{p}, sc.contrary(p)...)...)
			}
		}
	}
	for _, c := range sc.campaigns() {
		if !relevant(c.Campaign) || !sc.running(c.Campaign) {
			continue
		}
		if m.goal.contradictedBy(c.Stance) {
			a.raise(CautionContrary, dates(c.Start), c.Campaign)
		}
		for _, id := range c.Opposes {
			rival, ok := sc.Record(graph.WordCampaign, id).(*graph.Campaign)
			if !ok || !relevant(rival) {
				continue
			}
			pair := []graph.Record{c.Campaign, rival}
			if rival.ID < c.ID {
				slices.Reverse(pair)
			}
			if m.goal.servedBy(c.Stance) || m.goal.servedBy(rival.Stance) {
				a.raise(CautionOpposed, nil, pair...)
			}
		}
	}
}

// contrary returns the practices that advise the contrary of one, from either side,
// in order of id.
func (sc *scene) contrary(p *graph.Practice) []graph.Record {
	var found []graph.Record
	for _, q := range sc.Practices {
		if slices.Contains(p.Opposes, q.ID) || slices.Contains(q.Opposes, p.ID) {
			found = append(found, q)
		}
	}
	return found
}

// warnOfTexts raises doubts about discriminating texts on either side.
func (sc *scene) warnOfTexts(m *matter, a *alarm) {
	if !m.goal.aboutTies() {
		return
	}
	for _, t := range sc.on(m.target).texts {
		switch {
		case t.inForce == graph.InForceUnknown:
			a.raise(CautionTextUncertain, dates(t.Adopted, t.InForceOn), t.Resolution)
		case t.inForce == graph.InForceTrue && t.amended:
			a.raise(CautionTextAmended, dates(t.Amended), t.Resolution)
		}
	}
	if m.goal != Repeal || m.speaker == nil {
		return
	}
	for _, t := range sc.on(m.speaker).texts {
		if t.inForce != graph.InForceFalse {
			a.raise(CautionOwnText, dates(t.Adopted), t.Resolution)
		}
	}
}

// warnOfLink raises doubts about the status of a link.
func (sc *scene) warnOfLink(l *graph.TwinningLink, a *alarm) {
	st := sc.standing(l)
	switch {
	case st.Status == graph.StatusUnknown:
		a.raise(CautionUnknown, nil, l)
	case st.Status == graph.StatusActive && st.Basis == graph.BasisListing:
		a.raise(CautionWeak, dates(st.LastConfirmed), l)
	}
	if st.Status.Known() && !sc.since(st.LastConfirmed, 24) {
		a.raise(CautionOldStatus, dates(st.LastConfirmed), l)
	}
	if st.Disputed || st.Status == graph.StatusContested {
		a.raise(CautionDisputed, nil, l)
	}
	if st.UnderReview {
		a.raise(CautionReview, nil, l)
	}
	if slices.Contains(l.Disputes, graph.DisputeEstablished) {
		a.raise(CautionRivalDates, nil, l)
	}
	if slices.Contains(l.Disputes, graph.DisputeParties) || slices.Contains(l.Disputes, graph.DisputeInitiator) {
		a.raise(CautionParties, nil, l)
	}
}

// warnOfContacts raises stale contact points and personal data.
func (sc *scene) warnOfContacts(m *matter, a *alarm) {
	for _, p := range sc.contacts(m) {
		if !sc.fresh(p.Contact) {
			a.raise(CautionStaleContact, dates(p.Verified), p.Contact)
		}
		if p.Personal {
			a.raise(CautionPersonal, nil, p.Contact)
		}
	}
}

// warnOfRecalled raises the records of the channel and of the target's texts that rest
// on general knowledge.
func (sc *scene) warnOfRecalled(m *matter, a *alarm) {
	var records []graph.Record
	for _, s := range m.way.stretches {
		records = append(records, s.ties[0].TwinningLink)
		records = append(records, asRecords(sc.governing(s.ties[0].standing))...)
	}
	if m.tie != nil {
		records = append(records, m.tie)
	}
	if m.goal.aboutTies() {
		for _, t := range sc.on(m.target).texts {
			if t.inForce != graph.InForceFalse {
				records = append(records, t.Resolution)
			}
		}
	}
	for _, r := range records {
		if r.Base().Confidence == graph.Recalled {
			a.raise(CautionRecalled, nil, r)
		}
	}
}
