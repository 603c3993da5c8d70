package world

import (
	"sort"
	"sync"

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
	rows     int
	value    func(field string, row int) []any
	statuses []*graph.LinkStatus // by row, in a calendar of links
	columns  *memo[string, *column]
}

func (c *calendar) on(day graph.Day) *date {
	return c.days.get(day, func() *date {
		d := c.open(day)
		d.columns = newMemo[string, *column](0)
		return d
	})
}

// column returns the column of a field on the day.
func (d *date) column(field graph.Field) *column {
	return d.columns.get(field.Name, func() *column {
		return newColumn(field, d.rows, func(row int) []any { return d.value(field.Name, row) })
	})
}

// lawCalendar tells which resolutions are in force.
func lawCalendar(resolutions func() *sheet) *calendar {
	return &calendar{days: newMemo[graph.Day, *date](daysKept), open: func(day graph.Day) *date {
		rows := resolutions().rows
		return &date{rows: len(rows), value: func(_ string, row int) []any {
			answer, _ := rows[row].(*graph.Resolution).Life().At(day)
			return []any{string(answer)}
		}}
	}}
}

// linkCalendar tells how links stand.
func linkCalendar(links func() *sheet, history func(graph.ID) graph.History) *calendar {
	histories := sync.OnceValue(func() []graph.History {
		list := make([]graph.History, len(links().rows))
		for row, link := range links().rows {
			list[row] = history(link.Base().ID)
		}
		return list
	})
	return &calendar{days: newMemo[graph.Day, *date](daysKept), open: func(day graph.Day) *date {
		d := &date{rows: len(histories()), statuses: make([]*graph.LinkStatus, len(histories()))}
		for row, h := range histories() {
			d.statuses[row] = statusOn(h, day)
		}
		d.value = func(field string, row int) []any { return statusValue(d.statuses[row], field) }
		return d
	}}
}

// statusOn returns the status on a day without copying it out of the history.
func statusOn(h graph.History, day graph.Day) *graph.LinkStatus {
	return &h[sort.Search(len(h)-1, func(i int) bool { return h[i].To > day })].LinkStatus
}

// statusValue returns the value of a field of links that depends on a day.
func statusValue(s *graph.LinkStatus, field string) []any {
	switch field {
	case "status":
		return []any{string(s.Status)}
	case "since":
		return known(s.Since)
	case "exact":
		return []any{s.Exact}
	case "unilateral":
		return []any{s.Unilateral}
	case "disputed":
		return []any{s.Disputed}
	case "underReview":
		return []any{s.UnderReview}
	case "basis":
		if s.Basis == "" {
			return nil
		}
		return []any{string(s.Basis)}
	case "lastConfirmed":
		return known(s.LastConfirmed)
	}
	panic("world: no rule for the field " + field)
}

func known(d graph.PartialDate) []any {
	if d.IsZero() {
		return nil
	}
	return []any{d}
}
