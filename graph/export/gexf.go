package export

import (
	"cmp"
	"io"
	"slices"

	"twingraph/graph"
)

// GEXF writes the network as GEXF 1.3 (https://gexf.net/) over time, as Gephi reads
// it: one edge for each pair of cities, because parallel edges are merged there. An
// edge is there in the spells in which a link of the pair stands, is suspended or
// contested; its dynamic attribute "status" gives for every day what the strongest
// link is. The static attribute "linkList" holds the links themselves, in JSON, and
// loses nothing. Times are days, and ends are inclusive.
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
	s.text("</description>\n</meta>\n<graph defaultedgetype=\"undirected\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n")
	s.text("<attributes class=\"node\" mode=\"static\">\n")
	for i, f := range cities {
		gexfAttribute(s, itoa(int64(i)), f.name, f.kind)
	}
	s.text("</attributes>\n<attributes class=\"edge\" mode=\"static\">\n")
	gexfAttribute(s, "links", "links", integer)
	gexfAttribute(s, "linkList", "linkList", spells)
	s.text("</attributes>\n<attributes class=\"edge\" mode=\"dynamic\">\n")
	gexfAttribute(s, "status", "status", text)
	s.text("</attributes>\n<nodes>\n")
	s.inBatches(len(n.Cities), func(part *stream, row int) { gexfNode(part, cities, n.Cities[row]) })
	s.text("</nodes>\n<edges>\n")
	pairs := n.pairs()
	s.inBatches(len(pairs), func(part *stream, row int) { gexfEdge(part, n, links, pairs[row]) })
	s.text("</edges>\n</graph>\n</gexf>\n")
	return s.end()
}

func gexfAttribute(s *stream, id, name string, k kind) {
	kinds := map[kind]string{integer: "long", decimal: "double", flag: "boolean"}
	s.text("<attribute id=\"" + id + "\" title=\"" + name + "\" type=\"" + cmp.Or(kinds[k], "string") + "\"/>\n")
}

func gexfNode(s *stream, fields []field[*graph.City], c *graph.City) {
	s.text(`<node id='`)
	s.escaped(string(c.ID))
	s.text(`' label='`)
	s.escaped(c.Name)
	s.text("'><attvalues>\n")
	for i := range fields {
		if value := fields[i].of(c); value.known {
			s.text("<attvalue for=\"")
			s.number(int64(i))
			s.text(`" value='`)
			s.attribute(fields[i].kind, value)
			s.text("'/>\n")
		}
	}
	s.text("</attvalues></node>\n")
}

// pairsOf groups links by their two cities, in order of the lower city, then the
// higher.
func pairsOf(links []Link) [][]Link {
	sorted := slices.Clone(links)
	ends := func(l Link) (int, int) { return min(l.A, l.B), max(l.A, l.B) }
	slices.SortStableFunc(sorted, func(x, y Link) int {
		lowX, highX := ends(x)
		lowY, highY := ends(y)
		return cmp.Or(cmp.Compare(lowX, lowY), cmp.Compare(highX, highY))
	})
	var pairs [][]Link
	for first, i := 0, 1; i <= len(sorted); i++ {
		if i < len(sorted) {
			low, high := ends(sorted[i])
			if l, h := ends(sorted[first]); low == l && high == h {
				continue
			}
		}
		pairs = append(pairs, sorted[first:i])
		first = i
	}
	return pairs
}

func gexfEdge(s *stream, n *Network, fields []field[linkRow], pair []Link) {
	low, high := min(pair[0].A, pair[0].B), max(pair[0].A, pair[0].B)
	a, b := string(n.Cities[low].ID), string(n.Cities[high].ID)
	s.text(`<edge id='`)
	s.escaped(a + "/" + b)
	s.text(`' source='`)
	s.escaped(a)
	s.text(`' target='`)
	s.escaped(b)
	s.text(`' weight="`)
	s.number(int64(len(pair)))
	s.text("\"><attvalues>\n<attvalue for=\"links\" value=\"")
	s.number(int64(len(pair)))
	s.text("\"/>\n<attvalue for=\"linkList\" value='")
	s.escaped(s.aside(func(json *stream) {
		column(json, pair, func(l Link) {
			json.text("{")
			object(json, fields, n.row(l), true)
			json.text("}")
		})
	}))
	s.text("'/>\n")
	past := together(pair)
	for _, p := range past {
		s.text("<attvalue for=\"status\" value=\"")
		s.text(string(p.status))
		s.text("\"")
		s.interval(p.from, p.to)
	}
	s.text("</attvalues><spells>\n")
	for _, p := range present(past) {
		s.text("<spell")
		s.interval(p.from, p.to)
	}
	s.text("</spells></edge>\n")
}

// interval writes [from, to) with an inclusive end, and ends the element. What has no
// beginning or no end has no such attribute.
func (s *stream) interval(from, to graph.Day) {
	if from != graph.MinDay {
		s.text(" start=\"" + from.String() + "\"")
	}
	if to != graph.MaxDay {
		s.text(" end=\"" + (to - 1).String() + "\"")
	}
	s.text("/>\n")
}

// stay is a stretch of days in which the status of a pair is constant.
type stay struct {
	from, to graph.Day
	status   graph.Status
}

// strongest lists the statuses by what they say of a pair with several links.
func strongest() []graph.Status {
	return []graph.Status{
		graph.StatusActive, graph.StatusContested, graph.StatusSuspended, graph.StatusUnknown, graph.StatusEnded, graph.StatusNotEstablished,
	}
}

// together returns the status of a pair over time: the strongest of its links'.
func together(pair []Link) []stay {
	var days []graph.Day
	for _, l := range pair {
		for i := range l.History {
			days = append(days, l.History[i].From)
		}
	}
	slices.Sort(days)
	var past []stay
	order := strongest()
	for _, day := range slices.Compact(days) {
		best := len(order)
		for _, l := range pair {
			best = min(best, slices.Index(order, statusOf(l.History, day)))
		}
		if k := len(past); k > 0 {
			if past[k-1].status == order[best] {
				continue
			}
			past[k-1].to = day
		}
		past = append(past, stay{from: day, to: graph.MaxDay, status: order[best]})
	}
	return past
}

// present returns when there is a link: neighbouring stretches in which it stands, is
// suspended or contested are one.
func present(past []stay) []stay {
	var there []stay
	for _, p := range past {
		switch p.status {
		case graph.StatusActive, graph.StatusContested, graph.StatusSuspended:
		default:
			continue
		}
		if k := len(there); k > 0 && there[k-1].to == p.from {
			there[k-1].to = p.to
			continue
		}
		there = append(there, p)
	}
	return there
}
