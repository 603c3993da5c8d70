package registry

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
)

// A store that is forced to the disk for each change records as many changes a second as the
// disk forces writes. So writers that come while one is at it wait in a queue, and the next of
// them, who leads, invites the others into its group. They come in one after the other: each
// plans and appends by itself, in its own context, and sees what those before it appended.
// Then the leader has the store record all of it at once, and only then is anybody answered
// whose answer follows from what was not there before.

// A group takes no more writers once it has as many changes, or records.
const (
	groupChanges = 64
	groupRecords = 1000
)

// queue is the writers who wait for their turn or for an invitation, in order.
type queue struct {
	mu      sync.Mutex
	writers []*writer
}

// writer is somebody who waits.
type writer struct {
	invited chan *group   // how a leader invites
	left    chan struct{} // closed when the writer does not wait any more
}

func (q *queue) join() *writer {
	w := &writer{make(chan *group), make(chan struct{})}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.writers = append(q.writers, w)
	return w
}

// next takes the first writer out of the queue, nil when nobody waits.
func (q *queue) next() *writer {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.writers) == 0 {
		return nil
	}
	w := q.writers[0]
	q.writers = slices.Delete(q.writers, 0, 1)
	return w
}

// leave takes a writer out of the queue.
func (q *queue) leave(w *writer) {
	close(w.left)
	q.mu.Lock()
	defer q.mu.Unlock()
	if i := slices.Index(q.writers, w); i >= 0 {
		q.writers = slices.Delete(q.writers, i, i+1)
	}
}

// group is the writers who are recorded together. Whose turn it is reads and writes it, until
// it is done.
type group struct {
	journal          graph.Journal
	back             chan struct{} // sent by a guest when its turn is over
	changes, records int
	done             chan struct{} // closed once the store recorded all of it, or did not
	err              error         // why it did not
}

// turned is what became of a writer's turn.
type turned struct {
	receipt  Receipt
	err      error // why nothing was appended
	appended bool
	rests    bool // the answer follows from what is recorded with the group
	outrun   bool // another writer got in between
}

// together records a draft together with those of others.
func (r *Registry) together(ctx context.Context, store graph.Grouper, draft Draft) (Receipt, error) {
	for attempt := 1; ; attempt++ {
		t, err := r.turnOf(ctx, store, draft)
		again := t.outrun || t.rests && graph.CodeOf(err) == graph.Conflict
		switch {
		case again && attempt < attempts:
			continue // the store moved on: validate against what it holds now
		case err != nil:
			return Receipt{}, fmt.Errorf("append: %w", err)
		}
		return t.receipt, t.err
	}
}

// turnOf waits for a turn, alone or as a guest, takes it, and waits for what the store makes
// of the group. The error is the store's.
func (r *Registry) turnOf(ctx context.Context, store graph.Grouper, draft Draft) (turned, error) {
	w := r.waiting.join()
	select {
	case r.turn <- struct{}{}:
		r.waiting.leave(w)
		return r.lead(ctx, store, draft)
	case g := <-w.invited:
		t := r.visit(ctx, g, draft)
		return t, g.wait(ctx, t)
	case <-ctx.Done():
		r.waiting.leave(w)
		return turned{err: late(ctx)}, nil
	}
}

// lead records a draft, and with it those of the writers who wait.
func (r *Registry) lead(ctx context.Context, store graph.Grouper, draft Draft) (own turned, err error) {
	defer r.leave()
	g := &group{back: make(chan struct{}), done: make(chan struct{})}
	defer close(g.done)
	g.err = store.Group(context.WithoutCancel(ctx), func(journal graph.Journal) error {
		g.journal = journal
		own = r.enter(ctx, g, draft)
		for g.changes < groupChanges && g.records < groupRecords && !own.outrun {
			guest := r.waiting.next()
			if guest == nil {
				break
			}
			select {
			case guest.invited <- g:
				<-g.back
			case <-guest.left:
			}
		}
		return nil
	})
	if g.journal == nil { // it did not begin
		own.rests = true
		return own, g.err
	}
	return own, g.failed(own)
}

// visit takes the turn of a guest.
func (r *Registry) visit(ctx context.Context, g *group, draft Draft) turned {
	defer func() { g.back <- struct{}{} }()
	return r.enter(ctx, g, draft)
}

// enter plans a draft and appends it to a group.
func (r *Registry) enter(ctx context.Context, g *group, draft Draft) turned {
	t := turned{rests: g.changes > 0}
	var batch *graph.Batch
	if t.receipt, batch, t.err = r.prepared(ctx, g.journal, draft); t.err != nil || batch == nil {
		return t
	}
	if t.receipt.Change, t.err = g.journal.Append(ctx, *batch); t.err != nil {
		t.outrun = graph.CodeOf(t.err) == graph.Conflict
		t.err = fmt.Errorf("append: %w", t.err)
		return t
	}
	g.changes++
	g.records += batch.Items()
	t.appended, t.rests = true, true
	return t
}

// wait waits until the answer to a guest is sure, and returns why the store did not record
// what it follows from.
func (g *group) wait(ctx context.Context, t turned) error {
	if !t.rests {
		return nil
	}
	late := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, func() { close(late) }) })
	defer stop()
	select {
	case <-g.done:
		return g.failed(t)
	case <-late:
	}
	err := graph.Errorf(graph.Timeout, "the store did not answer in time").Because(context.Cause(ctx))
	if t.appended {
		return &Uncertain{err}
	}
	return err
}

// failed returns why the store did not record what an answer follows from.
func (g *group) failed(t turned) error {
	if t.appended {
		return uncertain(g.err)
	}
	if t.rests {
		return g.err
	}
	return nil
}
