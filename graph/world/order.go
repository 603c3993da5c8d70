package world

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// order is all rows of a column in the order of its field, made when it is first asked for.
type order struct {
	once sync.Once
	rows atomic.Pointer[ordered] // nil where there was none in an earlier state either
}

// ordered is rows in order, but for those that moved since, in order of id.
type ordered struct {
	rows, moved []int32
}

// manyMoved is so many that all rows are put in order anew.
const manyMoved = 2000

// follow makes the order begin with that of an earlier state of the same rows, of which some
// had another value then.
func (o *order) follow(old *order, moved []int32) {
	was := old.rows.Load()
	if was == nil || len(was.moved)+len(moved) > manyMoved {
		return
	}
	o.rows.Store(&ordered{was.rows, slices.Compact(slices.Sorted(slices.Values(slices.Concat(was.moved, moved))))})
}

// compareRows orders two rows by the field: those without a value last, equal ones
// by id, whatever the direction.
func (c *column) compareRows(a, b int32, desc bool) int {
	ka, kb := c.first(a), c.first(b)
	switch {
	case ka < 0 && kb < 0:
		return cmp.Compare(a, b)
	case ka < 0:
		return 1
	case kb < 0:
		return -1
	}
	order := cmp.Compare(c.ranks()[ka], c.ranks()[kb])
	if desc {
		order = -order
	}
	return cmp.Or(order, cmp.Compare(a, b))
}

// order returns all rows in the order of the field, as compareRows orders them.
func (c *column) order(desc bool) []int32 {
	o := &c.orders[0]
	if desc {
		o = &c.orders[1]
	}
	o.once.Do(func() {
		switch was := o.rows.Load(); {
		case was == nil:
			o.rows.Store(&ordered{rows: c.sorted(desc)})
		case len(was.moved) > 0:
			o.rows.Store(&ordered{rows: c.reordered(was.rows, was.moved, desc)})
		}
	})
	return o.rows.Load().rows
}

// reordered returns the rows in order, of which all but the moved ones are in order already.
func (c *column) reordered(was, moved []int32, desc bool) []int32 {
	gone := newSet(len(was))
	for _, row := range moved {
		gone.add(row)
	}
	moved = slices.SortedFunc(slices.Values(moved), func(a, b int32) int { return c.compareRows(a, b, desc) })
	rows := make([]int32, 0, len(was))
	for _, row := range was {
		if gone.has(row) {
			continue
		}
		for len(moved) > 0 && c.compareRows(moved[0], row, desc) < 0 {
			rows, moved = append(rows, moved[0]), moved[1:]
		}
		rows = append(rows, row)
	}
	return append(rows, moved...)
}

// sorted counts how many rows go before each rank, and then gives each row its
// place: rows of one rank stay in order of id.
func (c *column) sorted(desc bool) []int32 {
	ranks, last := c.ranks(), int32(len(c.values))
	place := func(row int32) int32 {
		switch code := c.first(row); {
		case code < 0:
			return last
		case desc:
			return last - 1 - ranks[code]
		default:
			return ranks[code]
		}
	}
	next := make([]int32, last+2)
	for row := range int32(c.rows()) {
		next[place(row)+1]++
	}
	for i := range last {
		next[i+1] += next[i]
	}
	rows := make([]int32, c.rows())
	for row := range int32(c.rows()) {
		p := place(row)
		rows[next[p]] = row
		next[p]++
	}
	return rows
}
