package world

import (
	"context"
	"fmt"
	"slices"

	"twingraph/graph"
)

// Count counts records in groups; see graph.Reader.
func (w *World) Count(ctx context.Context, v graph.View, q graph.CountQuery) (graph.Counted, error) {
	if err := q.Check(); err != nil {
		return graph.Counted{}, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return graph.Counted{}, err
	}
	selected, err := ask.selects(q.Word, q.Where)
	if err != nil {
		return graph.Counted{}, err
	}
	counted := graph.Counted{Total: selected.count(), Groups: []graph.Group{}}
	g := ask.grouped(q)
	g.count(selected)
	if counted.Groups, err = g.groups(); err != nil {
		return graph.Counted{}, err
	}
	return counted, stopped(ctx)
}

// grouped counts rows by the places of their groups. A group is one number: the sum over
// all groupings of the code of the row's key times the stride of the grouping. Code 0 is
// what is not known.
type grouped struct {
	by    []*keyed
	ways  []way
	dense []int         // by number, where there are not too many
	rare  map[int64]int // otherwise
	width int64         // numbers there can be
}

// denseGroups is how many groups are counted in an array.
const denseGroups = 1 << 16

// keyed is what one grouping reads of a row.
type keyed struct {
	column *column
	codes  []int64  // by code of the column: that of its key, times the stride
	keys   []string // by code, "" first
	stride int64
}

// way leads from a row to the rows that groupings read: over one edge, or to itself.
type way struct {
	over *crossing // nil for the row itself
	seen set
	by   []*keyed
}

// grouped prepares to count by the groupings of a query, which was checked.
func (q *inquiry) grouped(query graph.CountQuery) *grouped {
	g := &grouped{width: 1}
	edges := map[string]int{}
	for _, by := range query.By {
		word, at := query.Word, len(g.ways)
		if by.Edge != "" {
			edge, _ := graph.ShapeOf(word).Edge(by.Edge)
			if i, ok := edges[by.Edge]; ok {
				at = i
			}
			edges[by.Edge] = at
			word = edge.To
		}
		if at == len(g.ways) {
			way := way{}
			if by.Edge != "" {
				way.over, way.seen = q.crossing(query.Word, by.Edge), q.seen(word)
			}
			g.ways = append(g.ways, way)
		}
		key := q.keyed(word, by, g.width)
		g.width *= int64(len(key.keys))
		g.by, g.ways[at].by = append(g.by, key), append(g.ways[at].by, key)
	}
	if g.width <= denseGroups {
		g.dense = make([]int, g.width)
	} else {
		g.rare = map[int64]int{}
	}
	return g
}

// keyed returns what a grouping reads of the rows of word.
func (q *inquiry) keyed(word graph.Word, by graph.Grouping, stride int64) *keyed {
	field, _ := graph.ShapeOf(word).Field(by.Field)
	if field.Type == graph.Text { // a column of its own, as texts are written
		field.Name, field.Type = "written "+field.Name, graph.Enum
	}
	k := &keyed{column: q.column(word, field), keys: []string{""}, stride: stride}
	k.codes = make([]int64, len(k.column.values))
	codes := map[string]int64{}
	for i, value := range k.column.values {
		key := keyOf(value, by.Part)
		code, ok := codes[key]
		if !ok {
			code = int64(len(k.keys))
			codes[key], k.keys = code, append(k.keys, key)
		}
		k.codes[i] = code * stride
	}
	return k
}

// keyOf returns the key of the group of a value.
func keyOf(value any, part graph.DatePart) string {
	switch value := value.(type) {
	case string:
		return value
	case graph.PartialDate:
		return part.Of(value)
	}
	return fmt.Sprint(value)
}

// count counts rows in their groups.
func (g *grouped) count(rows set) {
	if len(g.by) == 1 && g.ways[0].over == nil && g.by[0].column.start == nil && g.dense != nil {
		by := g.by[0]
		for row := range rows.each {
			if code := by.column.codes[row]; code >= 0 {
				g.dense[by.codes[code]]++
			} else {
				g.dense[0]++
			}
		}
		return
	}
	var numbers, next, part []int64
	for row := range rows.each {
		numbers = append(numbers[:0], 0)
		for _, way := range g.ways {
			part = way.numbers(part[:0], row)
			numbers, next = product(next[:0], numbers, part), numbers
		}
		for _, number := range numbers {
			if g.dense != nil {
				g.dense[number]++
			} else {
				g.rare[number]++
			}
		}
	}
}

// numbers appends the parts of numbers that the rows on the way give, each once.
func (w way) numbers(list []int64, row int32) []int64 {
	if w.over == nil {
		return once(w.add(list, row), 0)
	}
	for _, to := range w.over.from(row) {
		if w.seen.has(to) {
			list = once(w.add(list, to), len(list))
		}
	}
	if len(list) == 0 { // nothing across: not known
		list = append(list, 0)
	}
	return list
}

// add appends the parts of numbers that one row gives.
func (w way) add(list []int64, row int32) []int64 {
	begin := len(list)
	list = append(list, 0)
	for _, by := range w.by {
		codes := by.column.row(row)
		if len(codes) == 0 {
			continue
		}
		had := len(list)
		for _, code := range codes[1:] {
			for i := begin; i < had; i++ {
				list = append(list, list[i]+by.codes[code])
			}
		}
		for i := begin; i < had; i++ {
			list[i] += by.codes[codes[0]]
		}
	}
	return list
}

// once drops the numbers from place from on that are there before.
func once(list []int64, from int) []int64 {
	kept := list[:max(from, min(1, len(list)))]
	for _, number := range list[len(kept):] {
		if !slices.Contains(kept, number) {
			kept = append(kept, number)
		}
	}
	return kept
}

// product appends every sum of one of each.
func product(list, a, b []int64) []int64 {
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+y)
		}
	}
	return list
}

// groups returns what was counted, in the order of an answer. Its error has code
// LimitExceeded.
func (g *grouped) groups() ([]graph.Group, error) {
	groups := []graph.Group{}
	add := func(number int64, count int) {
		keys := make([]string, len(g.by))
		for i, by := range g.by {
			keys[i] = by.keys[number/by.stride%int64(len(by.keys))]
		}
		groups = append(groups, graph.Group{Keys: keys, Count: count})
	}
	for number, count := range g.dense {
		if count > 0 {
			if len(groups) == graph.MaxGroups {
				return nil, graph.TooManyGroups()
			}
			add(int64(number), count)
		}
	}
	if len(g.rare) > graph.MaxGroups {
		return nil, graph.TooManyGroups()
	}
	for number, count := range g.rare {
		add(number, count)
	}
	graph.SortGroups(groups)
	return groups, nil
}
