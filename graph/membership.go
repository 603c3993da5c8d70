package graph

// Membership is a city in an organisation: a network of shelter cities, a charter, an
// association of towns. It is no twinning link: the members of an organisation have agreed
// with it and not each with every other.
type Membership struct {
	Statement
	City         ID
	Organisation ID
	Start, End   PartialDate // zero when not known
}

// Period returns the first and the last day on which the membership counts, given the
// sources that it cites: by law 2 from the first day of its start, and where that is not
// known from that of the latest date among its sources, failing that from the day on which
// it was recorded; until the day before the first of its end. One that ended before it is
// known to have begun counts on the day before its end alone. False when there is no such
// day.
func (m *Membership) Period(sources []*Source) (first, last Day, ok bool) {
	first, last = m.begins(sources), MaxDay
	if !m.End.IsZero() {
		last = m.End.First() - 1
		if m.Start.IsZero() {
			first = min(first, last)
		}
	}
	return first, last, first <= last
}

func (m *Membership) begins(sources []*Source) Day {
	if !m.Start.IsZero() {
		return m.Start.First()
	}
	latest := MinDay
	for _, s := range sources {
		if !s.Date.IsZero() {
			latest = max(latest, s.Date.First())
		}
	}
	if latest == MinDay {
		return DayOf(m.RecordedAt)
	}
	return latest
}

// Word returns WordMembership.
func (*Membership) Word() Word { return WordMembership }

// WordMembership is the word of *Membership.
const WordMembership Word = "Membership"

var _ = Declare(Declaration[*Membership]{
	Word: WordMembership, File: "memberships.csv", Slug: "{organisation}--{city}", Blank: func() *Membership { return new(Membership) }, Sourced: true, Open: true,
	Properties: []Property{
		RefProperty("city", func(m *Membership) *ID { return &m.City }, WordCity, "MEMBER").Filtered().Required().WithBack("memberships"),
		RefProperty("organisation", func(m *Membership) *ID { return &m.Organisation }, WordOrganisation, "MEMBER_OF").Filtered().Required().WithBack("memberships"),
		DateProperty("start", func(m *Membership) *PartialDate { return &m.Start }).Filtered(),
		DateProperty("end", func(m *Membership) *PartialDate { return &m.End }).Filtered(),
	},
	Names: []string{},
	Validate: func(m *Membership, reject Reject) {
		notBefore(reject, "end", m.End, "start", m.Start)
	},
})
