package world

import (
	"slices"
	"strings"
	"sync"

	"twingraph/graph"
)

// sheet is the records of one word known at one moment, in order of id. It is
// immutable; what is made on demand is kept with it.
type sheet struct {
	word    graph.Word
	rows    []graph.Record
	columns *memo[string, *column] // of fields that do not depend on a day

	indexOnce sync.Once
	index     map[graph.ID]int32
	tiersOnce sync.Once
	tiers     [3]set // rows that each tier sees
	namesOnce sync.Once
	names     *names
}

// derive returns the sheet in which the records of the touched ids are those that
// known returns; nil ones are left out. It sorts touched.
func (s *sheet) derive(touched []graph.ID, known func(graph.ID) graph.Record) *sheet {
	slices.Sort(touched)
	touched = slices.Compact(touched)
	d := &sheet{word: s.word, columns: newMemo[string, *column](0), rows: make([]graph.Record, 0, len(s.rows)+len(touched))}
	rest := s.rows
	for _, id := range touched {
		n := before(rest, id)
		d.rows = append(d.rows, rest[:n]...)
		if rest = rest[n:]; len(rest) > 0 && rest[0].Base().ID == id {
			rest = rest[1:]
		}
		if r := known(id); r != nil {
			d.rows = append(d.rows, r)
		}
	}
	d.rows = append(d.rows, rest...)
	return d
}

// before returns how many of the rows, which are in order, come before id.
func before(rows []graph.Record, id graph.ID) int {
	n, _ := slices.BinarySearchFunc(rows, id, func(r graph.Record, id graph.ID) int {
		return strings.Compare(string(r.Base().ID), string(id))
	})
	return n
}

// row returns the row of id, false when there is none.
func (s *sheet) row(id graph.ID) (int32, bool) {
	s.indexOnce.Do(func() {
		s.index = make(map[graph.ID]int32, len(s.rows))
		for i, r := range s.rows {
			s.index[r.Base().ID] = int32(i)
		}
	})
	i, ok := s.index[id]
	return i, ok
}

// seen returns the rows that a viewer of that tier sees.
func (s *sheet) seen(tier graph.Tier) set {
	s.tiersOnce.Do(func() {
		for i, t := range graph.Tiers() {
			s.tiers[i] = newSet(len(s.rows))
			for row, r := range s.rows {
				if t.Sees(graph.TierOf(r)) {
					s.tiers[i].add(int32(row))
				}
			}
		}
	})
	if i := slices.Index(graph.Tiers(), tier); i >= 0 {
		return s.tiers[i]
	}
	return s.tiers[0]
}

// column returns the column of a field that does not depend on a day.
func (s *sheet) column(field graph.Field) *column {
	return s.columns.get(field.Name, func() *column {
		return newColumn(field, len(s.rows), func(row int) []any { return field.Of(s.rows[row]) })
	})
}
