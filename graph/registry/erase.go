package registry

import (
	"context"
	"fmt"

	"twingraph/graph"
)

// Erase destroys records for good by way of an eraser, which is the store of the registry.
// choose makes the erasure, but for its After and the instants of its Batch, from what the
// store holds; it is called again when other writers got in between. Once the erasure is on
// its way to the store, the end of ctx does not stop it before grace is over.
//
// Errors are those of choose and of graph.Eraser; Timeout when ctx ended before anything was
// erased; an *Uncertain one says that the records may have been erased.
func (r *Registry) Erase(ctx context.Context, eraser graph.Eraser, choose func(context.Context) (graph.Erasure, error)) (graph.Change, error) {
	if err := r.take(ctx); err != nil {
		return graph.Change{}, err
	}
	defer r.leave()
	for attempt := 1; ; attempt++ {
		head, err := r.store.Head(ctx)
		if err != nil {
			return graph.Change{}, fmt.Errorf("head: %w", err)
		}
		erasure, err := choose(ctx)
		if err != nil {
			return graph.Change{}, err
		}
		erasure.After = head.Seq
		erasure.Batch.RecordedAt = recordedAt(erasure.Batch.RecordedAt, head, r.now())
		erasure.Batch.CommittedAt = instant(r.now())
		if ctx.Err() != nil {
			return graph.Change{}, late(ctx)
		}
		change, err := onceBegun(ctx, func(ctx context.Context) (graph.Change, error) { return eraser.Erase(ctx, erasure) })
		if graph.CodeOf(err) == graph.Conflict && attempt < attempts {
			continue // the store moved on: choose from what it holds now
		}
		if err != nil {
			return graph.Change{}, fmt.Errorf("erase: %w", err)
		}
		return change, nil
	}
}
