package graph

import (
	"reflect"
	"slices"
	"strings"
)

// Canonical returns a copy of the record in the one form in which it is compared
// and stored. It shares nothing with r.
//   - Texts carry no blanks at their ends.
//   - Lists carry no blanks and no repeats, and are nil when empty. Lists of ids
//     and of enum values are sorted unless their order says something; lists of texts
//     keep their order.
//   - RecordedAt is zero.
//   - What the word's Declaration adds is done: a contact that names a person is
//     personal, for example.
func Canonical(r Record) Record {
	shape := ShapeOf(r.Word())
	c := shape.Blank()
	for _, p := range shape.Properties {
		if p.clone != nil {
			p.clone(r, c)
			continue
		}
		value := p.Of(r)
		switch v := value.(type) {
		case nil:
			continue
		case string:
			value = strings.TrimSpace(v)
		case []string:
			value = p.tidy(v)
		}
		if err := p.Set(c, value); err != nil {
			panic(err) // it was read from a record
		}
	}
	shape.tidy(c)
	return c
}

// tidy returns the canonical form of a list, in place.
func (p Property) tidy(list []string) []string {
	kept := list[:0]
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" && (p.sorted || !slices.Contains(kept, s)) {
			kept = append(kept, s)
		}
	}
	if p.sorted { // which some ten thousand can be
		slices.Sort(kept)
		kept = slices.Compact(kept)
	}
	return kept
}

// Same reports whether two canonical records say the same.
func Same(a, b Record) bool { return reflect.DeepEqual(a, b) }
