package world

import (
	"slices"

	"twingraph/graph"
)

// crossing leads over one edge from each row of a sheet to rows of another, each
// once, in order.
type crossing struct {
	sheet *sheet  // across
	start []int32 // the rows across from row i are to[start[i]:start[i+1]]
	to    []int32
	refs  []refs // that it follows
}

// refs is one field that holds ids of rows of a sheet.
type refs struct {
	*column
	of     *sheet
	target []int32 // by code: the row, -1 for one that is not there
}

func (c *crossing) from(row int32) []int32 { return c.to[c.start[row]:c.start[row+1]] }

// into returns the rows from which the crossing leads to at least so many rows of a set.
func (c *crossing) into(wanted set, atLeast int) set {
	s := newSet(len(c.start) - 1)
	begin := c.start[0]
	for row, end := range c.start[1:] {
		missing := atLeast
		for _, to := range c.to[begin:end] {
			if wanted.has(to) {
				if missing--; missing == 0 {
					s.add(int32(row))
					break
				}
			}
		}
		begin = end
	}
	return s
}

// numbers returns the column of how many rows of a set the crossing leads to from each row.
func (c *crossing) numbers(wanted set) *column {
	numbers := &column{dictionary: newDictionary(), codes: make([]int32, len(c.start)-1)}
	for row := range numbers.codes {
		n := int64(0)
		for _, to := range c.from(int32(row)) {
			if wanted.has(to) {
				n++
			}
		}
		numbers.codes[row] = numbers.code(n)
	}
	return numbers
}

// crossing returns the crossing over an edge of word.
func (s *state) crossing(word graph.Word, edge string) *crossing {
	return s.crossings.get(crossingKey{word, edge}, func(old *crossing) *crossing {
		e, _ := graph.ShapeOf(word).Edge(edge)
		from, to := s.sheet(word), s.sheet(e.To)
		if len(e.Alike) > 0 {
			return crossAlike(from, e.Alike)
		}
		if len(e.Fields) > 0 {
			return crossForth(from, to, referring(from, to, e.Fields, old))
		}
		return crossBack(from, to, referring(to, from, e.Back, old))
	})
}

// crossForth follows references that the rows hold.
func crossForth(from, to *sheet, fields []refs) *crossing {
	c := &crossing{sheet: to, refs: fields, start: make([]int32, len(from.rows)+1), to: make([]int32, 0, len(from.rows))}
	for row := range int32(len(from.rows)) {
		begin := len(c.to)
		for _, field := range fields {
			for _, code := range field.row(row) {
				if target := field.target[code]; target >= 0 {
					c.to = append(c.to, target)
				}
			}
		}
		if len(c.to)-begin > 1 {
			slices.Sort(c.to[begin:])
			c.to = c.to[:begin+len(slices.Compact(c.to[begin:]))]
		}
		c.start[row+1] = int32(len(c.to))
	}
	return c
}

// crossBack follows references that the rows across hold, against their direction.
func crossBack(from, to *sheet, fields []refs) *crossing {
	last := make([]int32, len(from.rows)) // 1 + the last row that was counted for a row
	count := make([]int32, len(from.rows)+1)
	visit := func(each func(target, row int32)) {
		clear(last)
		for row := range int32(len(to.rows)) {
			for _, field := range fields {
				for _, code := range field.row(row) {
					if target := field.target[code]; target >= 0 && last[target] != row+1 {
						last[target] = row + 1
						each(target, row)
					}
				}
			}
		}
	}
	visit(func(target, _ int32) { count[target+1]++ })
	for i := 1; i < len(count); i++ {
		count[i] += count[i-1]
	}
	c := &crossing{sheet: to, refs: fields, start: slices.Clone(count), to: make([]int32, count[len(count)-1])}
	visit(func(target, row int32) {
		c.to[count[target]] = row
		count[target]++
	})
	return c
}

// referring returns the fields of a sheet that hold ids of rows of another. What old, a
// crossing of an earlier state or nil, knows of the same rows is taken over.
func referring(from, to *sheet, fields []string, old *crossing) []refs {
	list := make([]refs, len(fields))
	for i, name := range fields {
		field, _ := graph.ShapeOf(from.word).Field(name)
		r := refs{column: from.column(field), of: to}
		r.target = make([]int32, 0, len(r.values))
		if old != nil && old.refs[i].of == to && old.refs[i].grew == r.grew {
			r.target = append(r.target, old.refs[i].target...)
		}
		for _, id := range r.values[len(r.target):] {
			row, ok := to.row(graph.ID(id.(string)))
			if !ok {
				row = -1
			}
			r.target = append(r.target, row)
		}
		list[i] = r
	}
	return list
}

// end returns, by row of links, the row of the city that one field holds, a or b;
// -1 for a city that is not known.
func (s *state) end(field string) []int32 {
	return s.ends.get(field, func([]int32) []int32 {
		r := referring(s.sheet(graph.WordTwinningLink), s.sheet(graph.WordCity), []string{field}, nil)[0]
		end := make([]int32, r.rows())
		for row := range end {
			end[row] = -1
			if code := r.first(int32(row)); code >= 0 {
				end[row] = r.target[code]
			}
		}
		return end
	})
}
