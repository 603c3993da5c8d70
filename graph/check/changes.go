package check

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
)

// changes checks the change sequence and returns the distinct instants at which
// something was recorded, in order.
func (r *run) changes(ctx context.Context) ([]time.Time, error) {
	var instants []time.Time
	last := graph.Change{}
	r.at = r.head.RecordedAt
	for last.Seq < r.head.Seq {
		changes, err := r.reader.Changes(ctx, graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted},
			graph.Window[graph.Seq]{First: graph.MaxFirst, After: &last.Seq})
		if err != nil {
			return nil, fmt.Errorf("changes after %d: %w", last.Seq, err)
		}
		if len(changes) == 0 {
			if erased, err := r.erased(ctx); erased || err != nil {
				return instants, err // changes of which nothing is left have no number
			}
			r.find(RecordedTime, graph.Target{}, "the head is change %d, but nothing comes after change %d", r.head.Seq, last.Seq)
			break
		}
		for _, c := range changes {
			if c.Seq > r.head.Seq {
				return instants, nil // recorded since the check began
			}
			if c.Seq != last.Seq+1 {
				r.find(RecordedTime, graph.Target{}, "change %d comes after change %d", c.Seq, last.Seq)
			}
			if c.RecordedAt.Before(last.RecordedAt) {
				r.find(RecordedTime, graph.Target{}, "change %d was recorded before change %d", c.Seq, last.Seq)
			}
			if len(instants) == 0 || !c.RecordedAt.Equal(last.RecordedAt) {
				instants = append(instants, c.RecordedAt)
			}
			if err := r.items(ctx, c); err != nil {
				return nil, err
			}
			last = c
			r.findings.Changes = int(last.Seq)
		}
	}
	return instants, nil
}

// erased reports whether something was erased from the store.
func (r *run) erased(ctx context.Context) (bool, error) {
	eraser, ok := r.reader.(graph.Eraser)
	if !ok {
		return false, nil
	}
	list, err := eraser.Erasures(ctx)
	return len(list) > 0, err
}

// items checks that a change has as many items as it says.
func (r *run) items(ctx context.Context, c graph.Change) error {
	count := map[graph.ChangeKind]int{}
	of := graph.Window[graph.ChangeItem]{First: graph.MaxFirst}
	for {
		view := graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
		pages, err := r.reader.ChangeItems(ctx, view, []graph.Seq{c.Seq}, of)
		if err != nil {
			return fmt.Errorf("items of change %d: %w", c.Seq, err)
		}
		items := pages[0].Items
		for _, item := range items {
			count[item.Kind]++
			if item.Kind == graph.ItemRetracted {
				r.retracted = append(r.retracted, item.Target())
			}
		}
		if !pages[0].More {
			break
		}
		of.After = &items[len(items)-1]
	}
	for kind, want := range map[graph.ChangeKind]int{
		graph.ItemAdded: c.Added, graph.ItemCorrected: c.Corrected, graph.ItemRetracted: c.Retracted,
	} {
		if count[kind] != want {
			r.find(Counts, graph.Target{}, "change %d says that %d records were %s, but lists %d", c.Seq, want, kind, count[kind])
		}
	}
	return nil
}

// fates checks that a retracted id still answers: with what became of it, or with
// a record where it was recorded again since.
func (r *run) fates(ctx context.Context) error {
	r.at = graph.Latest()
	for _, t := range r.retracted {
		if err := r.fate(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) fate(ctx context.Context, t graph.Target) error {
	there, err := r.reader.Records(ctx, r.view(), t.Word, []graph.ID{t.ID})
	if err != nil {
		return fmt.Errorf("read %s: %w", t, err)
	}
	if there[0] != nil {
		return nil
	}
	fate, err := r.reader.Fate(ctx, r.view(), t.Word, t.ID)
	if graph.CodeOf(err) == graph.NotFound {
		r.find(Identity, t, "was retracted, but the store does not know what became of it")
		return nil
	}
	if err != nil {
		return fmt.Errorf("fate of %s: %w", t, err)
	}
	if fate.MovedTo != "" && fate.MovedTo != t.ID {
		return r.fate(ctx, graph.Target{Word: t.Word, ID: fate.MovedTo})
	}
	return nil
}
