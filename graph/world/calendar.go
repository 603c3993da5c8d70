package world

import (
	"sort"

	"twingraph/graph"
)

// daysKept is how many days a calendar remembers, those asked for last. One of
// links takes some 50 bytes a link once all its fields were asked for.
const daysKept = 16

// calendar keeps, by day, the columns of the fields that depend on a day.
type calendar struct {
	days *memo[graph.Day, *date]
	open func(graph.Day) *date
}

// date is one day in a calendar.
type date struct {
	make     func(graph.Field) *column
	columns  *memo[string, *column]
	statuses []*graph.LinkStatus // by row, in a calendar of links
}

func newCalendar(open func(graph.Day) *date) *calendar {
	return &calendar{days: newMemo[graph.Day, *date](daysKept), open: open}
}

func (c *calendar) on(day graph.Day) *date {
	return c.days.get(day, func(*date) *date {
		d := c.open(day)
		d.columns = newMemo[string, *column](0)
		return d
	})
}

// column returns the column of a field on the day.
func (d *date) column(field graph.Field) *column {
	return d.columns.get(field.Name, func(*column) *column { return d.make(field) })
}

// lawCalendar returns which resolutions are in force.
func lawCalendar(resolutions func() *sheet) *calendar {
	return newCalendar(func(day graph.Day) *date {
		rows := resolutions().rows
		return &date{make: func(field graph.Field) *column {
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

// linkCalendar returns the statuses of links.
func linkCalendar(past func() *histories) *calendar {
	return newCalendar(func(day graph.Day) *date {
		d := &date{statuses: make([]*graph.LinkStatus, len(past().list))}
		for row, h := range past().list {
			d.statuses[row] = statusOn(h, day)
		}
		d.make = func(field graph.Field) *column {
			return statusColumn(field, d.statuses, func(int) graph.Day { return day })
		}
		return d
	})
}

// statusOn returns the status on a day without copying it out of the history.
func statusOn(h graph.History, day graph.Day) *graph.LinkStatus {
	return &h[sort.Search(len(h)-1, func(i int) bool { return h[i].To > day })].LinkStatus
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
