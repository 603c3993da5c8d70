package graph

// PracticeKind says what a practice offers.
type PracticeKind string

// The kinds of practice.
const (
	PracticeBest           PracticeKind = "BEST_PRACTICE"
	PracticeOpportunity    PracticeKind = "OPPORTUNITY"
	PracticeAction         PracticeKind = "ACTION"
	PracticeCaution        PracticeKind = "CAUTION"
	PracticeRecommendation PracticeKind = "RECOMMENDATION"
	PracticeSupportMeasure PracticeKind = "SUPPORT_MEASURE"
	PracticeNextStep       PracticeKind = "NEXT_STEP"
)

// Practice is a documented opportunity, activity, caution or best practice of
// dialogue.
type Practice struct {
	Statement
	Kind    PracticeKind
	Title   string
	Summary string
	Cities  []ID     // where it was seen
	About   []string // countries that it is about; empty when it is about none in particular
	Opposes []ID     // practices that advise the contrary
}

// Word returns WordPractice.
func (*Practice) Word() Word { return WordPractice }

// PracticeKinds lists the kinds of practice.
func PracticeKinds() []PracticeKind {
	return []PracticeKind{
		PracticeBest, PracticeOpportunity, PracticeAction, PracticeCaution, PracticeRecommendation,
		PracticeSupportMeasure, PracticeNextStep,
	}
}

// WordPractice is the word of *Practice.
const WordPractice Word = "Practice"

var _ = Declare(Declaration[*Practice]{
	Word: WordPractice, File: "practices.csv", Slug: "{title}", Blank: func() *Practice { return new(Practice) }, Sourced: true, Open: true,
	Properties: []Property{
		EnumProperty("kind", func(p *Practice) *PracticeKind { return &p.Kind }, PracticeKinds()).Filtered(),
		TextProperty("title", func(p *Practice) *string { return &p.Title }).Filtered().Required(),
		TextProperty("summary", func(p *Practice) *string { return &p.Summary }),
		RefsProperty("cities", func(p *Practice) *[]ID { return &p.Cities }, WordCity, "SEEN_IN").Filtered().WithBack("practices"),
		CodesProperty("about", func(p *Practice) *[]string { return &p.About }).Filtered().Checked(notACountry).SpareColumn("about"),
		RefsProperty("opposes", func(p *Practice) *[]ID { return &p.Opposes }, WordPractice, "OPPOSES").Filtered(),
	},
	Names: []string{"title"}, Texts: []string{"summary", "notes"},
	Validate: func(p *Practice, reject Reject) { notItself(reject, "opposes", p, p.Opposes) },
})
