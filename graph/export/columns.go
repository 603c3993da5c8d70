package export

import (
	"io"
	"slices"

	"twingraph/graph"
)

// The flags of a spell in the columns.
const (
	flagDisputed    = 1
	flagExact       = 2
	flagUnilateral  = 4
	flagUnderReview = 8
	flagListedOnly  = 16 // the status rests on directories alone
	flagBecameKnown = 32 // the status came about by becoming known, not by happening
)

// Columns writes the whole of a network with all its spells as columns of plain
// values in JSON: what a map needs to draw any day, in the fewest bytes.
//
// Cities and links refer to each other and to lists of values by index. The spells
// of a link lie one after the other in order of time, those of the first link first;
// links.spells says how many each has. A spell lasts until the next of its link
// begins, the last has no end. Days count from 1970-01-01; null is "since ever".
// Flags are the sum of 1 disputed, 2 exact, 4 unilateral, 8 under review, 16 resting
// on directories alone, 32 a status that became known and did not happen.
func Columns(w io.Writer, n *Network) error {
	s := newStream(w)
	s.text(`{"version":1,"seq":`)
	s.number(int64(n.Seq))
	s.text(`,"asOfDefault":`)
	s.quoted(n.AsOf.String())
	names(s, "kinds", graph.CityKinds())
	names(s, "linkKinds", graph.LinkKinds())
	names(s, "statuses", graph.Statuses())
	cityColumns(s, n.Cities)
	spells, counts := mapSpells(n.Links)
	linkColumns(s, n.Links, counts)
	spellColumns(s, spells)
	s.text("}\n")
	return s.end()
}

// names writes a list that indexes point into.
func names[T ~string](s *stream, key string, values []T) {
	s.text(`,"` + key + `":`)
	column(s, values, func(v T) { s.quoted(string(v)) })
}

// column writes one value for each of rows.
func column[T any](s *stream, rows []T, write func(T)) {
	s.text("[")
	for i, row := range rows {
		if s.gone() {
			return
		}
		if i > 0 {
			s.text(",")
		}
		write(row)
	}
	s.text("]")
}

func cityColumns(s *stream, cities []*graph.City) {
	s.text(`,"cities":{"id":`)
	column(s, cities, func(c *graph.City) { s.quoted(string(c.ID)) })
	s.text(`,"name":`)
	column(s, cities, func(c *graph.City) { s.quoted(c.Name) })
	s.text(`,"country":`) // an empty string when not known
	column(s, cities, func(c *graph.City) { s.quoted(c.Country) })
	s.text(`,"kind":`)
	kinds := graph.CityKinds()
	column(s, cities, func(c *graph.City) { s.number(int64(slices.Index(kinds, c.Kind))) })
	angle := func(of func(*graph.Location) float64) func(*graph.City) {
		return func(c *graph.City) {
			if c.Location == nil {
				s.text("null")
				return
			}
			s.degrees(of(c.Location))
		}
	}
	s.text(`,"lat":`)
	column(s, cities, angle(func(l *graph.Location) float64 { return l.Latitude }))
	s.text(`,"lon":`)
	column(s, cities, angle(func(l *graph.Location) float64 { return l.Longitude }))
	s.text(`,"population":`)
	column(s, cities, func(c *graph.City) {
		if c.Population == nil {
			s.text("null")
			return
		}
		s.number(int64(*c.Population))
	})
	s.text("}")
}

func linkColumns(s *stream, links []Link, spells []int) {
	s.text(`,"links":{"id":`)
	column(s, links, func(l Link) { s.quoted(string(l.Record.ID)) })
	s.text(`,"a":`)
	column(s, links, func(l Link) { s.number(int64(l.A)) })
	s.text(`,"b":`)
	column(s, links, func(l Link) { s.number(int64(l.B)) })
	s.text(`,"kind":`)
	kinds := graph.LinkKinds()
	column(s, links, func(l Link) { s.number(int64(slices.Index(kinds, l.Record.Kind))) })
	s.text(`,"spells":`)
	column(s, spells, func(n int) { s.number(int64(n)) })
	s.text("}")
}

func spellColumns(s *stream, spells []mapSpell) {
	s.text(`,"spells":{"from":`)
	column(s, spells, func(spell mapSpell) {
		if spell.from == graph.MinDay {
			s.text("null")
			return
		}
		s.number(int64(spell.from))
	})
	s.text(`,"status":`)
	column(s, spells, func(spell mapSpell) { s.number(int64(spell.status)) })
	s.text(`,"flags":`)
	column(s, spells, func(spell mapSpell) { s.number(int64(spell.flags)) })
	s.text("}")
}

// mapSpell is a spell as the columns have it.
type mapSpell struct {
	from          graph.Day
	status, flags uint8 // the status by its index
}

// mapSpells returns the spells of links that differ in status or flags from the one before,
// and how many each link has.
func mapSpells(links []Link) (spells []mapSpell, counts []int) {
	spells, counts = make([]mapSpell, 0, 2*len(links)), make([]int, len(links))
	statuses := graph.Statuses()
	for i, l := range links {
		before := len(spells)
		var last *graph.Spell
		for j := range l.History {
			spell := &l.History[j]
			flags := flagsOf(spell)
			if last != nil && spell.Status == last.Status && flags == spells[len(spells)-1].flags {
				continue
			}
			spells = append(spells, mapSpell{spell.From, uint8(slices.Index(statuses, spell.Status)), flags})
			last = spell
		}
		counts[i] = len(spells) - before
	}
	return spells, counts
}

func flagsOf(s *graph.Spell) (flags uint8) {
	if s.Disputed {
		flags |= flagDisputed
	}
	if s.Exact {
		flags |= flagExact
	}
	if s.Unilateral {
		flags |= flagUnilateral
	}
	if s.UnderReview {
		flags |= flagUnderReview
	}
	if s.Basis == graph.BasisListing {
		flags |= flagListedOnly
	}
	if s.BecameKnown {
		flags |= flagBecameKnown
	}
	return flags
}
