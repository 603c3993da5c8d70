package storetest

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// Erase destroys records; see graph.Eraser. It takes them out of the batches that recorded
// them.
func (r *Reference) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	if err := cmp.Or(e.Check(), stopped(ctx)); err != nil {
		return graph.Change{}, err
	}
	for _, t := range e.Records {
		if !r.everKnew(t) {
			return graph.Change{}, graph.Errorf(graph.NotFound, "there never was one of the records")
		}
	}
	e.Batch.After = e.After
	change, err := r.Append(ctx, e.Batch)
	if err != nil {
		return change, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, t := range e.Records {
		gone := graph.Erased{Word: t.Word, ErasedAt: change.RecordedAt, By: e.By}
		for _, v := range r.records[t.Word][t.ID] {
			gone.RecordedAt = append(gone.RecordedAt, r.batches[v.from-1].RecordedAt)
		}
		r.erased = append(r.erased, gone)
		delete(r.records[t.Word], t.ID)
		for i := range r.batches {
			strike(&r.batches[i], t)
		}
	}
	return change, nil
}

func (r *Reference) everKnew(t graph.Target) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.records[t.Word][t.ID]) > 0
}

// strike takes a record out of a batch, and what names it.
func strike(b *graph.Batch, t graph.Target) {
	is := func(r graph.Record) bool { return graph.TargetOf(r) == t }
	b.Added, b.Corrected, b.Retracted = slices.Clone(b.Added), slices.Clone(b.Corrected), slices.Clone(b.Retracted)
	had := b.Items()
	b.Added, b.Corrected = slices.DeleteFunc(b.Added, is), slices.DeleteFunc(b.Corrected, is)
	b.Retracted = slices.DeleteFunc(b.Retracted, func(gone graph.Retraction) bool { return gone.Word == t.Word && gone.ID == t.ID })
	if b.Items() < had {
		b.Note, b.Key, b.Request = "", "", ""
	}
	for i, gone := range b.Retracted {
		if gone.Word == t.Word && gone.MovedTo == t.ID {
			b.Retracted[i].MovedTo = ""
		}
	}
}

// Erasures lists what was erased; see graph.Eraser.
func (r *Reference) Erasures(ctx context.Context) ([]graph.Erased, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]graph.Erased{}, r.erased...), stopped(ctx)
}
