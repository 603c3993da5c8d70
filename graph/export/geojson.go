package export

import (
	"io"

	"twingraph/graph"
)

// CitiesGeoJSON writes the cities as points (RFC 7946); a city whose place is not
// known has no geometry. What is said of the whole is in the member "about".
func CitiesGeoJSON(w io.Writer, n *Network) error {
	fields := append(n.cityFields(), addressField(n, graph.WordCity, slugOfCity))
	if n.Form.TextLists {
		fields = inTexts(fields)
	}
	return collection(w, n, len(n.Cities), func(s *stream, row int) {
		c := n.Cities[row]
		s.text(`{"type":"Feature","id":`)
		s.quoted(string(c.ID))
		s.text(`,"geometry":`)
		if c.Location == nil {
			s.text("null")
		} else {
			s.text(`{"type":"Point","coordinates":`)
			s.position(position{c.Location.Longitude, c.Location.Latitude})
			s.text("}")
		}
		properties(s, fields, c, row == 0)
	})
}

// LinksGeoJSON writes the links as great-circle arcs (RFC 7946), cut where they cross
// the antimeridian; a link of a city whose place is not known has no geometry.
func LinksGeoJSON(w io.Writer, n *Network) error {
	fields := append(n.linkFields(), addressField(n, graph.WordTwinningLink, slugOfLink))
	if n.Form.TextLists {
		fields = inTexts(fields)
	}
	return collection(w, n, len(n.Links), func(s *stream, row int) {
		l := n.row(n.Links[row])
		s.text(`{"type":"Feature","id":`)
		s.quoted(string(l.Record.ID))
		s.text(`,"geometry":`)
		s.arc(n.Cities[l.A].Location, n.Cities[l.B].Location)
		properties(s, fields, l, row == 0)
	})
}

// collection writes features, one a line; write leaves its object open for nothing.
func collection(w io.Writer, n *Network, count int, write func(*stream, int)) error {
	s := newStream(w)
	s.text(`{"type":"FeatureCollection","about":`)
	n.headJSON(s)
	s.text(`,"features":[`)
	s.inBatches(count, func(part *stream, row int) {
		if row > 0 {
			part.text(",")
		}
		part.text("\n")
		write(part, row)
	})
	s.text("\n]}\n")
	return s.end()
}

// properties writes the properties of a feature and ends it. The first feature of a file
// has all of them, so that readers who look at a few features know all columns.
func properties[T any](s *stream, fields []field[T], row T, all bool) {
	s.text(`,"properties":{`)
	members(s, fields, row, true, all)
	s.text("}}")
}

// position writes longitude and latitude.
func (s *stream) position(p position) {
	s.text("[")
	s.degrees(p.lon)
	s.text(",")
	s.degrees(p.lat)
	s.text("]")
}

// arc writes the geometry of a link.
func (s *stream) arc(a, b *graph.Location) {
	if a == nil || b == nil {
		s.text("null")
		return
	}
	lines := arc(a, b)
	if len(lines) == 1 {
		s.text(`{"type":"LineString","coordinates":`)
		s.line(lines[0])
	} else {
		s.text(`{"type":"MultiLineString","coordinates":`)
		column(s, lines, s.line)
	}
	s.text("}")
}

// line writes a line. Its ends are exact; the points between them, which are nowhere in
// particular, have three decimals.
func (s *stream) line(line []position) {
	s.text("[")
	s.position(line[0])
	for _, p := range line[1 : len(line)-1] {
		s.buf = append(s.buf, ",["...)
		s.buf = appendRounded(s.buf, p.lon, 3)
		s.buf = append(s.buf, ',')
		s.buf = appendRounded(s.buf, p.lat, 3)
		s.buf = append(s.buf, ']')
	}
	s.text(",")
	s.position(line[len(line)-1])
	s.text("]")
}
