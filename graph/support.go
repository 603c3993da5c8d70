package graph

// SupportTwinning is a mandate holder (member of a parliament or council) twinned
// with a human rights defender at risk. It is the most sensitive record of all:
// it is RESTRICTED, and names no person and no place below the country.
type SupportTwinning struct {
	Statement
	Programme       string
	MandateCountry  string // ISO 3166-1 alpha-2
	DefenderCountry string // ISO 3166-1 alpha-2
	Theme           string
}

// Word returns WordSupportTwinning.
func (*SupportTwinning) Word() Word { return WordSupportTwinning }

// WordSupportTwinning is the word of *SupportTwinning.
const WordSupportTwinning Word = "SupportTwinning"

var _ = Declare(Declaration[*SupportTwinning]{
	Word: WordSupportTwinning, File: "support_twinnings.csv", Blank: func() *SupportTwinning { return new(SupportTwinning) }, Sourced: true,
	Tier:     func(*SupportTwinning) Tier { return TierRestricted },
	Personal: true,
	Properties: []Property{
		TextProperty("programme", func(s *SupportTwinning) *string { return &s.Programme }).Filtered(),
		CodeProperty("mandateCountry", func(s *SupportTwinning) *string { return &s.MandateCountry }).Filtered().Required().Checked(notACountry),
		CodeProperty("defenderCountry", func(s *SupportTwinning) *string { return &s.DefenderCountry }).Filtered().Required().Checked(notACountry),
		TextProperty("theme", func(s *SupportTwinning) *string { return &s.Theme }),
	},
	Names: []string{}, Validate: NoFurtherRule[*SupportTwinning],
})
