package world

import (
	"maps"
	"slices"
	"sync"

	"twingraph/graph"
)

// dictionary gives each distinct value of a column a code. Columns of one field share it
// from state to state while no value is new; it does not change once a column is made.
type dictionary struct {
	grew   *dictionary // the one that it grew from first, with the same codes; itself for that one
	values []any       // by code: string, PartialDate, int64, float64, bool or Composed
	early  map[any]int32
	late   map[any]int32 // the codes of values that came later

	rankOnce sync.Once
	rank     []int32 // by code: its place in the order of values
}

func newDictionary() *dictionary {
	d := &dictionary{late: map[any]int32{}}
	d.grew = d
	return d
}

// grown returns a copy that values can be added to. The map of most of them is shared.
func (d *dictionary) grown() *dictionary {
	g := &dictionary{grew: d.grew, values: slices.Clone(d.values), early: d.early, late: maps.Clone(d.late)}
	switch {
	case len(d.early) == 0:
		g.early, g.late = d.late, map[any]int32{}
	case len(d.late) > 64+len(d.early)/8:
		g.early, g.late = maps.Clone(d.early), map[any]int32{}
		maps.Copy(g.early, d.late)
	}
	return g
}

// find returns the code of a value, false when there is none.
func (d *dictionary) find(value any) (int32, bool) {
	code, ok := d.early[value]
	if !ok {
		code, ok = d.late[value]
	}
	return code, ok
}

// add gives a new value its code, while a column is made.
func (d *dictionary) add(value any) int32 {
	code := int32(len(d.values))
	d.late[value] = code
	d.values = append(d.values, value)
	return code
}

// code returns the code of a value, a new one for a new value, while a column is made.
func (d *dictionary) code(value any) int32 {
	if code, ok := d.find(value); ok {
		return code
	}
	return d.add(value)
}

// ranks returns, by code, the place of the value among all values; values that are
// ordered alike share one.
func (d *dictionary) ranks() []int32 {
	d.rankOnce.Do(func() {
		keys := make([]any, len(d.values))
		sorted := make([]int32, len(d.values))
		for code, value := range d.values {
			keys[code], sorted[code] = graph.KeyOf(value), int32(code)
		}
		slices.SortFunc(sorted, func(a, b int32) int { return graph.CompareKeys(keys[a], keys[b]) })
		d.rank = make([]int32, len(d.values))
		for i := 1; i < len(sorted); i++ {
			d.rank[sorted[i]] = d.rank[sorted[i-1]]
			if graph.CompareKeys(keys[sorted[i-1]], keys[sorted[i]]) != 0 {
				d.rank[sorted[i]]++
			}
		}
	})
	return d.rank
}
