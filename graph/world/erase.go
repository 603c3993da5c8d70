package world

import (
	"slices"
	"time"

	"twingraph/graph"
)

// Life returns the store's numbers of the changes that touched a record, and when its
// versions were recorded; none of one that never was.
func (w *World) Life(t graph.Target) (changes []graph.Seq, recordedAt []time.Time) {
	vs := w.tables[t.Word].records.get(t.ID)
	for _, v := range vs {
		recordedAt = append(recordedAt, w.log.recordedAt(v.from))
	}
	return vs.changes(), recordedAt
}

// Without returns the world as if the records never had been, at any instant. They are of
// words that are Personal; see graph.Eraser. Changes keep their numbers in the store and
// lose their items, notes, keys and requests; those of which no item is left exist for no viewer.
//
// What was made of the past is made anew when it is asked for, of the present only what
// the records are in.
func (w *World) Without(records []graph.Target) *World {
	n := &World{
		access: access{tables: map[graph.Word]*table{}, citers: w.citers}, evidence: w.evidence, reviewed: w.reviewed, histories: w.histories, log: w.log,
		past: newMemo[*entry, *state](pastStates), moments: newMemo[momentKey, *Moment](keptMoments), sequences: newMemo[graph.Tier, sequence](0),
	}
	struck, touched, tables := map[graph.Seq]bool{}, map[graph.Word][]graph.ID{}, map[graph.Word]*edit[versions]{}
	citers := w.citers.edit()
	for _, t := range records {
		if tables[t.Word] == nil {
			tables[t.Word] = w.tables[t.Word].records.edit()
		}
		vs := tables[t.Word].get(t.ID)
		for _, seq := range vs.changes() {
			struck[seq] = true
		}
		for _, v := range vs {
			for _, source := range v.Base().Sources {
				rest := slices.DeleteFunc(slices.Clone(citers.get(source).list), func(r graph.Record) bool { return graph.TargetOf(r) == t })
				citers.set(source, grown[graph.Record]{list: rest})
			}
		}
		tables[t.Word].remove(t.ID)
		touched[t.Word] = append(touched[t.Word], t.ID)
	}
	n.citers = citers.done()
	for word, table := range w.tables {
		n.tables[word] = table
		if edit := tables[word]; edit != nil {
			n.tables[word] = table.next(edit.done(), touched[word])
		}
	}
	n.log = w.log.without(records, struck)
	n.now = w.now.next(w, n)
	n.now.sources = newMemo[graph.Tier, *sighting](0) // the journal does not say any more what they cited
	return n
}

// without returns the journal without what changes did to the records; struck are the
// changes that did something.
func (j journal) without(records []graph.Target, struck map[graph.Seq]bool) journal {
	is := make(map[graph.Target]bool, len(records))
	for _, t := range records {
		is[t] = true
	}
	n := journal{chunks: slices.Clone(j.chunks), length: j.length}
	keys := j.keys.edit()
	for c, chunk := range j.chunks {
		own := false
		for i, e := range chunk {
			fresh := e.without(is, struck[e.change.Seq])
			if fresh == e {
				continue
			}
			if !own {
				own, n.chunks[c] = true, slices.Clone(chunk)
			}
			n.chunks[c][i] = fresh
			if e.key != fresh.key {
				keys.remove(graph.ID(e.key))
			}
		}
	}
	n.keys = keys.done()
	return n
}

// without returns the entry without its items of the records, and without its note, key and request
// when it is struck; itself when it has nothing to do with them.
func (e *entry) without(is map[graph.Target]bool, struck bool) *entry {
	moved := func(it item) bool {
		return it.gone != nil && it.gone.MovedTo != "" && is[graph.Target{Word: it.Word, ID: it.gone.MovedTo}]
	}
	if !struck && !slices.ContainsFunc(e.items, moved) {
		return e
	}
	fresh := &entry{change: e.change, key: e.key, request: e.request}
	for _, it := range e.items {
		if is[graph.Target{Word: it.Word, ID: it.ID}] {
			continue
		}
		if moved(it) {
			gone := *it.gone
			gone.MovedTo, it.gone = "", &gone
		}
		fresh.items = append(fresh.items, it)
	}
	fresh.sort()
	if kinds := fresh.kinds(); struck {
		fresh.change.Note, fresh.key, fresh.request = "", "", ""
		fresh.change.Added, fresh.change.Corrected, fresh.change.Retracted = kinds[0], kinds[1], kinds[2]
	}
	return fresh
}
