package registry

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
)

// Registry is the one way to write: it validates a submission against the laws
// and the store, works out what is new, changed or already known, derives the
// histories that change, and appends one batch.
type Registry struct {
	store graph.Store
	now   func() time.Time
}

// New returns a registry in front of store. now is the clock, for
// RecordedAt of submissions that carry none and for CommittedAt.
func New(store graph.Store, now func() time.Time) *Registry {
	return &Registry{store: store, now: now}
}

// Submission is what somebody wants recorded, as one step.
type Submission struct {
	Actor       string
	Note        string
	RecordedAt  time.Time      // zero for now; kept to the microsecond
	Records     []graph.Record // not changed, and not kept, by the registry
	Retractions []graph.Retraction
}

// Receipt says what became of a submission.
type Receipt struct {
	Change    graph.Change // zero when nothing changed and nothing was appended
	Added     int
	Corrected int // those that follow from the submission included: see Submit
	Unchanged int
	Retracted int
}

// Rejection is the error of a submission that breaks laws; its code is
// BadUserInput. It lists every problem, in order of the submission.
type Rejection struct {
	Problems []graph.Problem
}

// Error returns the first problem and how many more there are.
func (r *Rejection) Error() string {
	switch len(r.Problems) {
	case 0:
		return "the submission was rejected"
	case 1:
		return r.Problems[0].String()
	}
	return fmt.Sprintf("%s (and %d more)", r.Problems[0], len(r.Problems)-1)
}

// Unwrap returns the rejection as an *Error with code BadUserInput.
func (r *Rejection) Unwrap() error { return graph.Errorf(graph.BadUserInput, "%s", r.Error()) }

// attempts is how often a submission is tried when other writers get in between.
const attempts = 5

// Submit validates the submission against the laws and the store as it is, and
// records it as one Change: all of it or nothing. Records that the store knows
// already in the same words are left alone; when nothing is left, nothing is
// appended and the receipt's Change is zero.
//
// Two things follow from a submission and are recorded with it: where a record is
// retracted and moved to another, the records that refer to it are corrected to
// refer to the other; where the date of a source is corrected, the claims that
// take their date from it are.
//
// Errors: *Rejection with every problem found (code BadUserInput); Conflict when
// there is something to record at an instant before the last change, when that
// would overwrite a version recorded at the same instant, or when other writers kept getting in between; and what the
// store fails with.
func (r *Registry) Submit(ctx context.Context, s Submission) (Receipt, error) {
	for attempt := 1; ; attempt++ {
		p, err := r.plan(ctx, s)
		if err != nil {
			return Receipt{}, err
		}
		if p.empty() {
			return p.receipt(), nil
		}
		batch := p.batch()
		batch.Actor, batch.Note = s.Actor, s.Note
		batch.CommittedAt = instant(r.now())
		change, err := r.store.Append(ctx, batch)
		if graph.CodeOf(err) == graph.Conflict && attempt < attempts {
			continue // the store moved on: validate against what it holds now
		}
		if err != nil {
			return Receipt{}, fmt.Errorf("append: %w", err)
		}
		receipt := p.receipt()
		receipt.Change = change
		return receipt, nil
	}
}

// Preview does all that Submit does but append: it returns the same errors and
// the same receipt, with a zero Change.
func (r *Registry) Preview(ctx context.Context, s Submission) (Receipt, error) {
	p, err := r.plan(ctx, s)
	if err != nil {
		return Receipt{}, err
	}
	return p.receipt(), nil
}

// plan validates the submission against the store's head.
func (r *Registry) plan(ctx context.Context, s Submission) (*plan, error) {
	head, err := r.store.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("head: %w", err)
	}
	p := newPlan(r.store, head, recordedAt(s.RecordedAt, head, r.now()))
	p.take(s)
	if err := p.work(ctx); err != nil {
		return nil, err
	}
	if rejection := p.rejection(); rejection != nil {
		return nil, rejection
	}
	return p, p.forward()
}

// recordedAt returns the instant of a submission: the one asked for, or the
// clock's. Where the clock is not past the head (it stands still, runs behind, or
// the head's instant was given) the instant is the next one after the head, so
// that an answer given at the head stays as it is.
func recordedAt(asked time.Time, head graph.Change, now time.Time) time.Time {
	if !asked.IsZero() {
		return instant(asked)
	}
	now = instant(now)
	if head.Seq > 0 && !now.After(head.RecordedAt) {
		return head.RecordedAt.Add(time.Microsecond)
	}
	return now
}

// instant returns t in UTC to the microsecond, which every store keeps.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
