package world

import (
	"context"
	"slices"

	"twingraph/graph"
)

// Versions shows the lives of records; see graph.Historian.
func (w *World) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	seen := w.visible(v.Tier).until(w.log.known(v.KnownAt)).changes.list
	lives := make([][]graph.RecordVersion, len(records))
	for i, t := range records {
		lives[i] = []graph.RecordVersion{}
		for _, seq := range w.tables[t.Word].records.get(t.ID).changes() {
			number, known := slices.BinarySearch(seen, seq)
			e := w.log.at(seq)
			it := e.find(t.Word, t.ID)
			if !known || !w.seesItem(v.Tier, e, it) {
				continue
			}
			step := graph.RecordVersion{Change: w.changeFor(v.Tier, e, number), Kind: it.Kind}
			if it.gone != nil {
				step.Reason, step.MovedTo = it.gone.Reason, it.gone.MovedTo
			} else {
				step.Record = w.tables[t.Word].records.get(t.ID).after(seq)
			}
			lives[i] = append(lives[i], step)
		}
	}
	return lives, stopped(ctx)
}

// changes returns the numbers of the changes that made and ended the versions, in order.
func (vs versions) changes() []graph.Seq {
	var seqs []graph.Seq
	for _, v := range vs {
		seqs = append(seqs, v.from)
		if v.to != 0 {
			seqs = append(seqs, v.to)
		}
	}
	return slices.Compact(seqs)
}

// Keyed returns the change that was made of a batch with the key; see graph.Keyed.
func (w *World) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	if err := stopped(ctx); err != nil {
		return graph.KeyedChange{}, err
	}
	if seq := w.log.keys.get(graph.ID(key)); seq != 0 {
		e := w.log.at(seq)
		return graph.KeyedChange{Change: e.change, Request: e.request}, nil
	}
	return graph.KeyedChange{}, graph.Errorf(graph.NotFound, "there is no change with that key")
}
