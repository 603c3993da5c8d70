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
