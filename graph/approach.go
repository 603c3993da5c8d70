package graph

// Approach is one recorded attempt at dialogue.
type Approach struct {
	Statement
	From         ID // the city that approached
	To           ID // the city approached
	Organisation ID // who approached in the name of From or together with it; zero for nobody else
	Date         PartialDate
	Channel      string
	Outcome      string
}

// Word returns WordApproach.
func (*Approach) Word() Word { return WordApproach }

// WordApproach is the word of *Approach.
const WordApproach Word = "Approach"

var _ = Declare(Declaration[*Approach]{
	Word: WordApproach, File: "approaches.csv", Blank: func() *Approach { return new(Approach) }, Sourced: true,
	Tier:     func(*Approach) Tier { return TierPartner },
	Personal: true,
	Properties: []Property{
		RefProperty("from", func(a *Approach) *ID { return &a.From }, WordCity, "MADE_BY").Filtered().Required(),
		RefProperty("to", func(a *Approach) *ID { return &a.To }, WordCity, "MADE_TO").Filtered().Required(),
		RefProperty("organisation", func(a *Approach) *ID { return &a.Organisation }, WordOrganisation, "MADE_THROUGH").Filtered(),
		DateProperty("date", func(a *Approach) *PartialDate { return &a.Date }).Filtered(),
		TextProperty("channel", func(a *Approach) *string { return &a.Channel }),
		TextProperty("outcome", func(a *Approach) *string { return &a.Outcome }),
	},
	Names: []string{},
	Validate: func(a *Approach, reject Reject) {
		if a.From == a.To && a.From != "" {
			reject("to", "a city cannot approach itself")
		}
	},
})
