package graph

// ResolutionKind says what a resolution is about.
type ResolutionKind string

// The kinds of resolution.
const (
	AntiLGBTDeclaration   ResolutionKind = "ANTI_LGBT_DECLARATION"
	FamilyCharter         ResolutionKind = "FAMILY_CHARTER"
	SuspensionDecision    ResolutionKind = "SUSPENSION_DECISION"
	HumanRightsCommitment ResolutionKind = "HUMAN_RIGHTS_COMMITMENT"
	Solidarity            ResolutionKind = "SOLIDARITY"
	OtherResolution       ResolutionKind = "OTHER"
)

// Outcome is the last thing known to have become of a resolution.
type Outcome string

// The outcomes.
const (
	OutcomeInForce  Outcome = "IN_FORCE"
	OutcomeAmended  Outcome = "AMENDED" // in force as amended, unless NotInForceBy says otherwise; of a SUSPENSION_DECISION: replaced by another decision
	OutcomeRepealed Outcome = "REPEALED"
	OutcomeAnnulled Outcome = "ANNULLED" // by a court
	OutcomeLapsed   Outcome = "LAPSED"   // ended; how or when may be unknown
	OutcomeRejected Outcome = "REJECTED" // never adopted
)

// Resolution is an act of a city, with its own dated life. Dates that are not
// known are zero.
type Resolution struct {
	Statement
	City         ID
	Title        string
	Kind         ResolutionKind
	Adopted      PartialDate
	AdoptedBy    PartialDate // the latest date by which it was adopted, where Adopted is not known
	InForceOn    PartialDate // the latest date on which a source shows it in force
	Amended      PartialDate
	Repealed     PartialDate
	Annulled     PartialDate // by a court, at first instance where NotInForceBy is later
	Lapsed       PartialDate
	Rejected     PartialDate
	NotInForceBy PartialDate // the latest date by which it no longer applied
	Outcome      Outcome
	Links        []ID // links it decides about
}

// Word returns WordResolution.
func (*Resolution) Word() Word { return WordResolution }

// InForce is the answer to "was it in force on that day": three-valued, because
// what is not known is not false.
type InForce string

// The answers.
const (
	InForceTrue    InForce = "TRUE"
	InForceFalse   InForce = "FALSE"
	InForceUnknown InForce = "UNKNOWN"
)

// Life is the whole life of a resolution reduced to four days:
//
//	day < NotBefore            FALSE
//	From <= day < Until        TRUE
//	Gone <= day                FALSE
//	any other day              UNKNOWN
//
// NotBefore <= From <= Until <= Gone.
type Life struct {
	NotBefore, From, Until, Gone Day
	uncertain                    []PartialDate // dates inside whose intervals the answer is inexact
}

// Life derives the life of the resolution. The date of an event takes effect on
// its first day, an end not before the text was adopted or last seen in force. A
// bound ("adopted by", "not in force by") holds from its last day: only then is it
// certain. A text annulled at first instance is UNKNOWN until the judgment is
// final (NotInForceBy): until then the body could and did still apply it. A text
// whose end is not dated is UNKNOWN from the day after the last day on which it was adopted,
// amended or seen in force, up to NotInForceBy. A suspension decision that was amended was
// replaced, such as by the end of the link: it ends with that.
func (r *Resolution) Life() Life {
	if r.Outcome == OutcomeRejected || !r.Rejected.IsZero() {
		return Life{NotBefore: MaxDay, From: MaxDay, Until: MaxDay, Gone: MaxDay}
	}
	l := Life{NotBefore: MinDay, From: MaxDay, Until: MaxDay, Gone: MaxDay}
	if !r.Adopted.IsZero() {
		l.NotBefore, l.From = r.Adopted.First(), r.Adopted.First()
		l.uncertain = append(l.uncertain, r.Adopted)
	} else {
		if !r.AdoptedBy.IsZero() {
			l.From = r.AdoptedBy.Last()
		}
		if !r.InForceOn.IsZero() {
			l.From = min(l.From, r.InForceOn.First())
		}
	}
	end, doubt := r.ends()
	if !r.NotInForceBy.IsZero() {
		l.Gone = max(r.NotInForceBy.Last(), l.NotBefore)
	}
	if !end.IsZero() {
		l.Until, l.Gone = r.takesEffect(end), min(l.Gone, r.takesEffect(end))
		l.uncertain = append(l.uncertain, end)
	}
	if !doubt.IsZero() && doubt.Compare(end) < 0 {
		l.Until = r.takesEffect(doubt)
		l.uncertain = append(l.uncertain, doubt)
	}
	if end.IsZero() && doubt.IsZero() && r.hasEnded() {
		l.Until = l.From
		if l.From != MaxDay {
			l.Until++ // it was in force on the day it was adopted or seen
		}
		for _, d := range []PartialDate{r.InForceOn, r.stillAmended()} {
			if !d.IsZero() {
				l.Until = max(l.Until, d.First()+1)
			}
		}
	}
	for _, d := range []PartialDate{r.InForceOn, r.stillAmended()} {
		if !d.IsZero() && d.First() < l.Gone {
			l.uncertain = append(l.uncertain, d)
		}
	}
	l.Gone = max(l.Gone, l.NotBefore) // whatever ended before it was adopted was never in force
	l.Until = min(max(l.Until, l.NotBefore), l.Gone)
	l.From = min(l.From, l.Until)
	return l
}

// replaced reports whether another decision took the place of a suspension decision.
func (r *Resolution) replaced() bool {
	return r.Kind == SuspensionDecision && r.Outcome == OutcomeAmended
}

// stillAmended returns the date on which the text was amended and stayed in force.
func (r *Resolution) stillAmended() PartialDate {
	if r.replaced() {
		return PartialDate{}
	}
	return r.Amended
}

// ends returns the earliest date that certainly ended the text, and the date from
// which its end was only possible: an annulment that became final later. Zero when there is
// none.
func (r *Resolution) ends() (end, doubt PartialDate) {
	dated := []PartialDate{r.Repealed, r.Lapsed}
	if r.replaced() {
		dated = append(dated, r.Amended)
	}
	for _, d := range dated {
		if !d.IsZero() && d.Compare(end) < 0 {
			end = d
		}
	}
	switch {
	case !r.Annulled.IsZero() && r.NotInForceBy.IsZero():
		if r.Annulled.Compare(end) < 0 {
			end = r.Annulled
		}
	case !r.Annulled.IsZero():
		doubt = r.Annulled
	}
	return end, doubt
}

// takesEffect returns the first day of an end, or the day after the text was
// adopted, amended or seen in force where that lies in the end's interval.
func (r *Resolution) takesEffect(end PartialDate) Day {
	day := end.First()
	for _, d := range []PartialDate{r.Adopted, r.InForceOn, r.stillAmended()} {
		if !d.IsZero() && d.First() >= day && d.First() < end.Last() {
			day = d.First() + 1
		}
	}
	return day
}

// hasEnded reports whether the text is known to have gone, dated or not.
func (r *Resolution) hasEnded() bool {
	switch r.Outcome {
	case OutcomeRepealed, OutcomeAnnulled, OutcomeLapsed:
		return true
	}
	return !r.NotInForceBy.IsZero() || r.replaced()
}

// At answers whether the resolution was in force on day, and whether that answer
// is exact: it is not when day lies inside the interval of a partial date of its
// life, past the first day.
func (l Life) At(day Day) (InForce, bool) {
	if day < l.NotBefore {
		return InForceFalse, true
	}
	exact := true
	for _, d := range l.uncertain {
		if d.First() < day && day <= d.Last() {
			exact = false
		}
	}
	switch {
	case day >= l.Gone:
		return InForceFalse, exact
	case l.From <= day && day < l.Until:
		return InForceTrue, exact
	}
	return InForceUnknown, exact
}

// ResolutionKinds lists the kinds of resolution.
func ResolutionKinds() []ResolutionKind {
	return []ResolutionKind{
		AntiLGBTDeclaration, FamilyCharter, SuspensionDecision, HumanRightsCommitment, Solidarity, OtherResolution,
	}
}

// Outcomes lists the outcomes of a resolution.
func Outcomes() []Outcome {
	return []Outcome{OutcomeInForce, OutcomeAmended, OutcomeRepealed, OutcomeAnnulled, OutcomeLapsed, OutcomeRejected}
}

// InForces lists the answers to "was it in force".
func InForces() []InForce { return []InForce{InForceTrue, InForceFalse, InForceUnknown} }

// WordResolution is the word of *Resolution.
const WordResolution Word = "Resolution"

var _ = Declare(Declaration[*Resolution]{
	Word: WordResolution, File: "resolutions.csv", Slug: "{city}--{kind}--{adopted}", Blank: func() *Resolution { return new(Resolution) }, Sourced: true, Open: true,
	Properties: []Property{
		RefProperty("city", func(r *Resolution) *ID { return &r.City }, WordCity, "ADOPTED_BY").Filtered().Required().WithBack("resolutions"),
		TextProperty("title", func(r *Resolution) *string { return &r.Title }).Filtered().Required(),
		EnumProperty("kind", func(r *Resolution) *ResolutionKind { return &r.Kind }, ResolutionKinds()).Filtered(),
		DateProperty("adopted", func(r *Resolution) *PartialDate { return &r.Adopted }).Filtered(),
		DateProperty("adoptedBy", func(r *Resolution) *PartialDate { return &r.AdoptedBy }),
		DateProperty("inForceOn", func(r *Resolution) *PartialDate { return &r.InForceOn }),
		DateProperty("amended", func(r *Resolution) *PartialDate { return &r.Amended }).Filtered(),
		DateProperty("repealed", func(r *Resolution) *PartialDate { return &r.Repealed }).Filtered(),
		DateProperty("annulled", func(r *Resolution) *PartialDate { return &r.Annulled }).Filtered(),
		DateProperty("lapsed", func(r *Resolution) *PartialDate { return &r.Lapsed }).Filtered(),
		DateProperty("rejected", func(r *Resolution) *PartialDate { return &r.Rejected }),
		EnumProperty("outcome", func(r *Resolution) *Outcome { return &r.Outcome }, Outcomes()).Filtered(),
		DateProperty("notInForceBy", func(r *Resolution) *PartialDate { return &r.NotInForceBy }),
		RefsProperty("links", func(r *Resolution) *[]ID { return &r.Links }, WordTwinningLink, "DECIDES_ON").Filtered().WithBack("resolutions"),
	},
	Fields: []Field{{Name: "inForce", Type: Enum, At: true}},
	Names:  []string{"title"}, Texts: []string{"notes"}, Back: "resolutions",
	Validate: func(r *Resolution, reject Reject) {
		r.inOrder(reject)
		r.fits(reject)
	},
})

// inOrder rejects dates that cannot be those of one life. Partial dates conflict only
// where no days of theirs are in order.
func (r *Resolution) inOrder(reject Reject) {
	for _, d := range []struct {
		field string
		date  PartialDate
	}{
		{"adoptedBy", r.AdoptedBy}, {"inForceOn", r.InForceOn}, {"amended", r.Amended}, {"repealed", r.Repealed},
		{"annulled", r.Annulled}, {"lapsed", r.Lapsed}, {"notInForceBy", r.NotInForceBy},
	} {
		notBefore(reject, d.field, d.date, "adopted", r.Adopted)
	}
	notBefore(reject, "notInForceBy", r.NotInForceBy, "inForceOn", r.InForceOn)
}

// fits rejects an outcome that is not the last thing known, or that a date contradicts.
func (r *Resolution) fits(reject Reject) {
	if r.Outcome != OutcomeRejected && !r.Rejected.IsZero() {
		reject("outcome", "%s, but it was rejected on %s", r.Outcome, r.Rejected)
	}
	if r.Outcome == OutcomeRejected && !r.Adopted.IsZero() {
		reject("adopted", "a resolution that was rejected was never adopted")
	}
	ended := !r.Repealed.IsZero() || !r.Annulled.IsZero() || !r.Lapsed.IsZero()
	if ended && (r.Outcome == OutcomeInForce || r.Outcome == OutcomeAmended) {
		reject("outcome", "%s, but a date says that it was repealed, annulled or lapsed", r.Outcome)
	}
	if r.Outcome == OutcomeInForce && !r.NotInForceBy.IsZero() {
		reject("notInForceBy", "a resolution that is IN_FORCE has no date by which it no longer applied")
	}
}
