package graph

// Partnership is a funded project between cities, or the interest of one city in
// such a project while its partner is not known.
type Partnership struct {
	Statement
	Cities        []ID
	Organisations []ID
	Programme     string
	Themes        []string
	Start, End    PartialDate
	Funder        ID // an organisation; empty when not known
}

// Word returns WordPartnership.
func (*Partnership) Word() Word { return WordPartnership }
