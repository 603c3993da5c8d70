package atlas

import (
	"context"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Undoing is the request that a change be taken back by another one.
type Undoing struct {
	Change int // its number, as the viewer sees it
	Reason string
	Key    string
	DryRun bool
}

// undone is what a request to undo says.
type undone struct {
	Change int
	Reason string
}

// Undo records the opposite of a change: what it added is taken back, what it corrected is
// as it was before, and what it took back is known again, as far as the viewer may know of
// it. A record that is not as the change left it is a problem: one that was changed again, unless
// that was undone. One's own change takes
// MayRecord, that of somebody else MayUndoAny. Errors are those of Record; NotFound for a
// change that there is not.
func (r *Request) Undo(ctx context.Context, u Undoing) (*Recorded, error) {
	if err := r.mayRecord(); err != nil {
		return nil, err
	}
	if err := checkKey(u.Key); err != nil {
		return nil, err
	}
	change, err := r.numbered(ctx, u.Change)
	if err != nil {
		return nil, err
	}
	if change.Actor != r.viewer.Name || r.viewer.Name == "" {
		if err := r.may(MayUndoAny); err != nil {
			return nil, err
		}
	}
	if n := change.Added + change.Corrected + change.Retracted; n > maxRecords {
		return nil, graph.Errorf(graph.LimitExceeded, "the change touched %d records; one of at most %d can be undone", n, maxRecords).At("change")
	}
	return r.submit(ctx, step{
		note: u.Reason, key: r.keyOf(u.Key), dryRun: u.DryRun,
		request: requestOf(u.Key, undone{u.Change, u.Reason}),
		draft: func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
			return r.opposite(ctx, reader, u, change)
		},
		couldBe: func([]graph.ChangeItem) bool { return true },
	})
}

// numbered returns the change that has a number for the viewer. Code NotFound when there is
// none.
func (r *Request) numbered(ctx context.Context, number int) (*graph.Change, error) {
	if number > 0 {
		found, there, err := r.changeNumber(ctx, graph.Seq(number))
		if err != nil {
			return nil, err
		}
		if there {
			return &found, nil
		}
	}
	return nil, graph.Errorf(graph.NotFound, "there is no change number %d", number).At("change")
}

// knowing returns the view of the viewer with everything recorded, on no day.
func (r *Request) knowing() graph.View {
	return r.ViewOn(0)
}

// opposite returns the submission that takes a change back. Errors are the reader's.
func (r *Request) opposite(ctx context.Context, reader graph.Reader, u Undoing, change *graph.Change) (registry.Submission, error) {
	d := &draft{
		r: r, reader: reader, v: r.knowing(),
		s:     registry.Submission{Actor: r.viewer.Name, Note: u.Reason, Key: r.keyOf(u.Key), Expected: map[graph.Target]time.Time{}, Explain: true},
		known: map[graph.Target]graph.Record{}, here: map[graph.Target]graph.Record{},
	}
	if strings.TrimSpace(u.Reason) == "" {
		d.s.Problems = append(d.s.Problems, graph.Problem{Field: "reason", Message: "is required"})
	}
	items, err := r.itemsOf(ctx, change)
	if err != nil {
		return d.s, err
	}
	targets := each(items, graph.ChangeItem.Target)
	lives, err := reader.Versions(ctx, d.v, targets)
	if err != nil {
		return d.s, err
	}
	var retractions []Retraction
	kept := 0
	for i, item := range items {
		before, last := around(lives[i], change)
		switch {
		case item.Kind == graph.ItemAdded && graph.ShapeOf(item.Word).CitedBy && !r.mayTakeBack(item.Word) && last == nil:
			kept++ // whether something hidden cites it is not for the viewer to find out
		case last != nil:
			d.reject(targets[i], "", graph.ProblemConflict, "it was changed again by change %d; undo that first", last.Seq)
		case item.Kind == graph.ItemAdded:
			taken := Retraction{Word: item.Word, ID: string(item.ID), Reason: u.Reason}
			if before != nil { // it had been taken back, and leads again where it led then
				taken.MovedTo = string(before.MovedTo)
			}
			retractions = append(retractions, taken)
		case before == nil || before.Record == nil:
			d.reject(targets[i], "", graph.ProblemForbidden, "what it was before the change is not shown to you")
		default:
			d.s.Records = append(d.s.Records, before.Record)
			d.here[targets[i]] = before.Record
		}
	}
	if kept > 0 && kept == len(items) {
		d.reject(targets[0], "", graph.ProblemForbidden, "%s", takingBack(items[0].Word))
	}
	return d.s, d.retract(ctx, retractions)
}

// around returns the step of a record before a change, nil where that is not known, and the last
// change of the record when the record is not as the first change left it.
func around(life []graph.RecordVersion, change *graph.Change) (before *graph.RecordVersion, last *graph.Change) {
	for i, version := range life {
		if version.Change.Seq != change.Seq {
			continue
		}
		if i > 0 {
			before = &life[i-1]
		}
		if now := life[len(life)-1]; !sameStep(version, now) {
			last = &now.Change
		}
		return before, last
	}
	return nil, nil
}

// sameStep reports whether two steps of a record left it the same: with equal values, or taken
// back and moved to the same record.
func sameStep(a, b graph.RecordVersion) bool {
	if a.Record == nil || b.Record == nil {
		return a.Record == b.Record && a.MovedTo == b.MovedTo
	}
	return graph.Same(graph.Canonical(a.Record), graph.Canonical(b.Record))
}
