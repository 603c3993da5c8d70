package export

import (
	"time"

	"twingraph/graph"
)

// object writes the known values of a record as the members of a JSON object that
// was begun, each with a comma before it unless first is set.
func object[T any](s *stream, fields []field[T], row T, first bool) {
	members(s, fields, row, first, false)
}

// members writes the values of a record as object does; with all set those that are not
// known are null.
func members[T any](s *stream, fields []field[T], row T, first, all bool) {
	for i := range fields {
		f := &fields[i]
		c := f.of(row)
		if !c.known && !all {
			continue
		}
		if !first {
			s.text(",")
		}
		first = false
		s.text(`"`)
		s.text(f.name)
		s.text(`":`)
		if c.known {
			s.cell(f.kind, c)
		} else {
			s.text("null")
		}
	}
}

// cell writes a known value as JSON.
func (s *stream) cell(k kind, c cell) {
	switch k {
	case text:
		s.quoted(c.text)
	case list:
		column(s, c.list, s.quoted)
	case integer:
		s.number(c.integer)
	case decimal:
		s.degrees(c.angle)
	case flag:
		s.flag(c.flag)
	case date:
		s.date(`"`, c.date, `"`)
	case instant:
		s.text(`"`)
		s.instant(*c.instant)
		s.text(`"`)
	case spells:
		s.spells(c, &plainMarks)
	}
}

// instant writes an instant in UTC.
func (s *stream) instant(t time.Time) {
	s.buf = t.UTC().AppendFormat(s.buf, time.RFC3339Nano)
}

func (s *stream) flag(b bool) {
	if b {
		s.text("true")
	} else {
		s.text("false")
	}
}

// marks are the parts of a spell in JSON that do not change.
type marks struct {
	status, from, to, since, listedSince, basis, lastConfirmed, quote string
	exact, unilateral, disputed, underReview                          string
}

// The marks as they are, and with their quotation marks doubled, as a table has them.
var (
	plainMarks = marks{
		status: `{"status":"`, from: `,"from":"`, to: `,"to":"`, since: `,"since":"`, listedSince: `,"listedSince":"`, basis: `,"basis":"`, lastConfirmed: `,"lastConfirmed":"`, quote: `"`,
		exact: `,"exact":true`, unilateral: `,"unilateral":true`, disputed: `,"disputed":true`, underReview: `,"underReview":true`,
	}
	tableMarks = marks{
		status: `{""status"":""`, from: `,""from"":""`, to: `,""to"":""`, since: `,""since"":""`, listedSince: `,""listedSince"":""`, basis: `,""basis"":""`, lastConfirmed: `,""lastConfirmed"":""`, quote: `""`,
		exact: `,""exact"":true`, unilateral: `,""unilateral"":true`, disputed: `,""disputed"":true`, underReview: `,""underReview"":true`,
	}
)

// spells writes a list of spells, none of whose texts needs a backslash. Each lasts from
// its first day up to but not including the day it ends. Without from it has no known
// beginning, without to no end; what is not said to be true is false.
func (s *stream) spells(c cell, m *marks) {
	s.text("[")
	past := s.pastOf(c.past, c.fine)
	for i := range past {
		if i > 0 {
			s.text(",")
		}
		s.stretch(&past[i], m)
	}
	s.text("]")
}

func (s *stream) stretch(one *stretch, m *marks) {
	s.text(m.status)
	s.text(string(one.Status))
	s.text(m.quote)
	s.date(m.from, one.From.Date(), m.quote)
	s.date(m.to, one.To.Date(), m.quote)
	s.date(m.since, one.Since, m.quote)
	s.date(m.listedSince, one.ListedSince, m.quote)
	if one.Basis != "" {
		s.text(m.basis)
		s.text(string(one.Basis))
		s.text(m.quote)
	}
	s.date(m.lastConfirmed, one.LastConfirmed, m.quote)
	if one.Exact {
		s.text(m.exact)
	}
	if one.Unilateral {
		s.text(m.unilateral)
	}
	if one.Disputed {
		s.text(m.disputed)
	}
	if one.UnderReview {
		s.text(m.underReview)
	}
	s.text("}")
}

// date writes a date with what comes before and after it; nothing when it is not known.
func (s *stream) date(before string, d graph.PartialDate, after string) {
	if d.IsZero() {
		return
	}
	s.text(before)
	year := int(d.Year)
	s.buf = append(s.buf, byte('0'+year/1000), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10))
	if d.Month != 0 {
		s.buf = append(s.buf, '-', '0'+d.Month/10, '0'+d.Month%10)
		if d.Day != 0 {
			s.buf = append(s.buf, '-', '0'+d.Day/10, '0'+d.Day%10)
		}
	}
	s.text(after)
}

// credits names whose work an export carries.
const credits = "Coordinates and populations: GeoNames (https://www.geonames.org), CC BY 4.0 " +
	"(" + licence + "). Links and their statuses: the sources that each record cites."

// licence is that of what comes from GeoNames.
const licence = "https://creativecommons.org/licenses/by/4.0/"

// Credits names whose work an export carries, in a sentence for people.
func Credits() string { return credits }

// about is what is said of an export as a whole.
type about struct{ name, value string }

// head returns what is said of an export as a whole: what it is about, knowing what,
// and whose work it is.
func (n *Network) head() []about {
	return []about{
		{"title", "Municipal twinning network (Twingraph)"},
		{"asOf", n.AsOf.String()},
		{"knownAt", n.known()}, // empty for everything recorded up to the change
		{"change", itoa(int64(n.Seq))},
		{"credits", credits},
	}
}

// headJSON writes what is said of the export as a JSON object.
func (n *Network) headJSON(s *stream) {
	s.text("{")
	first := true
	for _, a := range n.head() {
		if a.value == "" {
			continue
		}
		if !first {
			s.text(",")
		}
		first = false
		s.quoted(a.name)
		s.text(":")
		s.quoted(a.value)
	}
	s.text("}")
}
