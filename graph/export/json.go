package export

import "twingraph/graph"

// object writes the known values of a record as the members of a JSON object that
// was begun, each with a comma before it unless first is set.
func object[T any](s *stream, fields []field[T], row T, first bool) {
	for i := range fields {
		f := &fields[i]
		c := f.of(row)
		if !c.known {
			continue
		}
		if !first {
			s.text(",")
		}
		first = false
		s.text(`"`)
		s.text(f.name)
		s.text(`":`)
		s.cell(f.kind, c)
	}
}

// cell writes a known value as JSON.
func (s *stream) cell(k kind, c cell) {
	switch k {
	case text:
		s.quoted(c.text)
	case list:
		column(s, c.list, s.quoted)
	case whole:
		s.number(c.whole)
	case decimal:
		s.degrees(c.angle)
	case flag:
		s.flag(c.flag)
	case spells:
		column(s, stretches(c.past), s.stretch)
	}
}

func (s *stream) flag(b bool) {
	if b {
		s.text("true")
	} else {
		s.text("false")
	}
}

// stretch writes a spell: from its first day up to but not including the day it ends.
// Without from it has no known beginning, without to no end.
func (s *stream) stretch(one stretch) {
	s.text(`{"status":"`)
	s.text(string(one.Status))
	s.text(`"`)
	s.member("from", one.From.String())
	s.member("to", one.To.String())
	s.member("since", one.Since.String())
	s.member("basis", string(one.Basis))
	s.member("lastConfirmed", one.LastConfirmed.String())
	for _, f := range []struct {
		name string
		set  bool
	}{{"exact", one.Exact}, {"unilateral", one.Unilateral}, {"disputed", one.Disputed}, {"underReview", one.UnderReview}} {
		s.text(`,"`)
		s.text(f.name)
		s.text(`":`)
		s.flag(f.set)
	}
	s.text("}")
}

// member writes a member of an object that was begun, unless it is not known; the
// value needs no escaping.
func (s *stream) member(name, value string) {
	if value == "" {
		return
	}
	s.text(`,"`)
	s.text(name)
	s.text(`":"`)
	s.text(value)
	s.text(`"`)
}

// credits names whose work an export carries.
const credits = "Coordinates and populations: GeoNames (https://www.geonames.org), CC BY 4.0 " +
	"(https://creativecommons.org/licenses/by/4.0/). Links and their statuses: the sources that each record cites."

// about is what is said of an export as a whole.
type about struct{ name, value string }

// head returns what is said of an export as a whole: what it is about, knowing what,
// and whose work it is.
func (n *Network) head() []about {
	known := ""
	if n.KnownAt.Before(graph.Latest()) {
		known = instantCell(n.KnownAt).text
	}
	return []about{
		{"title", "Municipal twinning network (Twingraph)"},
		{"asOf", n.AsOf.String()},
		{"knownAt", known}, // empty for everything recorded up to the change
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
