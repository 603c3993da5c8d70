package graph

// Source is where a statement can be read.
type Source struct {
	Statement
	Title        string
	Publisher    string
	URL          string
	Date         PartialDate // of publication; zero when not known
	ArchivedHash string      // of an archived copy; empty when there is none
}

// Word returns WordSource.
func (*Source) Word() Word { return WordSource }
