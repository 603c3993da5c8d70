package world

import (
	"slices"
	"sync"
	"sync/atomic"

	"twingraph/graph"
)

// version is one version of a record: what was known from one change on, until another.
type version struct {
	graph.Record
	from, to graph.Seq // to is 0 while it is still known
}

// after reports whether the version was known after a change.
func (v version) after(seq graph.Seq) bool { return v.from <= seq && (v.to == 0 || seq < v.to) }

// versions is all that was ever known of one record, oldest first. It is immutable.
type versions []version

// known returns the record as known now, nil when it is not.
func (vs versions) known() graph.Record {
	if n := len(vs); n > 0 && vs[n-1].to == 0 {
		return vs[n-1].Record
	}
	return nil
}

// newest returns the last version, of a record that was known once.
func (vs versions) newest() graph.Record { return vs[len(vs)-1].Record }

// after returns the record as known after a change, nil when it was not.
func (vs versions) after(seq graph.Seq) graph.Record {
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].after(seq) {
			return vs[i].Record
		}
	}
	return nil
}

// closed returns the versions with the last one ended.
func (vs versions) closed(by graph.Seq) versions {
	ended := slices.Clone(vs)
	ended[len(ended)-1].to = by
	return ended
}

// opened returns the versions and one more.
func (vs versions) opened(r graph.Record, by graph.Seq) versions {
	return append(slices.Clip(vs), version{Record: r, from: by})
}

// table holds all records of one word, with the sheet of those known now.
type table struct {
	records shards[versions]
	known   int // how many are known now
	sheet   *derived[*sheet]
}

// next returns the table with other records, which differ in the touched ids.
func (t *table) next(records shards[versions], touched []graph.ID) *table {
	known := t.known
	for _, id := range inOrder(slices.Clone(touched)) {
		if t.records.get(id).known() != nil {
			known--
		}
		if records.get(id).known() != nil {
			known++
		}
	}
	return &table{records, known, t.sheet.next(touched, func(base *sheet, touched []graph.ID) *sheet {
		return base.derive(touched, func(id graph.ID) graph.Record { return records.get(id).known() })
	})}
}

// derived is what is made, when it is first asked for, from the last one that was made
// and the ids touched since. It is safe for concurrent use.
type derived[T any] struct {
	made atomic.Pointer[T]

	mu      sync.Mutex
	make    func(base T, touched []graph.ID) T // with the ids in order, each once
	base    T
	touched *touched
}

// touched is ids that changes touched, the last change first. It is immutable.
type touched struct {
	ids    []graph.ID
	before *touched
}

// all returns the ids in order, each once.
func (t *touched) all() []graph.ID {
	var ids []graph.ID
	for ; t != nil; t = t.before {
		ids = append(ids, t.ids...)
	}
	return inOrder(ids)
}

func given[T any](value T) *derived[T] {
	d := &derived[T]{}
	d.made.Store(&value)
	return d
}

// next returns what is made by make after more ids were touched.
func (d *derived[T]) next(ids []graph.ID, make func(base T, touched []graph.ID) T) *derived[T] {
	n := &derived[T]{make: make}
	d.mu.Lock()
	defer d.mu.Unlock()
	if made := d.made.Load(); made != nil {
		n.base, n.touched = *made, &touched{ids: ids}
	} else {
		n.base, n.touched = d.base, &touched{ids, d.touched}
	}
	return n
}

func (d *derived[T]) get() T {
	if made := d.made.Load(); made != nil {
		return *made
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if made := d.made.Load(); made != nil {
		return *made
	}
	value := d.make(d.base, d.touched.all())
	var none T
	d.base, d.touched, d.make = none, nil, nil
	d.made.Store(&value)
	return value
}

// inOrder sorts ids and returns each once.
func inOrder(ids []graph.ID) []graph.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
