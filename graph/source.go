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

// WordSource is the word of *Source.
const WordSource Word = "Source"

var _ = Declare(Declaration[*Source]{
	Word: WordSource, File: "sources.csv", Slug: "{publisher}-{title}", Blank: func() *Source { return new(Source) }, CitedBy: true,
	Properties: []Property{
		TextProperty("title", func(s *Source) *string { return &s.Title }).Filtered().Required(),
		TextProperty("publisher", func(s *Source) *string { return &s.Publisher }).Filtered(),
		CodeProperty("url", func(s *Source) *string { return &s.URL }).Checked(notWeb).Checked(Unsound),
		DateProperty("date", func(s *Source) *PartialDate { return &s.Date }).Filtered(),
		TextProperty("archivedHash", func(s *Source) *string { return &s.ArchivedHash }),
	},
	Names: []string{"title"}, Texts: []string{"publisher", "notes"},
	Validate: func(s *Source, reject Reject) { notItself(reject, "sources", s, s.Sources) },
})
