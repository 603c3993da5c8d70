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
	linkColumns(s, n.Links)
	spellColumns(s, n.Links)
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

func linkColumns(s *stream, links []Link) {
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
	column(s, links, func(l Link) {
		n := 0
		eachSpell(l.History, func(*graph.Spell) { n++ })
		s.number(int64(n))
	})
	s.text("}")
}

func spellColumns(s *stream, links []Link) {
	statuses := graph.Statuses()
	for _, c := range []struct {
		before string
		write  func(*graph.Spell)
	}{
		{`,"spells":{"from":[`, func(spell *graph.Spell) {
			if spell.From == graph.MinDay {
				s.text("null")
				return
			}
			s.number(int64(spell.From))
		}},
		{`],"status":[`, func(spell *graph.Spell) { s.number(int64(slices.Index(statuses, spell.Status))) }},
		{`],"flags":[`, func(spell *graph.Spell) { s.number(int64(flagsOf(spell))) }},
	} {
		s.text(c.before)
		first := true
		for _, l := range links {
			eachSpell(l.History, func(spell *graph.Spell) {
				if !first {
					s.text(",")
				}
				first = false
				c.write(spell)
			})
		}
	}
	s.text("]}")
}

// eachSpell visits the spells of a history that differ in status or flags from the
// one before.
func eachSpell(h graph.History, visit func(*graph.Spell)) {
	for i := range h {
		if i == 0 || h[i].Status != h[i-1].Status || flagsOf(&h[i]) != flagsOf(&h[i-1]) {
			visit(&h[i])
		}
	}
}

func flagsOf(s *graph.Spell) int {
	flags := 0
	for _, f := range []struct {
		set  bool
		flag int
	}{{s.Disputed, flagDisputed}, {s.Exact, flagExact}, {s.Unilateral, flagUnilateral}, {s.UnderReview, flagUnderReview}, {s.Basis == graph.BasisListing, flagListedOnly}, {s.BecameKnown, flagBecameKnown}} {
		if f.set {
			flags += f.flag
		}
	}
	return flags
}
