package registry

import (
	"context"
	"fmt"
	"slices"
	"time"

	"twingraph/graph"
)

// Registry is the one way to write: it validates a submission against the laws
// and the store, works out what is new, changed or already known, derives the
// histories that change, and appends one batch. It is safe for concurrent use.
type Registry struct {
	store   graph.Journal
	now     func() time.Time
	turn    chan struct{} // held by those who plan and append: those of one program need not get in each other's way
	waiting queue         // those who can do so together with others, where the store can group
}

// New returns a registry in front of store. now is the clock, for
// RecordedAt of submissions that carry none and for CommittedAt.
func New(store graph.Journal, now func() time.Time) *Registry {
	return &Registry{store: store, now: now, turn: make(chan struct{}, 1)}
}

// Submission is what somebody wants recorded, as one step.
type Submission struct {
	Actor       string
	Note        string
	RecordedAt  time.Time      // zero for now; kept to the microsecond
	Records     []graph.Record // not changed, and not kept, by the registry unless Owned
	Retractions []graph.Retraction
	// Owned says that the records are canonical and the registry's from now on: it does not
	// copy them, and takes them out of the list when they are on their way to the store, so that
	// those who submit a great many need not hold them meanwhile. Such a submission is tried
	// once: Conflict also says that another writer got in between.
	Owned bool
	// Begun is called when a submission was found sound and is on its way to the store; may be
	// nil.
	Begun func()

	// Key names the request, so that it is recorded once however often it is made; empty
	// for none.
	Key string
	// Request tells the request from another one with the same key; see graph.Batch.
	Request string
	// Expected says when the version was recorded that the submission is based on, of
	// records where that matters: another version is a problem of kind CONFLICT.
	Expected map[graph.Target]time.Time
	// Problems are what was found wrong already: the submission is rejected with them and
	// with what is wrong with its records alone, whatever the store holds.
	Problems []graph.Problem
	// Explain asks for Receipt.Records and Receipt.Links.
	Explain bool
}

// Draft makes a submission from what the store holds, which the reader shows, when it is
// called: changes are there, too, that are on their way into the store before it, and that
// nobody else is shown yet. It is called again when other writers got in between; errors end
// the attempt.
type Draft func(context.Context, graph.Reader) (Submission, error)

// Receipt says what became of a submission.
type Receipt struct {
	Change    graph.Change // numbered as the store does; zero when nothing was appended
	Added     int
	Corrected int // those that follow from the submission included: see Submit
	Unchanged int
	Retracted int

	// Repeated says that the key of the submission was seen before: Change is the change
	// that was recorded then, Request that of its batch, and all other fields are zero.
	Repeated bool
	Request  string

	// When the submission asked to explain: its records as they are recorded, in its order,
	// and the links whose history it changes, in order of id.
	Records []graph.Record
	Links   []LinkChange
}

// LinkChange is what a submission makes of the history of one link.
type LinkChange struct {
	Link          *graph.TwinningLink // as recorded; a retracted one as it was
	Before, After graph.History       // nil before a new link and after a retracted one
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
const attempts = 20

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
	return r.record(ctx, as(s), r.store.Append)
}

// Preview does all that Submit does but append: it returns the same errors and
// the same receipt, with a zero Change.
func (r *Registry) Preview(ctx context.Context, s Submission) (Receipt, error) {
	return r.Try(ctx, as(s))
}

// as returns the draft of a submission that depends on nothing.
func as(s Submission) Draft {
	return func(context.Context, graph.Reader) (Submission, error) { return s, nil }
}

// Record is Submit for a submission that depends on what the store holds. The draft is
// called with the store as it is then validated against and appended to: nobody gets in
// between. Where the store is a graph.Grouper, those who record at the same time are recorded
// together, each as a change of its own. Once a batch is on its way to the store, the end of ctx does not stop it before
// grace is over. Errors are those of Submit and of the draft; an *Uncertain one says that
// the batch may have been recorded.
func (r *Registry) Record(ctx context.Context, draft Draft) (Receipt, error) {
	if store, ok := r.store.(graph.Grouper); ok {
		return r.together(ctx, store, draft)
	}
	return r.record(ctx, draft, r.appendOnceBegun)
}

// record records a draft with the given way to append.
func (r *Registry) record(ctx context.Context, draft Draft, add func(context.Context, graph.Batch) (graph.Change, error)) (Receipt, error) {
	if err := r.take(ctx); err != nil {
		return Receipt{}, err
	}
	defer r.leave()
	owned := false
	first := draft
	draft = func(ctx context.Context, reader graph.Reader) (Submission, error) {
		s, err := first(ctx, reader)
		owned = owned || s.Owned
		return s, err
	}
	for attempt := 1; ; attempt++ {
		receipt, batch, err := r.prepared(ctx, r.store, draft)
		if err != nil || batch == nil {
			return receipt, err
		}
		change, err := add(ctx, *batch)
		if graph.CodeOf(err) == graph.Conflict && attempt < attempts && !owned {
			continue // the store moved on: validate against what it holds now
		}
		if err != nil {
			return Receipt{}, fmt.Errorf("append: %w", err)
		}
		receipt.Change = change
		return receipt, nil
	}
}

// prepared plans a draft. Without an error, the batch is what is to be appended, and then the
// receipt lacks its change; nil where there is nothing to append.
func (r *Registry) prepared(ctx context.Context, store graph.Journal, draft Draft) (Receipt, *graph.Batch, error) {
	p, s, repeated, err := r.planned(ctx, store, draft)
	switch {
	case err != nil:
		return Receipt{}, nil, err
	case repeated != nil:
		return Receipt{Change: repeated.Change, Request: repeated.Request, Repeated: true}, nil, nil
	case p.empty():
		return p.receipt(), nil, nil
	}
	batch := p.batch()
	batch.Actor, batch.Note, batch.Key = s.Actor, s.Note, s.Key
	if keepsPersonal(s, batch) {
		batch.Request = s.Request
	}
	batch.CommittedAt = instant(r.now())
	if ctx.Err() != nil {
		return Receipt{}, nil, late(ctx)
	}
	if s.Owned {
		clear(s.Records)
	}
	if s.Begun != nil {
		s.Begun()
	}
	return p.receipt(), &batch, nil
}

// take waits for the right to write. Code Timeout when ctx ends before.
func (r *Registry) take(ctx context.Context) error {
	select {
	case r.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return late(ctx)
	}
}

// leave gives the right to write to the next.
func (r *Registry) leave() { <-r.turn }

// Try is Record without the append: the receipt has a zero Change, unless it is Repeated.
func (r *Registry) Try(ctx context.Context, draft Draft) (Receipt, error) {
	p, _, repeated, err := r.planned(ctx, r.store, draft)
	switch {
	case err != nil:
		return Receipt{}, err
	case repeated != nil:
		return Receipt{Change: repeated.Change, Request: repeated.Request, Repeated: true}, nil
	}
	return p.receipt(), nil
}

// grace is how long a batch that is on its way may take when nobody waits any more: long
// enough for a store that is slow, so that what became of it is nearly always known.
const grace = 10 * time.Second

// Uncertain is the error of a batch of which it is not known whether it was recorded: the
// store did not answer in time, or could not be reached any more.
type Uncertain struct{ Err error }

// Error returns what the store failed with.
func (u *Uncertain) Error() string {
	return "it is not known whether the batch was recorded: " + u.Err.Error()
}

// Unwrap returns what the store failed with.
func (u *Uncertain) Unwrap() error { return u.Err }

// appendOnceBegun hands the batch to the store, and waits for the store when ctx ends.
func (r *Registry) appendOnceBegun(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	return onceBegun(ctx, func(ctx context.Context) (graph.Change, error) { return r.store.Append(ctx, batch) })
}

// onceBegun writes, and waits for the store when ctx ends.
func onceBegun(begun context.Context, write func(context.Context) (graph.Change, error)) (graph.Change, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(begun))
	defer cancel()
	stop := context.AfterFunc(begun, func() { time.AfterFunc(grace, cancel) })
	defer stop()
	change, err := write(ctx)
	return change, uncertain(err)
}

// uncertain returns the error of a write as one that leaves open what became of it, where it
// does.
func uncertain(err error) error {
	switch graph.CodeOf(err) {
	case graph.Timeout, graph.Unavailable, graph.Internal:
		return &Uncertain{err}
	}
	return err
}

// keepsPersonal reports whether the batch has every personal record of the submission, so that
// what is made of the submission is erased with them: one that is known already is not in it.
func keepsPersonal(s Submission, batch graph.Batch) bool {
	in := map[graph.Target]bool{}
	for _, r := range slices.Concat(batch.Added, batch.Corrected) {
		in[graph.TargetOf(r)] = true
	}
	return !slices.ContainsFunc(s.Records, func(r graph.Record) bool { return graph.ShapeOf(r.Word()).Personal && !in[graph.TargetOf(r)] })
}

// late is the error of a submission whose time ran out before anything was recorded.
func late(ctx context.Context) error {
	return graph.Errorf(graph.Timeout, "the time ran out before anything was recorded").Because(context.Cause(ctx))
}

// planned makes a plan of a draft, or returns the change that was recorded with its key. A
// plan that is rejected while the store moved on is made again: what it read may be of two
// states.
func (r *Registry) planned(ctx context.Context, store graph.Journal, draft Draft) (*plan, Submission, *graph.KeyedChange, error) {
	for attempt := 1; ; attempt++ {
		head, err := store.Head(ctx)
		if err != nil {
			return nil, Submission{}, nil, fmt.Errorf("head: %w", err)
		}
		s, err := draft(ctx, store)
		if err != nil {
			return nil, s, nil, err
		}
		if repeated, err := keyed(ctx, store, s.Key); err == nil || graph.CodeOf(err) != graph.NotFound {
			return nil, s, &repeated, err
		}
		p, err := r.plan(ctx, store, head, s)
		if err == nil {
			return p, s, nil, nil
		}
		if graph.CodeOf(err) != graph.BadUserInput || attempt == attempts {
			return nil, s, nil, err
		}
		if now, moved := store.Head(ctx); moved != nil || now.Seq == head.Seq {
			return nil, s, nil, err
		}
	}
}

// Keyed returns the change that was recorded with a key, numbered as the store does. Code
// NotFound when there is none, and for the empty key.
func (r *Registry) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	return keyed(ctx, r.store, key)
}

func keyed(ctx context.Context, store graph.Keyed, key string) (graph.KeyedChange, error) {
	if key == "" {
		return graph.KeyedChange{}, graph.Errorf(graph.NotFound, "no change has the key")
	}
	return store.Keyed(ctx, key)
}

// plan validates the submission against the store, whose head it was when it was read.
func (r *Registry) plan(ctx context.Context, store graph.Reader, head graph.Change, s Submission) (*plan, error) {
	p := newPlan(store, head, recordedAt(s.RecordedAt, head, r.now()))
	p.take(s)
	if err := p.work(ctx); err != nil {
		return nil, err
	}
	if rejection := p.rejection(); rejection != nil {
		return nil, rejection
	}
	if err := p.forward(); err != nil {
		return nil, err
	}
	return p, p.explain(ctx)
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
