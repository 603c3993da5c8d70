package lists

import (
	"fmt"

	"twingraph/graph"
)

// beside is what other lists say that name a place and where it is: they decide which of
// several namesakes a pair of this list means, when they have the same pair.
type beside map[name][]witness

// witness is a pair of another list, as seen from one end.
type witness struct {
	at      graph.Location
	partner name
	there   *graph.Location // where the partner is
}

func newBeside(rows []Row) beside {
	b := beside{}
	short := func(w Written) name {
		code, _ := countryOf(w.Country)
		return name{text: graph.Fold(w.Name), country: code}
	}
	for _, row := range rows {
		for _, ends := range [][2]Written{{row.A, row.B}, {row.B, row.A}} {
			if ends[0].Location != nil {
				key := short(ends[0])
				b[key] = append(b[key], witness{*ends[0].Location, short(ends[1]), ends[1].Location})
			}
		}
	}
	return b
}

// witnesses returns where other lists put one end of a row, in the same pair.
func (c *conversion) witnesses(row, side int) []graph.Location {
	n, other := c.ends[row][side], c.ends[row][1-side]
	var at []graph.Location
	for _, w := range c.beside[name{text: graph.Fold(n.text), country: n.country}] {
		same := w.partner == name{text: graph.Fold(other.text), country: other.country}
		if o := c.names[other].identity; !same && o != nil && w.there != nil && o.location() != nil {
			same = w.partner.country == other.country && graph.Kilometres(*w.there, *o.location()) < near
		}
		if same {
			at = append(at, w.at)
		}
	}
	return at
}

// byWitness returns the only candidate where another list puts the place of the same pair.
func (c *conversion) byWitness(row, side int, m *meaning) *identity {
	var found *identity
	for _, at := range c.witnesses(row, side) {
		i := c.only(m, at)
		if i == nil || found != nil && found != i {
			return nil
		}
		found = i
	}
	return found
}

// compared returns what a name means by itself, unless another list with the same pair puts
// it elsewhere: then the place that it says, or nothing.
func (c *conversion) compared(row, side int, m *meaning) *identity {
	if m.identity == nil || m.identity.location() == nil {
		return m.identity
	}
	for _, at := range c.witnesses(row, side) {
		c.report.Compared++
		km := graph.Kilometres(at, *m.identity.location())
		if km <= tooFar {
			continue
		}
		c.report.Contradicted++
		n := c.ends[row][side]
		c.report.Elsewhere = append(c.report.Elsewhere, fmt.Sprintf("%s, %s: another list with the same pair puts it %.0f km from %s", n.text, n.country, km, m.identity.id))
		return c.byWitness(row, side, m)
	}
	return m.identity
}

// only returns the only candidate at a place.
func (c *conversion) only(m *meaning, at graph.Location) *identity {
	exact, _ := sorted(m.candidates)
	var found []*identity
	for _, candidate := range exact {
		i := c.places.byID[candidate.Place.ID]
		l := i.location()
		switch {
		case l == nil || graph.Kilometres(*l, at) >= far:
		case graph.Kilometres(*l, at) > near:
			return nil
		default:
			found = append(found, i)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}
