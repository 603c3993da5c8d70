package export

import (
	"cmp"
	"io"

	"twingraph/graph"
)

// GEXF writes the network as GEXF 1.3 (https://gexf.net/) over time: one edge for each
// link. An edge is there in the spells in which its link stands, is suspended or
// contested. Its attributes hold what the link is on the day asked for, and statusOverTime
// what it was on every day.
//
// Parallel edges differ in their kind, because Gephi merges those that do not.
//
// Times are instants in UTC, from the first millisecond of a day to the last of another:
// Gephi reads a day without a time as its first instant, so that an end would lose its
// day. The format of times is called "date" although they are dateTimes: it is how they
// are shown in Gephi, which reads both whatever it is called, and NetworkX 3.6 knows no
// other name of these.
//
// The dynamic attribute is declared twice. For Gephi its first declaration counts, for
// graphology only those of the last element, and one that is not declared there ends the
// reading.
func GEXF(w io.Writer, n *Network) error {
	cities, links := n.cityFields(), n.linkFields()
	s := newStream(w)
	n.xmlHead(s)
	s.text("<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " +
		"xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n")
	s.text("<meta lastmodifieddate=\"" + n.AsOf.String() + "\">\n<creator>Twingraph</creator>\n<description>")
	for i, a := range n.head() {
		if a.value != "" {
			if i > 0 {
				s.text("; ")
			}
			s.escaped(a.name + ": " + a.value)
		}
	}
	s.text("</description>\n</meta>\n<graph defaultedgetype=\"undirected\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" timezone=\"UTC\">\n")
	s.text("<attributes class=\"node\" mode=\"static\">\n")
	for _, f := range cities {
		gexfAttribute(s, f.name, f.kind)
	}
	const dynamic = "statusOverTime"
	s.text("</attributes>\n<attributes class=\"edge\" mode=\"dynamic\">\n")
	gexfAttribute(s, dynamic, text)
	s.text("</attributes>\n<attributes class=\"edge\" mode=\"static\">\n")
	for i := range links {
		if links[i].kind == spells { // NetworkX calls the times of an edge spells
			links[i].name = "spellList"
		}
		gexfAttribute(s, links[i].name, links[i].kind)
	}
	gexfAttribute(s, dynamic, text)
	s.text("</attributes>\n<nodes>\n")
	s.inBatches(len(n.Cities), func(part *stream, row int) {
		c := n.Cities[row]
		part.text(`<node id='`)
		part.escaped(string(c.ID))
		part.text(`' label='`)
		part.escaped(c.Name)
		part.text("'><attvalues>\n")
		gexfValues(part, cities, c)
		part.text("</attvalues></node>\n")
	})
	s.text("</nodes>\n<edges>\n")
	kinds := n.kinds()
	const before = "<attvalue for=\"" + dynamic + "\" value=\""
	s.inBatches(len(n.Links), func(part *stream, row int) {
		l := n.Links[row]
		part.text(`<edge id='`)
		part.escaped(string(l.Record.ID))
		part.text(`' source='`)
		part.escaped(string(l.Record.A))
		part.text(`' target='`)
		part.escaped(string(l.Record.B))
		part.text(`' kind="` + kinds[row] + "\"><attvalues>\n")
		gexfValues(part, links, n.row(l))
		past := part.pastOf(l.History, false)
		for i := range past {
			part.text(before)
			part.text(string(past[i].Status))
			part.text("\"")
			part.interval(past[i].From, past[i].To)
		}
		part.text("</attvalues><spells>\n")
		present(past, func(from, to graph.Day) {
			part.text("<spell")
			part.interval(from, to)
		})
		part.text("</spells></edge>\n")
	})
	s.text("</edges>\n</graph>\n</gexf>\n")
	return s.end()
}

func gexfAttribute(s *stream, name string, k kind) {
	kinds := map[kind]string{integer: "long", decimal: "double", flag: "boolean"}
	s.text("<attribute id=\"" + name + "\" title=\"" + name + "\" type=\"" + cmp.Or(kinds[k], "string") + "\"/>\n")
}

// gexfValues writes the known values of a record.
func gexfValues[T any](s *stream, fields []field[T], row T) {
	for i := range fields {
		if value := fields[i].of(row); value.known {
			s.text("<attvalue for=\"")
			s.text(fields[i].name)
			s.text(`" value='`)
			s.attribute(fields[i].kind, value)
			s.text("'/>\n")
		}
	}
}

// kindsOf returns the kinds of the edges: that of the link, with a number from the second
// of one kind between the same two cities on.
func kindsOf(links []Link) []string {
	type parallel struct {
		low, high int
		kind      graph.LinkKind
	}
	kinds, seen := make([]string, len(links)), make(map[parallel]int, len(links))
	for i, l := range links {
		key := parallel{min(l.A, l.B), max(l.A, l.B), l.Record.Kind}
		seen[key]++
		kinds[i] = string(l.Record.Kind)
		if n := seen[key]; n > 1 {
			kinds[i] += " " + itoa(int64(n))
		}
	}
	return kinds
}

// interval writes [from, to) as its first and last millisecond, and ends the element. What
// has no beginning or no end has no such attribute.
func (s *stream) interval(from, to graph.Day) {
	if from != graph.MinDay {
		s.date(" start=\"", from.Date(), "T00:00:00Z\"")
	}
	if to != graph.MaxDay {
		s.date(" end=\"", (to - 1).Date(), "T23:59:59.999Z\"")
	}
	s.text("/>\n")
}

// present visits the times in which there is a link: neighbouring stretches in which it
// stands, is suspended or contested are one.
func present(past []stretch, visit func(from, to graph.Day)) {
	there := func(status graph.Status) bool {
		return status == graph.StatusActive || status == graph.StatusContested || status == graph.StatusSuspended
	}
	for i := 0; i < len(past); i++ {
		if !there(past[i].Status) {
			continue
		}
		from := past[i].From
		for i+1 < len(past) && there(past[i+1].Status) && past[i+1].From == past[i].To {
			i++
		}
		visit(from, past[i].To)
	}
}
