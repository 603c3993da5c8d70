package world

import (
	"slices"

	"twingraph/graph"
)

// crossing leads along one edge from each row of a sheet to rows of another, each
// once, in order.
type crossing struct {
	start []int32 // the rows across from row i are to[start[i]:start[i+1]]
	to    []int32
}

func (c *crossing) from(row int32) []int32 { return c.to[c.start[row]:c.start[row+1]] }

// into returns the rows from which the crossing leads into a set.
func (c *crossing) into(wanted set) set {
	s := newSet(len(c.start) - 1)
	begin := c.start[0]
	for row, end := range c.start[1:] {
		for _, to := range c.to[begin:end] {
			if wanted.has(to) {
				s.add(int32(row))
				break
			}
		}
		begin = end
	}
	return s
}

// crossing returns the crossing along an edge of word.
func (s *state) crossing(word graph.Word, edge graph.Edge) *crossing {
	return s.crossings.get(crossingKey{word, edge.To, edge.Name}, func(*crossing) *crossing {
		if len(edge.Fields) > 0 {
			return crossForth(s.sheet(word), s.sheet(edge.To), edge.Fields)
		}
		return crossBack(s.sheet(word), s.sheet(edge.To), edge.Back)
	})
}

// crossForth follows references that the rows hold.
func crossForth(from, to *sheet, fields []string) *crossing {
	columns, targets := referring(from, to, fields)
	c := &crossing{start: make([]int32, len(from.rows)+1)}
	for row := range int32(len(from.rows)) {
		begin := len(c.to)
		for i, column := range columns {
			for _, code := range column.row(row) {
				if target := targets[i][code]; target >= 0 {
					c.to = append(c.to, target)
				}
			}
		}
		slices.Sort(c.to[begin:])
		c.to = c.to[:begin+len(slices.Compact(c.to[begin:]))]
		c.start[row+1] = int32(len(c.to))
	}
	return c
}

// crossBack follows references that the rows across hold, against their direction.
func crossBack(from, to *sheet, fields []string) *crossing {
	columns, targets := referring(to, from, fields)
	last := make([]int32, len(from.rows)) // 1 + the last row that was counted for a row
	count := make([]int32, len(from.rows)+1)
	visit := func(each func(target, row int32)) {
		clear(last)
		for row := range int32(len(to.rows)) {
			for i, column := range columns {
				for _, code := range column.row(row) {
					if target := targets[i][code]; target >= 0 && last[target] != row+1 {
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
	c := &crossing{start: slices.Clone(count), to: make([]int32, count[len(count)-1])}
	visit(func(target, row int32) {
		c.to[count[target]] = row
		count[target]++
	})
	return c
}

// referring returns the columns of the fields of a sheet, and for each the row that
// each code refers to in another, -1 for one that is not there.
func referring(from, to *sheet, fields []string) (columns []*column, targets [][]int32) {
	for _, name := range fields {
		field, _ := graph.ShapeOf(from.word).Field(name)
		column := from.column(field)
		target := make([]int32, len(column.values))
		for code, id := range column.values {
			row, ok := to.row(graph.ID(id.(string)))
			if !ok {
				row = -1
			}
			target[code] = row
		}
		columns, targets = append(columns, column), append(targets, target)
	}
	return columns, targets
}

// end returns, by row of links, the row of the city that one field holds, a or b;
// -1 for a city that is not known.
func (s *state) end(field string) []int32 {
	return s.ends.get(field, func([]int32) []int32 {
		columns, targets := referring(s.sheet(graph.WordTwinningLink), s.sheet(graph.WordCity), []string{field})
		end := make([]int32, columns[0].rows())
		for row := range end {
			end[row] = -1
			if code := columns[0].first(int32(row)); code >= 0 {
				end[row] = targets[0][code]
			}
		}
		return end
	})
}
