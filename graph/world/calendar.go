package world

import (
	"slices"
	"sort"

	"twingraph/graph"
)

// daysKept is how many days a calendar remembers, those asked for last. One of
// links takes some 50 bytes a link once all its fields were asked for.
const daysKept = 16

// calendar keeps, by day, the columns of the fields that depend on a day.
type calendar struct {
	days *memo[graph.Day, *date]
	open func(day graph.Day, old *date) *date // from that of an earlier state, nil for none
}

// date is one day in a calendar.
type date struct {
	make     func(field graph.Field, old *column) *column
	columns  *memo[string, *column]
	past     *histories                 // in a calendar of links
	statuses chunked[*graph.LinkStatus] // by row, in a calendar of links
}

func newCalendar(open func(graph.Day, *date) *date) *calendar {
	return &calendar{days: newMemo[graph.Day, *date](daysKept), open: open}
}

// next returns the calendar of the next state, which is new, with what it can take over.
func (c *calendar) next(to *calendar) *calendar {
	to.days = c.days.next(func(graph.Day) bool { return false })
	return to
}

func (c *calendar) on(day graph.Day) *date {
	return c.days.get(day, func(old *date) *date {
		d := c.open(day, old)
		if d.columns == nil {
			d.columns = newMemo[string, *column](0)
		}
		return d
	})
}

// column returns the column of a field on the day.
func (d *date) column(field graph.Field) *column {
	return d.columns.get(field.Name, func(old *column) *column { return d.make(field, old) })
}

// lawCalendar returns which resolutions are in force.
func lawCalendar(resolutions func() *sheet) *calendar {
	return newCalendar(func(day graph.Day, _ *date) *date {
		rows := resolutions().rows
		return &date{make: func(field graph.Field, _ *column) *column {
			return lifeColumn(field, len(rows), func(row int) (*graph.Resolution, graph.Day) { return rows[row].(*graph.Resolution), day })
		}}
	})
}

// lifeColumn makes the column of a field of n resolutions that depends on a day.
func lifeColumn(field graph.Field, n int, at func(i int) (*graph.Resolution, graph.Day)) *column {
	return columnOf(field, n, func(i int) (graph.InForce, bool) {
		resolution, day := at(i)
		answer, _ := resolution.Life().At(day)
		return answer, true
	}, asString)
}

// linkCalendar returns the statuses of links. Where the links are those of an earlier state,
// only those whose history changed are looked at.
func linkCalendar(past func() *histories) *calendar {
	return newCalendar(func(day graph.Day, old *date) *date {
		d := &date{past: past()}
		d.make = func(field graph.Field, had *column) *column { return statusesFrom(field, had, d.statuses, day) }
		if old == nil || old.past.links != d.past.links {
			statuses := make([]*graph.LinkStatus, d.past.list.rows())
			for row, h := range d.past.list.all {
				statuses[row] = statusOn(h, day)
			}
			d.statuses = inChunks(statuses)
			return d
		}
		d.columns = old.columns.next(func(string) bool { return false })
		d.statuses = old.statuses.with(func(yield func(int32, *graph.LinkStatus) bool) {
			for row, h := range unlike(old.past.list, d.past.list) {
				if !sameSlice(h[0], h[1]) && !yield(row, statusOn(h[1], day)) {
					return
				}
			}
		})
		return d
	})
}

// sameSlice reports whether two slices are the same memory.
func sameSlice(a, b graph.History) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// statusOn returns the status on a day without copying it out of the history.
func statusOn(h graph.History, day graph.Day) *graph.LinkStatus {
	return &h[sort.Search(len(h)-1, func(i int) bool { return h[i].To > day })].LinkStatus
}

// statusesFrom makes the column of a field of links that depends on a day from that of an
// earlier state, nil for none, in which some rows had another status.
func statusesFrom(field graph.Field, had *column, statuses chunked[*graph.LinkStatus], day graph.Day) *column {
	on := func(int) graph.Day { return day }
	if had == nil {
		c := statusColumn(field, slices.Concat(statuses.chunks...), on)
		c.statuses = statuses
		return c
	}
	c := &column{dictionary: had.dictionary, field: field, codes: slices.Clone(had.codes), statuses: statuses}
	var rows []int32
	var changed []*graph.LinkStatus
	for row, s := range unlike(had.statuses, statuses) {
		if s[0] != s[1] {
			rows, changed = append(rows, row), append(changed, s[1])
		}
	}
	few, own := statusColumn(field, changed, on), false
	for i, row := range rows {
		if c.codes[row] = few.codes[i]; few.codes[i] < 0 {
			continue
		}
		value := few.values[few.codes[i]]
		code, ok := c.find(value)
		if !ok {
			if !own {
				c.dictionary, own = c.grown(), true
			}
			code = c.add(value)
		}
		c.codes[row] = code
	}
	for i := range c.orders {
		c.orders[i].follow(&had.orders[i], rows)
	}
	return c
}

// statusColumn makes the column of a field of links that depends on a day, of statuses each
// on its day.
func statusColumn(field graph.Field, statuses []*graph.LinkStatus, day func(row int) graph.Day) *column {
	flag := func(of func(*graph.LinkStatus) bool) *column {
		return columnOf(field, len(statuses), func(row int) (bool, bool) { return of(statuses[row]), true }, asIs)
	}
	date := func(of func(*graph.LinkStatus) graph.PartialDate) *column {
		return columnOf(field, len(statuses), func(row int) (graph.PartialDate, bool) {
			d := of(statuses[row])
			return d, !d.IsZero()
		}, asIs)
	}
	switch field.Name {
	case "status":
		return columnOf(field, len(statuses), func(row int) (graph.Status, bool) { return statuses[row].Status, true }, asString)
	case "basis":
		return columnOf(field, len(statuses), func(row int) (graph.Basis, bool) {
			return statuses[row].Basis, statuses[row].Basis != ""
		}, asString)
	case "since":
		return date(func(s *graph.LinkStatus) graph.PartialDate { return s.Since })
	case "lastConfirmed":
		return date(func(s *graph.LinkStatus) graph.PartialDate { return s.LastConfirmed })
	case "exact":
		return flag(func(s *graph.LinkStatus) bool { return s.Exact })
	case "sinceAtLatest":
		return flag(func(s *graph.LinkStatus) bool { return s.SinceAtLatest })
	case "listedSince":
		return date(func(s *graph.LinkStatus) graph.PartialDate { return s.ListedSince })
	case "stale":
		return columnOf(field, len(statuses), func(row int) (bool, bool) { return statuses[row].Stale(day(row)), true }, asIs)
	case "became":
		return columnOf(field, len(statuses), func(row int) (graph.Became, bool) {
			became := statuses[row].Became()
			return became, became != ""
		}, asString)
	case "unknownBecause":
		return columnOf(field, len(statuses), func(row int) (graph.UnknownBecause, bool) {
			reason := statuses[row].UnknownBecause
			return reason, reason != ""
		}, asString)
	case "unilateral":
		return flag(func(s *graph.LinkStatus) bool { return s.Unilateral })
	case "disputed":
		return flag(func(s *graph.LinkStatus) bool { return s.Disputed })
	case "underReview":
		return flag(func(s *graph.LinkStatus) bool { return s.UnderReview })
	}
	panic("world: no rule for the field " + field.Name)
}

func asString[T ~string](v T) any { return string(v) }

func asIs[T any](v T) any { return v }

// columnOf makes a column of at most one value a row, without boxing each.
func columnOf[T comparable](field graph.Field, rows int, of func(row int) (T, bool), box func(T) any) *column {
	c := &column{field: field, codes: make([]int32, rows), dictionary: newDictionary()}
	codes := map[T]int32{}
	for row := range rows {
		value, ok := of(row)
		if !ok {
			c.codes[row] = -1
			continue
		}
		code, ok := codes[value]
		if !ok {
			code = c.add(box(value))
			codes[value] = code
		}
		c.codes[row] = code
	}
	return c
}
