package export

import (
	"io"
	"slices"

	"twingraph/graph"
)

// spellRow is one spell of a link.
type spellRow struct {
	linkRow
	stretch
	number int // of the link's spells, 1 for the first
}

// SpellsCSV writes one row a spell of a link, in order of time, those of the first link
// first; see table. It has the places of the cities for programs that draw arcs.
func SpellsCSV(w io.Writer, n *Network) error {
	return table(w, n, append(n.spellFields(), n.spellPlaces()...), len(n.Links), func(i int, write func(spellRow)) {
		n.eachSpellRow(n.Links[i], write)
	})
}

// SpellsGeoJSON writes the same spells as features, each with the arc of its link.
func SpellsGeoJSON(w io.Writer, n *Network) error {
	fields := n.spellFields()
	if n.Form.TextLists {
		fields = inTexts(fields)
	}
	return collection(w, n, len(n.Links), func(s *stream, row int) {
		link := n.Links[row]
		arc := s.aside(func(s *stream) { s.arc(n.Cities[link.A].Location, n.Cities[link.B].Location) })
		n.eachSpellRow(link, func(r spellRow) {
			if r.number > 1 {
				s.text(",\n")
			}
			s.text(`{"type":"Feature","id":`)
			s.quoted(string(link.Record.ID) + "/" + itoa(int64(r.number)))
			s.text(`,"geometry":`)
			s.text(arc)
			properties(s, fields, r, row == 0 && r.number == 1)
		})
	})
}

// eachSpellRow visits the spells of a link in order.
func (n *Network) eachSpellRow(l Link, visit func(spellRow)) {
	for i, one := range stretches(nil, l.History, n.Form.Detail == DetailAnswer) {
		visit(spellRow{linkRow: linkRow{Link: l}, stretch: one, number: i + 1})
	}
}

// spellFields returns the fields of spells. from and to are days as the API gives them: to
// is the first day after it, and either is missing where it has no known beginning or no
// end. begin and until are instants for programs that animate: the first and the last
// second of it, and of a spell without an end the last second of the day asked for, or of
// its first day where that is later.
func (n *Network) spellFields() []field[spellRow] {
	var ends []field[spellRow]
	for _, f := range n.linkFields() {
		if slices.Contains([]string{"a", "b", "aName", "bName", "aCountry", "bCountry", "kind"}, f.name) {
			ends = append(ends, field[spellRow]{f.name, f.kind, func(s spellRow) cell { return f.of(s.linkRow) }})
		}
	}
	return slices.Concat([]field[spellRow]{
		{"link", text, func(s spellRow) cell { return textCell(s.Record.ID) }},
		{"number", integer, func(s spellRow) cell { return integerCell(int64(s.number)) }},
		{"status", text, func(s spellRow) cell { return textCell(s.Status) }},
		{"from", date, func(s spellRow) cell { return dateCell(s.From.Date()) }},
		{"to", date, func(s spellRow) cell { return dateCell(s.To.Date()) }},
		{"begin", text, func(s spellRow) cell {
			if s.From == graph.MinDay {
				return cell{}
			}
			return textCell(s.From.String() + "T00:00:00Z")
		}},
		{"until", text, func(s spellRow) cell { return textCell(n.lastDay(s.stretch).String() + "T23:59:59Z") }},
		{"since", date, func(s spellRow) cell { return dateCell(s.Since) }},
		{"sinceFirstDay", date, func(s spellRow) cell { return firstDayCell(s.Since) }},
		{"sinceAtLatest", flag, func(s spellRow) cell { return flagCell(s.SinceAtLatest) }},
		{"listedSince", date, func(s spellRow) cell { return dateCell(s.ListedSince) }},
		{"became", text, func(s spellRow) cell { return textCell(s.became) }},
		{"unknownBecause", text, func(s spellRow) cell { return textCell(s.UnknownBecause) }},
		{"basis", text, func(s spellRow) cell { return textCell(s.Basis) }},
		{"lastConfirmed", date, func(s spellRow) cell { return dateCell(s.LastConfirmed) }},
		{"exact", flag, func(s spellRow) cell { return flagCell(s.Exact) }},
		{"unilateral", flag, func(s spellRow) cell { return flagCell(s.Unilateral) }},
		{"disputed", flag, func(s spellRow) cell { return flagCell(s.Disputed) }},
		{"underReview", flag, func(s spellRow) cell { return flagCell(s.UnderReview) }},
		{"governing", list, func(s spellRow) cell { return listCell(stringsOf(s.governing)) }},
	}, ends, []field[spellRow]{
		addressField(n, graph.WordTwinningLink, func(s spellRow) graph.ID { return s.Record.ID }),
	})
}

// spellPlaces returns where the cities of a spell's link lie.
func (n *Network) spellPlaces() []field[spellRow] {
	var fields []field[spellRow]
	for _, f := range n.placeFields() {
		fields = append(fields, field[spellRow]{f.name, f.kind, func(s spellRow) cell { return f.of(s.linkRow) }})
	}
	return fields
}

// lastDay returns the last day of a spell; of one without an end the day asked for.
func (n *Network) lastDay(s stretch) graph.Day {
	if s.To != graph.MaxDay {
		return s.To - 1
	}
	return max(n.AsOf, s.From)
}
