package export

import (
	"io"

	"twingraph/graph"
)

// GraphML writes the network as GraphML (http://graphml.graphdrawing.org/): an
// undirected graph with parallel edges, whose data are named and typed by keys. Lists
// and spells are JSON. The data of the graph itself say what the export is about. Nodes
// have a label besides their name, which Gephi shows. No datum is called r, g, b or id:
// Gephi takes the first three for colours, and igraph keeps the last for itself.
func GraphML(w io.Writer, n *Network) error {
	cities, links := n.cityFields(), n.linkFields()
	s := newStream(w)
	n.xmlHead(s)
	s.text("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " +
		"xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n")
	for i, a := range n.head() {
		graphMLKey(s, "g", i, "graph", a.name, text)
	}
	cities = append(cities, field[*graph.City]{"label", text, func(c *graph.City) cell { return textCell(c.Name) }})
	for i, f := range cities {
		graphMLKey(s, "n", i, "node", f.name, f.kind)
	}
	for i, f := range links {
		graphMLKey(s, "e", i, "edge", graphMLName(f.name), f.kind)
	}
	s.text("<graph id=\"twingraph\" edgedefault=\"undirected\">\n")
	for i, a := range n.head() {
		if a.value != "" {
			s.data("g", i, text, textCell(a.value))
		}
	}
	s.inBatches(len(n.Cities), func(part *stream, row int) {
		c := n.Cities[row]
		part.text(`<node id='`)
		part.escaped(string(c.ID))
		part.text("'>\n")
		allData(part, "n", cities, c)
		part.text("</node>\n")
	})
	s.inBatches(len(n.Links), func(part *stream, row int) {
		l := n.row(n.Links[row])
		part.text(`<edge id='`)
		part.escaped(string(l.Record.ID))
		part.text(`' source='`)
		part.escaped(string(l.Record.A))
		part.text(`' target='`)
		part.escaped(string(l.Record.B))
		part.text("'>\n")
		allData(part, "e", links, l)
		part.text("</edge>\n")
	})
	s.text("</graph>\n</graphml>\n")
	return s.end()
}

// graphMLName returns what a field of links is called here.
func graphMLName(field string) string {
	switch field {
	case "a":
		return "cityA"
	case "b":
		return "cityB"
	}
	return field
}

// graphMLKey declares a datum.
func graphMLKey(s *stream, prefix string, number int, of, name string, k kind) {
	kinds := map[kind]string{integer: "long", decimal: "double", flag: "boolean"}
	named, ok := kinds[k]
	if !ok {
		named = "string"
	}
	s.text("<key id=\"" + prefix + itoa(int64(number)) + "\" for=\"" + of + "\" attr.name=\"" + name + "\" attr.type=\"" + named + "\"/>\n")
}

// allData writes the known values of a record.
func allData[T any](s *stream, prefix string, fields []field[T], row T) {
	for i := range fields {
		if c := fields[i].of(row); c.known {
			s.data(prefix, i, fields[i].kind, c)
		}
	}
}

// data writes one datum.
func (s *stream) data(prefix string, number int, k kind, c cell) {
	s.text("<data key=\"")
	s.text(prefix)
	s.number(int64(number))
	s.text("\">")
	s.attribute(k, c)
	s.text("</data>\n")
}
