package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
	"twingraph/graph/world"
)

// rehearsal is a journal in memory in which a history is recorded first, so that a mistake
// in its last change is found before the first one is recorded.
type rehearsal struct{ *world.World }

// Append records a batch.
func (r *rehearsal) Append(_ context.Context, batch graph.Batch) (graph.Change, error) {
	next, change, err := r.With(batch)
	if err == nil {
		r.World = next
	}
	return change, err
}

// replay records a dataset with a history, change by change. What the store holds already
// of it is left alone.
func (d *Dataset) replay(ctx context.Context, to *registry.Registry, reader graph.Reader, o Options) (Report, error) {
	report := d.report(o, registry.Receipt{})
	receipts, err := d.rehearse(ctx, o)
	report.take(d.Rejected)
	if err == nil {
		err = report.refused()
	}
	if err != nil {
		return report, err
	}
	limit := MaxRejected
	if o.All {
		limit = math.MaxInt
	}
	remarks, err := d.remarks(ctx, d.standing(), world.Empty(), limit)
	if err != nil {
		return report, err
	}
	report.Remarks, report.RemarksCount = append(report.Remarks, remarks.Rows...), remarks.Count
	held, err := d.held(ctx, reader)
	if err != nil {
		return report, err
	}
	for _, step := range d.Steps[:held] {
		report.Unchanged += step.rows
	}
	for i, step := range d.Steps[held:] {
		receipt := receipts[held+i]
		if !o.DryRun {
			if receipt, err = to.Submit(ctx, step.submission()); err != nil {
				return report, fmt.Errorf("recording change %d: %w (%d changes of the dataset are recorded; importing it again goes on from there)", step.Number, err, held+i)
			}
			report.Change = receipt.Change
			report.Changes++
		}
		report.Added += receipt.Added
		report.Corrected += receipt.Corrected
		report.Retracted += receipt.Retracted
		report.Unchanged += receipt.Unchanged
		if o.Progress != nil {
			o.Progress(held+i+1, len(d.Steps), "recording")
		}
	}
	return report, nil
}

// standing returns a step of what stands at the end of a history: the last version of each
// record that was not taken back. What was mended on the way is not worth a look any more.
func (d *Dataset) standing() *Step {
	last := map[graph.Target]graph.Record{}
	end := &Step{places: map[graph.Target]place{}}
	var order []graph.Target
	for _, step := range d.Steps {
		for _, r := range step.Records {
			target := graph.TargetOf(r)
			if _, known := end.places[target]; !known {
				order = append(order, target)
			}
			last[target], end.places[target] = r, step.places[target]
		}
		for _, r := range step.Retractions {
			delete(last, graph.Target{Word: r.Word, ID: r.ID})
		}
	}
	for _, target := range order {
		if r, stands := last[target]; stands {
			end.Records = append(end.Records, r)
		}
	}
	return end
}

func (s *Step) submission() registry.Submission {
	return registry.Submission{Actor: s.Actor, Note: s.Note, RecordedAt: s.RecordedAt, Records: s.Records, Retractions: s.Retractions}
}

// rehearse records the history in an empty store in memory and returns the receipts. What
// is wrong with a change is in d.Rejected; the changes after it are not looked at, since
// they rest on it.
func (d *Dataset) rehearse(ctx context.Context, o Options) ([]registry.Receipt, error) {
	if d.Rejected.Count > 0 {
		return nil, nil
	}
	store := &rehearsal{world.Empty()}
	office := registry.New(store, time.Now)
	receipts := make([]registry.Receipt, 0, len(d.Steps))
	for i, step := range d.Steps {
		receipt, err := office.Submit(ctx, step.submission())
		if rejection, rejected := errors.AsType[*registry.Rejection](err); rejected {
			return nil, d.reject(ctx, step, store, rejection)
		}
		if err != nil {
			return nil, fmt.Errorf("change %d: %w", step.Number, err)
		}
		receipt.Change = graph.Change{}
		receipts = append(receipts, receipt)
		if o.Progress != nil {
			o.Progress(i+1, len(d.Steps), "checking")
		}
	}
	return receipts, nil
}

// held returns how many of the changes, from the first on, a store holds already. Code
// Conflict when it holds others.
func (d *Dataset) held(ctx context.Context, reader graph.Reader) (int, error) {
	view := graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	held := 0
	for from := (graph.Window[graph.Seq]{First: graph.MaxFirst}); held < len(d.Steps); {
		changes, err := reader.Changes(ctx, view, from)
		if err != nil {
			return 0, fmt.Errorf("list the changes of the store: %w", err)
		}
		for _, change := range changes {
			if held == len(d.Steps) {
				break
			}
			step := d.Steps[held]
			same := change.RecordedAt.Equal(step.RecordedAt.Truncate(time.Microsecond)) && change.Actor == step.Actor && change.Note == step.Note
			if same {
				if same, err = step.heldBy(ctx, reader); err != nil {
					return 0, err
				}
			}
			if !same {
				return 0, graph.Errorf(graph.Conflict,
					"change %d of the store is not change %d of the dataset: a dataset with a history goes into an empty store, or into one that holds its first changes",
					change.Seq, step.Number)
			}
			held++
			from.After = &change.Seq
		}
		if len(changes) < graph.MaxFirst {
			break
		}
	}
	return held, nil
}

// heldBy reports whether a store knew the records of a step when they were recorded.
func (s *Step) heldBy(ctx context.Context, reader graph.Reader) (bool, error) {
	view := graph.View{KnownAt: s.RecordedAt, Tier: graph.TierRestricted}
	byWord := map[graph.Word][]graph.Record{}
	for _, r := range s.Records {
		byWord[r.Word()] = append(byWord[r.Word()], r)
	}
	for word, records := range byWord {
		for part := range slices.Chunk(records, graph.MaxFirst) {
			ids := make([]graph.ID, len(part))
			for i, r := range part {
				ids[i] = r.Base().ID
			}
			stored, err := reader.Records(ctx, view, word, ids)
			if err != nil {
				return false, fmt.Errorf("compare with what the store holds: %w", err)
			}
			for i, r := range stored {
				if r == nil || !graph.Same(asWritten(r), asWritten(part[i])) {
					return false, nil
				}
			}
		}
	}
	return true, nil
}

// asWritten returns a record without what is not written in files.
func asWritten(r graph.Record) graph.Record {
	c := graph.Canonical(r)
	if claim, ok := c.(*graph.Claim); ok {
		claim.Assumed = graph.PartialDate{}
	}
	return c
}
