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

// PublishedBy reports whether the source is known to have been published by the end of a day: by
// the last day of its date, or by the day on which it was recorded.
func (s *Source) PublishedBy(day Day) bool {
	return !s.Date.IsZero() && s.Date.Last() <= day || !s.RecordedAt.IsZero() && DayOf(s.RecordedAt) <= day
}

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
