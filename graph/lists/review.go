package lists

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"twingraph/graph"
)

// Decision is what a person decided about a question; empty while nobody did.
type Decision string

// The decisions.
const (
	Same      Decision = "same"      // the name means the target; two cities that look alike are one
	Different Decision = "different" // two cities that look alike are two; a group is no association
	New       Decision = "new"       // the name means a place that is neither known nor in the gazetteer
	Merge     Decision = "merge"     // the name is another spelling of the target, a name of the list; a group is the association that the target names
	Skip      Decision = "skip"      // the rows are left out
)

// Kind says what a question is about.
type Kind string

// The kinds of question.
const (
	WhichPlace   Kind = "PLACE"       // which place a name means
	WhichCountry Kind = "COUNTRY"     // which country a name means; the target is a code
	AreAlike     Kind = "ALIKE"       // whether two cities are one; the target is the other
	IsAssociated Kind = "ASSOCIATION" // whether a group in which everybody has everybody is an association
)

// Question is one line of a review file: what is in doubt and, where somebody decided, the
// decision.
type Question struct {
	Decision Decision
	// Target is what the decision is about: geonames:2950159, city:berlin-de, the code of a
	// country, a name of the list, or an organisation as id and name ("douzelage Douzelage").
	Target  string
	Kind    Kind
	Name    string // as the list writes it
	Region  string
	Country string // a code where there is one
	// Partner narrows a decision to the rows in which this name stands on the other side;
	// empty for all rows.
	Partner    string
	Links      int // rows that wait for the decision
	Why        string
	Candidates string
}

// subject is what makes two questions one.
type subject struct {
	kind                           Kind
	name, region, country, partner string
}

func (q Question) subject() subject { return subject{q.Kind, q.Name, q.Region, q.Country, q.Partner} }

var reviewColumns = strings.Split("decision,target,kind,name,region,country,partner,links,why,candidates", ",")

// ReadReview reads a review file. Errors have code BadUserInput and name the line.
func ReadReview(name string, content []byte) ([]Question, error) {
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF"))))
	rows, err := table.ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], reviewColumns) {
		return nil, graph.Errorf(graph.BadUserInput, "%s is not a review file: its columns are %s", name, strings.Join(reviewColumns, ",")).Because(err)
	}
	var questions []Question
	for i, row := range rows[1:] {
		links, _ := strconv.Atoi(row[7])
		q := Question{Decision(strings.TrimSpace(row[0])), strings.TrimSpace(row[1]), Kind(row[2]), row[3], row[4], row[5], row[6], links, row[8], row[9]}
		if wrong := q.wrong(); wrong != "" {
			return nil, graph.Errorf(graph.BadUserInput, "%s:%d: %s", name, i+2, wrong)
		}
		questions = append(questions, q)
	}
	return questions, nil
}

// allowed are the decisions that each kind of question takes.
var allowed = map[Kind][]Decision{
	WhichPlace: {Same, New, Merge, Skip}, WhichCountry: {Same, Skip}, AreAlike: {Same, Different}, IsAssociated: {Merge, Different},
}

// wrong says what is wrong with a line.
func (q Question) wrong() string {
	decisions, known := allowed[q.Kind]
	switch {
	case !known:
		return fmt.Sprintf("%q is not a kind of question: PLACE, COUNTRY, ALIKE, ASSOCIATION", q.Kind)
	case q.Decision != "" && !slices.Contains(decisions, q.Decision):
		return fmt.Sprintf("%q is not a decision about a question of kind %s: %s", q.Decision, q.Kind, strings.Join(words(decisions), ", "))
	case q.Target == "" && (q.Decision == Same || q.Decision == Merge) && q.Kind != AreAlike:
		return fmt.Sprintf("%q needs a target", q.Decision)
	}
	return ""
}

func words(decisions []Decision) []string {
	all := make([]string, len(decisions))
	for i, d := range decisions {
		all[i] = string(d)
	}
	return all
}

// WriteReview writes a review file: the lines that wait for a decision first, and of these
// the ones on which most links depend first.
func WriteReview(to io.Writer, questions []Question) error {
	sorted := slices.Clone(questions)
	slices.SortFunc(sorted, func(a, b Question) int {
		return cmp.Or(decided(a)-decided(b), cmp.Compare(b.Links, a.Links),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Partner, b.Partner))
	})
	table := csv.NewWriter(to)
	_ = table.Write(reviewColumns)
	for _, q := range sorted {
		_ = table.Write([]string{string(q.Decision), q.Target, string(q.Kind), q.Name, q.Region, q.Country, q.Partner, strconv.Itoa(q.Links), q.Why, q.Candidates})
	}
	table.Flush()
	return table.Error()
}

func decided(q Question) int {
	if q.Decision == "" {
		return 0
	}
	return 1
}
