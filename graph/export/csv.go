package export

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/graph"
)

// CitiesCSV writes one row a city; see table. The first two columns are those by which
// Gephi knows nodes.
func CitiesCSV(w io.Writer, n *Network) error {
	fields := slices.Concat([]field[*graph.City]{
		{"Id", text, func(c *graph.City) cell { return textCell(c.ID) }},
		{"Label", text, func(c *graph.City) cell { return textCell(c.Name) }},
	}, n.cityFields(), leads(n, graph.WordCity, slugOfCity, func(c *graph.City) string { return c.Name }))
	return table(w, n, fields, len(n.Cities), func(i int, write func(*graph.City)) { write(n.Cities[i]) })
}

// LinksCSV writes one row a link, with the places of its cities; see table. The first
// three columns are those by which Gephi knows edges.
func LinksCSV(w io.Writer, n *Network) error {
	fields := slices.Concat([]field[linkRow]{
		{"Id", text, func(l linkRow) cell { return textCell(l.Record.ID) }},
		{"Source", text, func(l linkRow) cell { return textCell(l.Record.A) }},
		{"Target", text, func(l linkRow) cell { return textCell(l.Record.B) }},
	}, n.linkFields(), n.placeFields(), leads(n, graph.WordTwinningLink, slugOfLink, func(l linkRow) string { return n.title(l.Link) }))
	return table(w, n, fields, len(n.Links), func(i int, write func(linkRow)) { write(n.row(n.Links[i])) })
}

// byteOrderMark says to spreadsheets that the text is UTF-8.
const byteOrderMark = "\uFEFF"

// table writes records as RFC 4180 has it, in UTF-8 with a byte order mark. The last
// columns say of every row what the export is about, so that a row that is copied
// elsewhere stays dated. A value that is not known is an empty cell. The values of a
// list are separated by semicolons (one within a value has a backslash before it);
// spells are JSON. each calls write with the rows of one of count records.
func table[T any](w io.Writer, n *Network, fields []field[T], count int, each func(i int, write func(T))) error {
	s := newStream(w)
	s.text(byteOrderMark)
	for _, f := range fields {
		s.text(f.name)
		s.text(",")
	}
	s.text("asOf,knownAt,change,credits\r\n")
	end := &stream{}
	for _, a := range n.head() {
		if a.name != "title" {
			end.text(",")
			end.field(a.value)
		}
	}
	end.text("\r\n")
	s.inBatches(count, func(part *stream, number int) {
		each(number, func(row T) {
			for i := range fields {
				if i > 0 {
					part.text(",")
				}
				if c := fields[i].of(row); c.known {
					part.csv(fields[i].kind, c)
				}
			}
			part.buf = append(part.buf, end.buf...)
		})
	})
	return s.end()
}

// csv writes a known value as a field of a row.
func (s *stream) csv(k kind, c cell) {
	switch k {
	case text:
		s.field(c.text)
	case list:
		s.field(joined(c.list))
	case date:
		s.date("", c.date, "")
	case instant:
		s.instant(*c.instant)
	case spells:
		s.text(`"`)
		s.spells(c, &tableMarks)
		s.text(`"`)
	case integer, decimal, flag:
		s.cell(k, c)
	}
}

// joined writes a list as one text.
func joined(values []string) string {
	if !slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, `\;`) }) {
		return strings.Join(values, ";")
	}
	escape := strings.NewReplacer(`\`, `\\`, `;`, `\;`)
	escaped := make([]string, len(values))
	for i, v := range values {
		escaped[i] = escape.Replace(v)
	}
	return strings.Join(escaped, ";")
}

// field writes a text, quoted where it has to be.
func (s *stream) field(text string) {
	if formula(text) {
		text = "'" + text
	}
	if !breaks(text) && !strings.HasPrefix(text, " ") {
		s.text(text)
		return
	}
	s.text(`"`)
	for {
		at := strings.IndexByte(text, '"')
		if at < 0 {
			break
		}
		s.text(text[:at+1])
		s.text(`"`)
		text = text[at+1:]
	}
	s.text(text)
	s.text(`"`)
}

// breaks reports whether text would end a field, or a row, that is not quoted.
func breaks(text string) bool {
	return strings.IndexByte(text, ',') >= 0 || strings.IndexByte(text, '"') >= 0 ||
		strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0
}

// formula reports whether a spreadsheet might run the text instead of showing it: it
// gets an apostrophe in front. Text that looks as if it had got one already gets one,
// too, so that taking away one apostrophe gives back what was written. See
// https://owasp.org/www-community/attacks/CSV_Injection
func formula(text string) bool {
	if text == "" || text[0] >= '/' && text[0] <= '9' || text[0] >= 'A' && text[0] <= '~' {
		return false // as nearly all texts; the signs between the letters begin nothing
	}
	begin := strings.TrimLeft(text, "' \u00A0")
	if begin == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(begin)
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}
