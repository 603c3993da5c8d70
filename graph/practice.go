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
	Cities  []ID
	Opposes []ID // practices that advise the contrary
}

// Word returns WordPractice.
func (*Practice) Word() Word { return WordPractice }
