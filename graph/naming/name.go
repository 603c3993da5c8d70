package naming

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// Name is a name, or a text about something, ready to be compared.
type Name struct {
	Written string
	Kind    graph.NameKind
	Forms   []string // none without a letter or digit
}

// NewName makes a name ready.
func NewName(written string, kind graph.NameKind) Name {
	n := Name{Written: written, Kind: kind}
	if forms := Forms(written); forms[0] != "" {
		n.Forms = forms
	}
	return n
}

// NamesOf returns the names of a record and the texts about it, the best first.
func NamesOf(r graph.Record) []Name {
	texts := graph.SearchTextsOf(r)
	names := make([]Name, len(texts))
	for i, text := range texts {
		names[i] = NewName(text.Written, text.Kind)
	}
	return names
}

// form is one form of a text that a person typed.
type form struct {
	text  string
	words []string
}

func newForms(text string) []form {
	var forms []form
	for _, f := range Forms(text) {
		if f != "" {
			forms = append(forms, form{f, strings.Fields(f)})
		}
	}
	return forms
}

// The ways in which a name matches, as places in graph.Matches.
const (
	byCode = iota
	byExact
	byPrefix
	byWords
	byFuzzy
	notAtAll
)

// match says how well a name matches any of the forms without a typing error.
func (n *Name) match(forms []form) int {
	best := notAtAll
	for i := range forms {
		f := &forms[i]
		for _, name := range n.Forms {
			if n.Kind == graph.NameText || !strings.HasPrefix(name, f.text) {
				continue
			}
			if len(name) == len(f.text) {
				return byExact
			}
			best = byPrefix
		}
	}
	if best == notAtAll && n.beginsWith(forms) {
		best = byWords
	}
	return best
}

// beginsWith reports whether every word of one of the forms begins some word of the name.
func (n *Name) beginsWith(forms []form) bool {
	return slices.ContainsFunc(forms, func(f form) bool {
		for _, word := range f.words {
			if !n.beginsWord(word) {
				return false
			}
		}
		return true
	})
}

// beginsWord reports whether a word begins some word of the name.
func (n *Name) beginsWord(word string) bool {
	for _, name := range n.Forms {
		if strings.HasPrefix(name, word) {
			return true
		}
		for rest := name; ; {
			i := strings.Index(rest, word)
			if i < 0 {
				break
			}
			if i > 0 && rest[i-1] == ' ' {
				return true
			}
			rest = rest[i+1:]
		}
	}
	return false
}

// errors returns the fewest typing errors with which a name matches one of the forms, and
// whether it does.
func (n *Name) errors(forms []form) (int, bool) {
	fewest, found := 0, false
	for i := range forms {
		if sum, ok := n.errorsOf(forms[i].words); ok && (!found || sum < fewest) {
			fewest, found = sum, true
		}
	}
	return fewest, found
}

// errorsOf returns the typing errors in the words of a form.
func (n *Name) errorsOf(words []string) (int, bool) {
	sum := 0
	for _, word := range words {
		if n.beginsWord(word) {
			continue
		}
		allowed := Allowance(word)
		if allowed == 0 {
			return 0, false
		}
		fewest := allowed + 1
		for _, name := range n.Forms {
			for other := range strings.FieldsSeq(name) {
				if errors, ok := Errors(word, other, min(allowed, fewest-1)); ok {
					fewest = min(fewest, errors)
				}
			}
		}
		if fewest > allowed {
			return 0, false
		}
		sum += fewest
	}
	return sum, true
}
