package world

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"twingraph/graph"
)

// journal is the change sequence. It is immutable; with copies one chunk at most.
type journal struct {
	chunks [][]*entry // all but the last hold chunkLength entries
	length int
	keys   shards[graph.Seq] // of changes whose batch had a key
}

const chunkLength = 256

// entry is one change.
type entry struct {
	change  graph.Change
	key     string
	request string
	items   []item  // in order of word, then id
	open    counts  // of the items that everybody may see
	guarded []int32 // the others, by place
}

// counts counts items: added, corrected, retracted.
type counts [3]int

func (c *counts) count(it *item) { c[slices.Index(graph.ChangeKinds(), it.Kind)]++ }

// item is what one change did to one record.
type item struct {
	graph.ChangeItem
	gone *graph.Retraction // of a retracted record
}

func newEntry(b graph.Batch, items []item) *entry {
	e := &entry{items: items, key: b.Key, request: b.Request, change: graph.Change{
		RecordedAt: b.RecordedAt, CommittedAt: b.CommittedAt, Actor: b.Actor, Note: b.Note,
		Seq: b.After + 1, Added: len(b.Added), Corrected: len(b.Corrected), Retracted: len(b.Retracted),
	}}
	e.sort()
	return e
}

// sort brings the items in order and divides them by who may see them.
func (e *entry) sort() {
	slices.SortFunc(e.items, func(a, b item) int { return compareItems(a.ChangeItem, b.ChangeItem) })
	for i := range e.items {
		if graph.ShapeOf(e.items[i].Word).Open {
			e.open.count(&e.items[i])
		} else {
			e.guarded = append(e.guarded, int32(i))
		}
	}
}

// kinds counts all items.
func (e *entry) kinds() counts {
	var c counts
	for i := range e.items {
		c.count(&e.items[i])
	}
	return c
}

func compareItems(a, b graph.ChangeItem) int {
	return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
}

// find returns the item of a record, nil when the change did not touch it.
func (e *entry) find(word graph.Word, id graph.ID) *item {
	i, found := slices.BinarySearchFunc(e.items, graph.ChangeItem{Word: word, ID: id}, func(it item, at graph.ChangeItem) int {
		return compareItems(it.ChangeItem, at)
	})
	if !found {
		return nil
	}
	return &e.items[i]
}

// with returns the journal with one more entry.
func (j journal) with(e *entry) journal {
	n := journal{chunks: slices.Clone(j.chunks), length: j.length + 1, keys: j.keys}
	if e.key != "" {
		keys := j.keys.edit()
		keys.set(graph.ID(e.key), e.change.Seq)
		n.keys = keys.done()
	}
	if j.length%chunkLength == 0 {
		n.chunks = append(n.chunks, nil)
	}
	last := len(n.chunks) - 1
	n.chunks[last] = append(slices.Clip(n.chunks[last]), e)
	return n
}

// at returns the entry of a number from 1 to length.
func (j journal) at(seq graph.Seq) *entry {
	i := int(seq) - 1
	return j.chunks[i/chunkLength][i%chunkLength]
}

// head returns the last change, zero for none.
func (j journal) head() graph.Change {
	if j.length == 0 {
		return graph.Change{}
	}
	return j.at(graph.Seq(j.length)).change
}

// known returns the number of the last change recorded up to an instant, 0 for
// none.
func (j journal) known(at time.Time) graph.Seq {
	return graph.Seq(sort.Search(j.length, func(i int) bool {
		return j.at(graph.Seq(i + 1)).change.RecordedAt.After(at)
	}))
}

// recordedAt returns when a change was recorded, the zero time for before the first.
func (j journal) recordedAt(seq graph.Seq) time.Time {
	if seq == 0 {
		return time.Time{}
	}
	return j.at(seq).change.RecordedAt
}
