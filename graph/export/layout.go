package export

import (
	"io"

	"twingraph/graph"
)

// Layout writes where the cities of a network lie in an arrangement of the whole, in
// the order of Network.Cities, and which alliance each belongs to: an index of the
// list of alliances, -1 for none. The outermost city of the whole lies 1000 from the
// middle.
func Layout(w io.Writer, n *Network, a *Arrangement) error {
	s := newStream(w)
	s.text(`{"version":1,"seq":`)
	s.number(int64(n.Seq))
	s.text(`,"x":`)
	column(s, n.Cities, func(c *graph.City) { s.hundredths(a.cities[c.ID].at.X) })
	s.text(`,"y":`)
	column(s, n.Cities, func(c *graph.City) { s.hundredths(a.cities[c.ID].at.Y) })
	s.text(`,"alliance":`)
	column(s, n.Cities, func(c *graph.City) { s.number(int64(a.cities[c.ID].alliance)) })
	s.text(`,"alliances":`)
	column(s, a.Alliances, func(alliance Alliance) {
		s.text(`{"name":`)
		s.quoted(alliance.Name)
		s.text(`,"members":`)
		s.number(int64(alliance.Members))
		s.text("}")
	})
	s.text("}\n")
	return s.end()
}
