package export

import "io"

// NodeLink writes the network as node-link JSON, as node_link_graph of NetworkX reads
// it: an undirected multigraph whose links are under "edges" (NetworkX 3.4 and later;
// earlier ones call them "links"), each with its id as key. Its "graph" says what the
// export is about.
func NodeLink(w io.Writer, n *Network) error {
	s := newStream(w)
	s.text(`{"directed":false,"multigraph":true,"graph":`)
	n.headJSON(s)
	s.text(`,"nodes":[`)
	cities := n.cityFields()
	s.inBatches(len(n.Cities), func(part *stream, row int) {
		part.opening(row)
		part.text(`"id":`)
		part.quoted(string(n.Cities[row].ID))
		object(part, cities, n.Cities[row], false)
		part.text("}")
	})
	s.text("\n],\"edges\":[")
	links := n.linkFields()
	s.inBatches(len(n.Links), func(part *stream, row int) {
		l := n.row(n.Links[row])
		part.opening(row)
		for _, end := range []struct{ name, id string }{
			{`"source":`, string(l.Record.A)}, {`,"target":`, string(l.Record.B)}, {`,"key":`, string(l.Record.ID)},
		} {
			part.text(end.name)
			part.quoted(end.id)
		}
		object(part, links, l, false)
		part.text("}")
	})
	s.text("\n]}\n")
	return s.end()
}

// opening begins an object of a list, on a line of its own.
func (s *stream) opening(row int) {
	if row > 0 {
		s.text(",")
	}
	s.text("\n{")
}
