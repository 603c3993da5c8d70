package graph

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of one record. They keep a mistake (a whole page pasted into a field)
// out, and every answer of a sane size.
const (
	maxText     = 10_000  // characters
	maxList     = 1_000   // values
	maxLongList = 100_000 // values of a list that is Long
)

// Problem is one reason why a record or a submission breaks a law.
type Problem struct {
	Word    Word // empty when it is about the submission
	ID      ID
	Field   string // empty when it is about the record as a whole
	Message string // a sentence that a person can act on

	// Missing is the record that Field refers to and that does not exist, zero
	// when that is not the problem.
	Missing Target

	Code ProblemCode // empty is INVALID, or MISSING where Missing is set
}

// ProblemCode says what kind of reason a Problem is.
type ProblemCode string

// The kinds of problem.
const (
	ProblemInvalid   ProblemCode = "INVALID"   // it breaks a law
	ProblemMissing   ProblemCode = "MISSING"   // what it refers to does not exist
	ProblemConflict  ProblemCode = "CONFLICT"  // what the store holds now excludes it
	ProblemForbidden ProblemCode = "FORBIDDEN" // whoever asks may not
)

// Kind returns the code of the problem, never empty.
func (p Problem) Kind() ProblemCode {
	switch {
	case p.Code != "":
		return p.Code
	case p.Missing != Target{}:
		return ProblemMissing
	}
	return ProblemInvalid
}

// Target names one record.
type Target struct {
	Word Word
	ID   ID
}

// String returns the target as messages write it: City "aachen-de".
func (t Target) String() string { return fmt.Sprintf("%s %q", t.Word, t.ID) }

// TargetOf returns the target that names a record.
func TargetOf(r Record) Target { return Target{r.Word(), r.Base().ID} }

// String returns the problem in one line.
func (p Problem) String() string {
	var about []string
	if p.Word != "" {
		about = append(about, Target{p.Word, p.ID}.String())
	}
	if p.Field != "" {
		about = append(about, p.Field)
	}
	return strings.Join(about, ", ") + ": " + p.Message
}

// Validate returns every reason why the record alone, in its canonical form (see
// Canonical), breaks a law; none for a sound one. Whether its references resolve
// is for the registry to see.
func Validate(r Record) []Problem {
	shape, base := ShapeOf(r.Word()), r.Base()
	var problems []Problem
	reject := func(field, format string, args ...any) {
		problems = append(problems, Problem{Word: shape.Word, ID: base.ID, Field: field, Message: fmt.Sprintf(format, args...)})
	}
	if !ValidID(base.ID) {
		reject("id", "%q is not an id: write 1 to 200 of a-z, 0-9, \"-\", \"_\" and \".\", beginning with a letter or digit", base.ID)
	}
	if len(base.Sources) == 0 && shape.Sourced {
		reject("sources", "a %s needs at least one source", shape.Word)
	}
	for _, p := range shape.Properties {
		value := p.Of(r)
		if value == nil {
			if p.missing != "" {
				reject(p.Name, "%s", p.missing)
			}
			continue
		}
		for _, check := range p.checks {
			if wrong := check(value); wrong != "" {
				reject(p.Name, "%s", wrong)
				break
			}
		}
		if p.To != "" {
			problems = append(problems, unfit(shape.Word, base.ID, p, value)...)
		}
	}
	shape.validate(r, reject)
	return problems
}

// unfit returns what is wrong with the ids that a reference holds.
func unfit(word Word, id ID, p Property, value any) []Problem {
	ids, many := value.([]string)
	if !many {
		ids = []string{value.(string)}
	}
	most := maxList
	if p.long {
		most = maxLongList
	}
	var problems []Problem
	if len(ids) > most {
		problems = append(problems, Problem{Word: word, ID: id, Field: p.Name, Message: fmt.Sprintf("%d ids are too many: at most %d", len(ids), most)})
	}
	for _, to := range ids {
		if !ValidID(ID(to)) {
			problems = append(problems, Problem{Word: word, ID: id, Field: p.Name, Message: fmt.Sprintf("%q is not an id", to), Missing: Target{p.To, ID(to)}})
		}
	}
	return problems
}

// Unsound says why a text cannot be stored, shown and exported: XML has no control
// characters. It is empty for a text that is sound.
func Unsound(s string) string {
	switch {
	case len(s) > maxText && utf8.RuneCountInString(s) > maxText:
		return fmt.Sprintf("is longer than %d characters", maxText)
	case !utf8.ValidString(s):
		return "is not valid UTF-8"
	case strings.ContainsFunc(s, unprintable):
		return "contains a control character"
	}
	return ""
}

// unsoundList says what is wrong with the first unsound text of a list.
func unsoundList(list []string) string {
	if len(list) > maxList {
		return fmt.Sprintf("%d values are too many: at most %d", len(list), maxList)
	}
	for _, s := range list {
		if wrong := Unsound(s); wrong != "" {
			return wrong
		}
	}
	return ""
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF'
}

// notOf says that a value is not one of a closed list.
func notOf[T ~string](value string, allowed []T) string {
	if slices.Contains(allowed, T(value)) {
		return ""
	}
	return fmt.Sprintf("%q is not one of %s", value, listOf(allowed))
}

// listOf writes a closed list.
func listOf[T ~string](allowed []T) string {
	return strings.Join(textsOf(allowed), ", ")
}

// notWeb says that a text is no web address.
func notWeb(value string) string {
	if isWeb(value) {
		return ""
	}
	return fmt.Sprintf("%q is not a web address: it begins with https:// or http://", value)
}

// notADate says that a date does not exist in the calendar.
func notADate(value any) string {
	d := value.(PartialDate)
	if _, err := ParsePartialDate(d.String()); err != nil {
		return fmt.Sprintf("%q is not a date", d)
	}
	return ""
}

// notBefore rejects a date that is certain to be before an earlier one.
func notBefore(reject Reject, field string, later PartialDate, than string, earlier PartialDate) {
	if !later.IsZero() && !earlier.IsZero() && later.Last() < earlier.First() {
		reject(field, "%s is before %s %s", later, than, earlier)
	}
}

// notItself rejects a record that refers to itself.
func notItself(reject Reject, field string, r Record, ids []ID) {
	if slices.Contains(ids, r.Base().ID) {
		reject(field, "a %s cannot refer to itself here", r.Word())
	}
}

// isNumber reports whether s is a positive whole number of at most 18 digits.
func isNumber(s string) bool {
	if s == "" || len(s) > 18 || s[0] == '0' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsFunc(s, unicode.IsSpace)
}
