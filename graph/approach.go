package graph

// Approach is one recorded attempt at dialogue.
type Approach struct {
	Statement
	From    ID // the city that approached
	To      ID // the city approached
	Date    PartialDate
	Channel string
	Outcome string
}

// Word returns WordApproach.
func (*Approach) Word() Word { return WordApproach }
