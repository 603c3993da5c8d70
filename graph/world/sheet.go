package world

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"twingraph/graph"
)

// sheet is the records of one word known at one moment, in order of id. It is
// immutable; what is made on demand is kept with it.
type sheet struct {
	word    graph.Word
	rows    []graph.Record
	columns *memo[string, *column] // of fields that do not depend on a day
	lists   *memo[graph.Tier, any] // what Of returns

	indexOnce sync.Once
	index     atomic.Pointer[index]
	oldIndex  *index                      // of an earlier sheet, nil when there is none
	newest    func(graph.ID) graph.Record // the newest version of a record; nil where rows are the newest
	tiersOnce sync.Once
	tiers     [3]set // rows that each tier sees
	namesOnce sync.Once
	names     *sheetNames
}

// newSheet returns the sheet of records in order of id.
func newSheet(word graph.Word, rows []graph.Record) *sheet {
	return &sheet{word: word, rows: rows, columns: newMemo[string, *column](0), lists: newMemo[graph.Tier, any](0)}
}

// derive returns the sheet in which the records of the touched ids, which are in order,
// are those that known returns; nil ones are left out.
func (s *sheet) derive(touched []graph.ID, known func(graph.ID) graph.Record) *sheet {
	rows, rest := make([]graph.Record, 0, len(s.rows)+len(touched)), s.rows
	for _, id := range touched {
		n := before(rest, id)
		rows = append(rows, rest[:n]...)
		if rest = rest[n:]; len(rest) > 0 && rest[0].Base().ID == id {
			rest = rest[1:]
		}
		if r := known(id); r != nil {
			rows = append(rows, r)
		}
	}
	d := newSheet(s.word, append(rows, rest...))
	d.columns = s.columns.next(func(string) bool { return false })
	d.oldIndex = cmp.Or(s.index.Load(), s.oldIndex)
	return d
}

// before returns how many of the rows, which are in order, come before id.
func before(rows []graph.Record, id graph.ID) int {
	n, _ := slices.BinarySearchFunc(rows, id, func(r graph.Record, id graph.ID) int {
		return strings.Compare(string(r.Base().ID), string(id))
	})
	return n
}

// earlier returns for each row the one of the same id in an earlier sheet of the word,
// -1 where there is none. Both are in order of id.
func earlier(old, rows []graph.Record) []int32 {
	from, at := make([]int32, len(rows)), 0
	for row, r := range rows {
		from[row] = -1
		if at < len(old) && old[at] != r {
			at += before(old[at:], r.Base().ID)
		}
		if at < len(old) && (old[at] == r || old[at].Base().ID == r.Base().ID) {
			from[row] = int32(at)
			at++
		}
	}
	return from
}

// row returns the row of id, false when there is none.
func (s *sheet) row(id graph.ID) (int32, bool) {
	x := s.index.Load()
	if x == nil {
		s.indexOnce.Do(func() { s.index.Store(newIndex(s.rows, s.oldIndex)) })
		x = s.index.Load()
	}
	return x.row(id)
}

// index finds rows by id. It begins with the ids of an earlier sheet, so that a sheet
// that differs in a few rows needs no new map of all of them.
type index struct {
	ids   map[graph.ID]int32 // the row in first
	first []graph.Record
	moved []int32            // the row now of each row of first, -1 for none; nil when first is all
	late  map[graph.ID]int32 // the rows of other ids
}

func newIndex(rows []graph.Record, old *index) *index {
	if old != nil {
		x := &index{ids: old.ids, first: old.first, moved: make([]int32, len(old.first)), late: map[graph.ID]int32{}}
		for i := range x.moved {
			x.moved[i] = -1
		}
		for row, was := range earlier(old.first, rows) {
			if was >= 0 {
				x.moved[was] = int32(row)
			} else {
				x.late[rows[row].Base().ID] = int32(row)
			}
		}
		if gone := len(x.first) + len(x.late) - len(rows); len(x.late)+gone <= 64+len(rows)/8 {
			return x
		}
	}
	x := &index{ids: make(map[graph.ID]int32, len(rows)), first: rows}
	for row, r := range rows {
		x.ids[r.Base().ID] = int32(row)
	}
	return x
}

func (x *index) row(id graph.ID) (int32, bool) {
	row, ok := x.ids[id]
	switch {
	case !ok:
		row, ok = x.late[id]
	case x.moved != nil:
		row = x.moved[row]
		ok = row >= 0
	}
	return row, ok
}

// seen returns the rows that a viewer of that tier sees by the tiers of the records alone;
// see state.seen.
func (s *sheet) seen(tier graph.Tier) set {
	s.tiersOnce.Do(func() {
		shape := graph.ShapeOf(s.word)
		for i, t := range graph.Tiers() {
			s.tiers[i] = newSet(len(s.rows))
			for row, r := range s.rows {
				if shape.Open || shape.CitedBy || t.Sees(shape.TierOf(r)) && (s.newest == nil || t.Sees(shape.TierOf(s.newest(r.Base().ID)))) {
					s.tiers[i].add(int32(row))
				}
			}
		}
	})
	switch tier {
	case graph.TierPartner, graph.TierRestricted:
		return s.tiers[tier.Rank()]
	}
	return s.tiers[0]
}

// column returns the column of a field that does not depend on a day.
func (s *sheet) column(field graph.Field) *column {
	return s.columns.get(field.Name, func(old *column) *column { return newColumn(field, s.rows, old) })
}
