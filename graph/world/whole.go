package world

import (
	"iter"

	"twingraph/graph"
)

// Stored is one version of a record: which change made it and which closed it, 0 for none.
// Corrected says that it came in the place of a version that was still known.
type Stored struct {
	graph.Record
	Seq, Closed graph.Seq
	Corrected   bool
}

// Recorded is one change with what the store keeps of it.
type Recorded struct {
	graph.Change
	Key, Request string
	Gone         []graph.Retraction // what it took back
}

// Stored yields all versions of the records of a word, in order of id and of change: what a
// Bulk makes the same world of.
func (w *World) Stored(word graph.Word) iter.Seq[Stored] {
	return func(yield func(Stored) bool) {
		for _, id := range w.tables[word].records.ids() {
			vs := w.tables[word].records.get(id)
			for i, v := range vs {
				if !yield(Stored{v.Record, v.from, v.to, i > 0 && vs[i-1].to == v.from}) {
					return
				}
			}
		}
	}
}

// Recorded yields all changes, in order.
func (w *World) Recorded() iter.Seq[Recorded] {
	return func(yield func(Recorded) bool) {
		for seq := graph.Seq(1); int(seq) <= w.log.length; seq++ {
			e := w.log.at(seq)
			c := Recorded{Change: e.change, Key: e.key, Request: e.request}
			for _, it := range e.items {
				if it.gone != nil {
					c.Gone = append(c.Gone, *it.gone)
				}
			}
			if !yield(c) {
				return
			}
		}
	}
}

// Chronicles yields what is derived of every link of which something was ever recorded, in
// order of id.
func (w *World) Chronicles() iter.Seq2[graph.ID, graph.Chronicle] {
	return func(yield func(graph.ID, graph.Chronicle) bool) {
		for _, id := range w.evidence.ids() {
			if !yield(id, w.evidence.get(id).chronicle) {
				return
			}
		}
	}
}
