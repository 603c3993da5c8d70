package world

import (
	"time"

	"twingraph/graph"
)

// World is the network with all that was ever known of it. It is immutable, implements
// graph.Reader at every View and Moments, and is safe for concurrent use.
type World struct {
	access
	evidence  shards[*evidence]
	reviewed  shards[[]graph.ID]   // by text: links of which a review ever named it
	histories *derived[*histories] // as known now
	log       journal
	now       *state
	past      *memo[*entry, *state] // by the last change of the state
	moments   *memo[momentKey, *Moment]
	sequences *memo[graph.Tier, sequence]
}

// How much is kept. A state of the past of a large network takes a few tens of
// megabytes once all its words were asked for; a moment shares what it holds with its
// state.
const (
	pastStates  = 4
	keptMoments = 8
)

// Empty returns the world before the first change.
func Empty() *World {
	w := &World{
		access: access{tables: map[graph.Word]*table{}}, past: newMemo[*entry, *state](pastStates),
		moments: newMemo[momentKey, *Moment](keptMoments), sequences: newMemo[graph.Tier, sequence](0),
	}
	for _, word := range graph.Words() {
		w.tables[word] = &table{sheet: given(newSheet(word, nil))}
	}
	w.histories = given(&histories{links: w.tables[graph.WordTwinningLink].sheet.get()})
	w.now = present(w)
	return w
}

// With returns the world after the batch, and the change that it is. The world
// itself stays as it is.
//
// Errors have code Conflict: the batch was not made for this head, is recorded
// before it, has the key of another one, adds what is known already, or corrects or retracts what is not
// known. Histories of the batch are not looked at: they are derived here.
func (w *World) With(batch graph.Batch) (*World, graph.Change, error) {
	head := w.log.head()
	if batch.After != head.Seq {
		return nil, graph.Change{}, graph.Errorf(graph.Conflict,
			"the change was made for head %d, and the head is %d", batch.After, head.Seq)
	}
	batch.RecordedAt = batch.RecordedAt.UTC()
	if batch.RecordedAt.Before(head.RecordedAt) {
		return nil, graph.Change{}, graph.Errorf(graph.Conflict,
			"the change was recorded at %s, and the head at %s",
			batch.RecordedAt.Format(time.RFC3339Nano), head.RecordedAt.Format(time.RFC3339Nano))
	}
	if batch.Key != "" && w.log.keys.get(graph.ID(batch.Key)) != 0 {
		return nil, graph.Change{}, graph.Errorf(graph.Conflict, "there is a change with that key already")
	}
	d := newDraft(w, batch)
	if err := d.write(); err != nil {
		return nil, graph.Change{}, err
	}
	next := d.world()
	return next, next.log.head(), nil
}
