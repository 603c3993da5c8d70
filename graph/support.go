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
