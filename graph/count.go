package graph

import (
	"cmp"
	"slices"
	"strings"
)

// Grouping says what records are counted by: a field of theirs, or one of the records
// across an edge. Shape.Groupings lists those that follow from the shape of a word.
//
// A record counts once in each group that one of its values belongs to; where a value is
// not known, it counts in the group of what is not known. Across an edge each record
// that the viewer may see has its values, or none that is known; where nothing is across,
// nothing is known. Groupings across one edge look at one record across at a time: links
// by country and region count in the country and region of each city, not in the country
// of one with the region of the other.
type Grouping struct {
	Name  string // unique in its shape
	Edge  string // empty for a field of the record itself
	Field string
	Part  DatePart // of a Date, and only of one
}

// DatePart says how much of a date a grouping looks at.
type DatePart string

// The parts of a date. A date of which less is known counts by what is known: of a date in
// 2022 without a month the month is 2022.
const (
	PartYear  DatePart = "year"  // YYYY
	PartMonth DatePart = "month" // YYYY-MM
)

// Of returns that much of a date as it is written.
func (p DatePart) Of(d PartialDate) string {
	text := d.String()
	return text[:min(len(text), p.Length())]
}

// Length returns how many characters of a date the part is.
func (p DatePart) Length() int {
	if p == PartYear {
		return len("YYYY")
	}
	return len("YYYY-MM")
}

// Bounds of a count.
const (
	MaxGroupings = 3    // at once
	MaxGroups    = 1000 // in one answer
)

// CountQuery selects records of one word and says what to count them by.
type CountQuery struct {
	Word  Word
	Where *Filter
	By    []Grouping // 1 to MaxGroupings, all different
}

// Counted is an answer to a CountQuery.
type Counted struct {
	Total  int     // of the records selected, each once
	Groups []Group // most records first, then by key; what is not known comes last
}

// Group is how many records have one combination of values.
type Group struct {
	Keys  []string // one for each grouping, in their order; empty for not known
	Count int
}

// placeFields are the fields of a city that say where a record is that leads to one.
var placeFields = []string{"country", "region"}

// Groupings lists what records of the word can be counted by, in this order: fields with
// codes, flags or texts, by their names; dates by their year and month (adoptedYear,
// adoptedMonth); the records that they refer to (campaign), by id; and country and region
// of the city that they lead to, where they have none themselves.
func (s *Shape) Groupings() []Grouping {
	var list []Grouping
	for _, f := range s.Fields {
		switch {
		case f.Type == Date:
			list = append(list, Grouping{Name: f.Name + "Year", Field: f.Name, Part: PartYear}, Grouping{Name: f.Name + "Month", Field: f.Name, Part: PartMonth})
		case f.Type != Ref && s.counts(f):
			list = append(list, Grouping{Name: f.Name, Field: f.Name})
		}
	}
	for _, e := range s.Edges {
		if len(e.Fields) > 0 {
			list = append(list, Grouping{Name: e.Name, Edge: e.Name, Field: "id"})
		}
	}
	for _, name := range placeFields {
		i := slices.IndexFunc(s.Edges, func(e Edge) bool { return len(e.Fields) > 0 && e.To == WordCity })
		if _, has := s.Field(name); !has && i >= 0 {
			list = append(list, Grouping{Name: name, Edge: s.Edges[i].Name, Field: name})
		}
	}
	return list
}

// Grouping returns the grouping of that name.
func (s *Shape) Grouping(name string) (Grouping, bool) {
	return named(s.Groupings(), name, func(g Grouping) string { return g.Name })
}

// counts reports whether records can be counted by values of a field that is no date. A
// text is counted as it is written, so it has to be a property.
func (s *Shape) counts(f Field) bool {
	switch f.Type {
	case Enum, Bool:
		return true
	case Text:
		_, written := s.Property(f.Name)
		return written
	case Ref:
		return f.Name == "id" // others hold ids of records that the viewer may not see
	}
	return false
}

// Check reports the first thing wrong with the query. Errors have code BadUserInput or
// LimitExceeded and name the argument.
func (q CountQuery) Check() error {
	if err := q.Where.Check(q.Word); err != nil {
		return err
	}
	if len(q.By) == 0 {
		return Errorf(BadUserInput, "nothing to count by: name 1 to %d groupings", MaxGroupings).At("by")
	}
	if len(q.By) > MaxGroupings {
		return Errorf(LimitExceeded, "%d groupings; at most %d at once", len(q.By), MaxGroupings).At("by")
	}
	for i, g := range q.By {
		if slices.ContainsFunc(q.By[:i], func(o Grouping) bool { return o.Edge == g.Edge && o.Field == g.Field && o.Part == g.Part }) {
			return Errorf(BadUserInput, "%s is there twice", g.Name).At("by")
		}
		shape := ShapeOf(q.Word)
		if g.Edge != "" {
			edge, ok := shape.Edge(g.Edge)
			if !ok {
				return Errorf(BadUserInput, "%s has no %q to count by", q.Word, g.Edge).At("by")
			}
			shape = ShapeOf(edge.To)
		}
		field, ok := shape.Field(g.Field)
		date := field.Type == Date
		if !ok || !date && !shape.counts(field) || date != (g.Part == PartYear || g.Part == PartMonth) || !date && g.Part != "" {
			return Errorf(BadUserInput, "%s cannot be counted by %q", shape.Word, g.Field).At("by")
		}
	}
	return nil
}

// TooManyGroups is the error of a count with more groups than MaxGroups.
func TooManyGroups() error {
	return Errorf(LimitExceeded, "more than %d groups; choose fewer records by the filter, or count by less", MaxGroups).At("by")
}

// SortGroups puts groups in the order of an answer.
func SortGroups(groups []Group) {
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), slices.CompareFunc(a.Keys, b.Keys, compareKeys))
	})
}

// compareKeys orders keys of one grouping, what is not known last.
func compareKeys(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	}
	return strings.Compare(a, b)
}
