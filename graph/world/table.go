package world

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"twingraph/graph"
)

// versions is all that was ever known of one record, oldest first. It is immutable.
type versions []graph.Version[graph.Record]

// known returns the record as known now, nil when it is not.
func (vs versions) known() graph.Record {
	if n := len(vs); n > 0 && vs[n-1].KnownTo.IsZero() {
		return vs[n-1].Record
	}
	return nil
}

// at returns the record as known at an instant, nil when it was not.
func (vs versions) at(t time.Time) graph.Record {
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].KnownAt(t) {
			return vs[i].Record
		}
	}
	return nil
}

// closed returns the versions with the last one ended.
func (vs versions) closed(at time.Time) versions {
	ended := slices.Clone(vs)
	ended[len(ended)-1].KnownTo = at
	return ended
}

// opened returns the versions and one more.
func (vs versions) opened(r graph.Record, at time.Time) versions {
	return append(slices.Clip(vs), graph.Version[graph.Record]{Record: r, KnownFrom: at})
}

// table holds all records of one word, with the sheet of those known now.
type table struct {
	word    graph.Word
	records shards[versions]

	// The sheet is derived, when it is first asked for, from the last one that was
	// made and the ids touched since.
	made    atomic.Pointer[sheet]
	mu      sync.Mutex
	base    *sheet
	touched [][]graph.ID
}

func newTable(word graph.Word) *table {
	t := &table{word: word}
	t.made.Store(&sheet{word: word, columns: newMemo[string, *column](0)})
	return t
}

// next returns the table with other records, which differ in the touched ids.
func (t *table) next(records shards[versions], touched []graph.ID) *table {
	n := &table{word: t.word, records: records}
	t.mu.Lock()
	defer t.mu.Unlock()
	if n.base = t.made.Load(); n.base != nil {
		n.touched = [][]graph.ID{touched}
	} else {
		n.base, n.touched = t.base, append(slices.Clip(t.touched), touched)
	}
	return n
}

// sheet returns the records known now.
func (t *table) sheet() *sheet {
	if s := t.made.Load(); s != nil {
		return s
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if s := t.made.Load(); s != nil {
		return s
	}
	s := t.base.derive(slices.Concat(t.touched...), func(id graph.ID) graph.Record { return t.records.get(id).known() })
	t.base, t.touched = nil, nil
	t.made.Store(s)
	return s
}
