package world

import (
	"strings"

	"twingraph/graph"
)

// column is one field of all rows of a sheet. Each distinct value is kept once and
// has a code, so that a condition looks at each value once and at rows by code
// only. Text is kept folded.
type column struct {
	*dictionary
	field graph.Field
	of    []graph.Record // the rows, where they are records
	start []int32        // the codes of row i are codes[start[i]:start[i+1]]; nil where no row has several
	codes []int32        // without start: the code of each row, -1 for none

	statuses chunked[*graph.LinkStatus] // of the rows, where they are links on a day

	orders [2]order // and descending
}

// newColumn makes the column of a field of records. It takes over the codes of those
// that old, a column of an earlier sheet, has too; nil when there is none.
func newColumn(field graph.Field, rows []graph.Record, old *column) *column {
	c := &column{field: field, of: rows, start: make([]int32, len(rows)+1), codes: make([]int32, 0, len(rows))}
	var from []int32
	if old != nil && len(old.values) <= 64+2*len(rows) { // or too many values are of no row any more
		from = earlier(old.of, rows)
		c.dictionary = old.dictionary
	} else {
		c.dictionary = newDictionary()
	}
	several, own := false, from == nil
	for row, r := range rows {
		if from != nil && from[row] >= 0 && old.of[from[row]] == r {
			c.codes = append(c.codes, old.row(from[row])...)
		} else {
			for _, value := range field.Of(r) {
				if field.Type == graph.Text {
					value = graph.Fold(value.(string))
				}
				code, ok := c.find(value)
				if !ok && !own {
					c.dictionary, own = c.grown(), true
				}
				if !ok {
					code = c.add(value)
				}
				c.codes = append(c.codes, code)
			}
		}
		c.start[row+1] = int32(len(c.codes))
		several = several || c.start[row+1]-c.start[row] > 1
	}
	if !several {
		c.flatten()
	}
	return c
}

// composed returns the column of an order by what is related.
func (s *state) composed(word graph.Word, order graph.Order) *column {
	return s.orders.get(orderKey{word, order.Name}, func(*column) *column {
		from, to := s.sheet(word), s.sheet(order.To)
		across := func(id graph.ID) graph.Record {
			if row, ok := to.row(id); ok {
				return to.rows[row]
			}
			return nil
		}
		c := &column{dictionary: newDictionary(), codes: make([]int32, len(from.rows))}
		for row, r := range from.rows {
			c.codes[row] = -1
			if value, ok := order.Of(r, across); ok {
				c.codes[row] = c.code(value)
			}
		}
		return c
	})
}

// flatten drops start: no row has several values.
func (c *column) flatten() {
	flat := make([]int32, len(c.start)-1)
	for row := range flat {
		flat[row] = -1
		if c.start[row] < c.start[row+1] {
			flat[row] = c.codes[c.start[row]]
		}
	}
	c.start, c.codes = nil, flat
}

// rows returns how many rows there are.
func (c *column) rows() int {
	if c.start == nil {
		return len(c.codes)
	}
	return len(c.start) - 1
}

// row returns the codes of a row.
func (c *column) row(row int32) []int32 {
	switch {
	case c.start != nil:
		return c.codes[c.start[row]:c.start[row+1]]
	case c.codes[row] < 0:
		return nil
	}
	return c.codes[row : row+1]
}

// first returns the code of a row's first value, -1 when it has none.
func (c *column) first(row int32) int32 {
	switch {
	case c.start == nil:
		return c.codes[row]
	case c.start[row] == c.start[row+1]:
		return -1
	}
	return c.codes[c.start[row]]
}

// selects returns the rows for which the condition holds.
func (c *column) selects(condition *graph.Condition) set {
	s := newSet(c.rows())
	if condition.Op == graph.OpMissing {
		for row := range int32(c.rows()) {
			if c.first(row) < 0 {
				s.add(row)
			}
		}
		return s
	}
	holds := c.holds(condition)
	if c.start == nil {
		for row, code := range c.codes {
			if code >= 0 && holds[code] {
				s.add(int32(row))
			}
		}
		return s
	}
	for row := range int32(c.rows()) {
		for _, code := range c.row(row) {
			if holds[code] {
				s.add(row)
				break
			}
		}
	}
	return s
}

// holds says of each value whether the condition holds for it.
func (c *column) holds(condition *graph.Condition) []bool {
	holds := make([]bool, len(c.values))
	if condition.Op == graph.OpIn {
		for _, asked := range condition.Values {
			if c.field.Type == graph.Text {
				asked = graph.Fold(asked.(string))
			}
			if code, ok := c.find(asked); ok {
				holds[code] = true
			}
		}
		return holds
	}
	asked := condition.Values[0]
	if c.field.Type == graph.Text {
		asked = graph.Fold(asked.(string))
	}
	for code, value := range c.values {
		holds[code] = satisfies(condition.Op, value, asked)
	}
	return holds
}

// satisfies compares one value of a field with the one asked for, in any way but
// OpIn.
func satisfies(op graph.Op, value, asked any) bool {
	switch op {
	case graph.OpContains:
		return strings.Contains(value.(string), asked.(string))
	case graph.OpStartsWith:
		return strings.HasPrefix(value.(string), asked.(string))
	case graph.OpOn:
		date, day := value.(graph.PartialDate), asked.(graph.Day)
		return date.First() <= day && day <= date.Last()
	case graph.OpBefore:
		return graph.CompareKeys(graph.KeyOf(value), asked) < 0
	case graph.OpAfter:
		return graph.CompareKeys(graph.KeyOf(value), asked) > 0
	}
	return false
}
