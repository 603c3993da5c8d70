package world

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

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
	rank     atomic.Pointer[ranking]
	before   *ranking // of the values that it grew from, nil for none
}

// ranking is the order of the values of a dictionary.
type ranking struct {
	sorted []int32 // the codes
	place  []int32 // by code: its place; values that are ordered alike share one
}

func newDictionary() *dictionary {
	d := &dictionary{late: map[any]int32{}}
	d.grew = d
	return d
}

// grown returns a copy that values can be added to. The map of most of them is shared.
func (d *dictionary) grown() *dictionary {
	g := &dictionary{grew: d.grew, values: slices.Clone(d.values), early: d.early, late: maps.Clone(d.late)}
	if g.before = d.rank.Load(); g.before == nil {
		g.before = d.before
	}
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
	if made := d.rank.Load(); made != nil {
		return made.place
	}
	d.rankOnce.Do(func() { d.rank.Store(d.ranked()) })
	return d.rank.Load().place
}

// ranked puts the values in order. Those that were in order before stay so, and the others
// are put among them.
func (d *dictionary) ranked() *ranking {
	var old ranking
	if d.before != nil {
		old = *d.before
	}
	key := func(code int32) any { return graph.KeyOf(d.values[code]) }
	type value struct {
		key  any
		code int32
	}
	fresh := make([]value, 0, len(d.values)-len(old.place))
	for code := len(old.place); code < len(d.values); code++ {
		fresh = append(fresh, value{key(int32(code)), int32(code)})
	}
	slices.SortFunc(fresh, func(a, b value) int { return graph.CompareKeys(a.key, b.key) })
	r := &ranking{sorted: make([]int32, 0, len(d.values)), place: make([]int32, len(d.values))}
	rest := old.sorted
	for _, v := range fresh {
		n, _ := slices.BinarySearchFunc(rest, v.key, func(code int32, k any) int { return graph.CompareKeys(key(code), k) })
		r.sorted, rest = append(append(r.sorted, rest[:n]...), v.code), rest[n:]
	}
	r.sorted = append(r.sorted, rest...)
	for i := 1; i < len(r.sorted); i++ {
		last, code := r.sorted[i-1], r.sorted[i]
		r.place[code] = r.place[last]
		if had := len(old.place); int(last) < had && int(code) < had {
			if old.place[last] != old.place[code] {
				r.place[code]++
			}
		} else if graph.CompareKeys(key(last), key(code)) != 0 {
			r.place[code]++
		}
	}
	return r
}
