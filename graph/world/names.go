package world

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// names is the index of all names of the rows of a sheet by the words in them.
type names struct {
	all    []name
	tokens []token // in order of text
}

// name is one name of a row. Those of a row are neighbours, in order.
type name struct {
	row     int32
	place   int // among the names of the row
	folded  string
	written string
	size    int64 // see graph.SizeOf
}

// token is one word of a name.
type token struct {
	text string
	name int32
}

// nameIndex returns the index of the names of the rows.
func (s *sheet) nameIndex() *names {
	s.namesOnce.Do(func() {
		s.names = &names{}
		for row, r := range s.rows {
			for place, written := range graph.NamesOf(r) {
				s.names.add(name{row: int32(row), place: place, folded: graph.Fold(written), written: written, size: graph.SizeOf(r)})
			}
		}
		slices.SortFunc(s.names.tokens, func(a, b token) int { return strings.Compare(a.text, b.text) })
	})
	return s.names
}

func (ns *names) add(n name) {
	for text := range strings.FieldsSeq(n.folded) {
		ns.tokens = append(ns.tokens, token{text, int32(len(ns.all))})
	}
	ns.all = append(ns.all, n)
}

// beginning returns the tokens that begin with a text.
func (ns *names) beginning(text string) []token {
	from, _ := slices.BinarySearchFunc(ns.tokens, text, func(t token, text string) int { return strings.Compare(t.text, text) })
	n, _ := slices.BinarySearchFunc(ns.tokens[from:], text, func(t token, text string) int {
		if strings.HasPrefix(t.text, text) {
			return -1
		}
		return 1
	})
	return ns.tokens[from : from+n]
}

// match says how well a folded name matches a folded text of those words: 0 for
// EXACT, 1 for PREFIX, 2 for WORDS, 3 for not at all.
func match(folded, text string, words []string) int {
	if strings.HasPrefix(folded, text) {
		if len(folded) == len(text) {
			return 0
		}
		return 1
	}
	for _, word := range words {
		if !beginsWord(folded, word) {
			return 3
		}
	}
	return 2
}

// beginsWord reports whether some word of a folded name begins with a text.
func beginsWord(folded, text string) bool {
	if strings.HasPrefix(folded, text) {
		return true
	}
	for rest := folded; ; {
		i := strings.Index(rest, text)
		if i < 0 {
			return false
		}
		if i > 0 && rest[i-1] == ' ' {
			return true
		}
		rest = rest[i+1:]
	}
}
