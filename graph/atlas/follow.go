package atlas

import (
	"context"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/signal"
)

// following lets all who follow the changes of a store wait for one look at it.
type following struct {
	watcher graph.Watcher // nil when changes cannot be waited for
	moved   signal.Bell   // rung when the head moves, or cannot be looked for

	mu      sync.Mutex
	waiting int       // how many do
	head    graph.Seq // the last one seen
	err     error     // why it cannot be looked for
	stop    context.CancelFunc
}

// FollowBy makes the changes of the atlas' store known to those who follow it, and returns
// the atlas. Call it before the atlas is asked.
func (a *Atlas) FollowBy(w graph.Watcher) *Atlas {
	a.following.watcher = w
	return a
}

// await returns when the head is past seq. Errors are those of graph.Watcher.
func (f *following) await(ctx context.Context, seq graph.Seq) error {
	f.enter(ctx, seq)
	defer f.leave()
	_, err := signal.Await(ctx, seq, &f.moved, 0, func(context.Context) (graph.Change, error) {
		f.mu.Lock()
		defer f.mu.Unlock()
		return graph.Change{Seq: f.head}, f.err
	})
	return err
}

// enter counts one more who waits for changes past seq; the first begins to look.
func (f *following) enter(ctx context.Context, seq graph.Seq) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting++; f.waiting == 1 {
		f.err = nil
		var looking context.Context
		looking, f.stop = context.WithCancel(context.WithoutCancel(ctx))
		go f.look(looking, seq)
	}
	if seq > f.head { // others may wait for less
		f.head = seq
		f.moved.Ring()
	}
}

// leave counts one less; the last ends the looking.
func (f *following) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.stop()
	}
}

// look waits for changes past seq until nobody waits for one.
func (f *following) look(ctx context.Context, seq graph.Seq) {
	for {
		head, err := f.watcher.Await(ctx, seq)
		if ctx.Err() != nil {
			return
		}
		f.mu.Lock()
		seq, f.head, f.err = head.Seq, max(f.head, head.Seq), err
		f.mu.Unlock()
		f.moved.Ring()
		if err != nil {
			return
		}
	}
}

// followedAtOnce is how many changes are read at once.
const followedAtOnce = 100

// patienceWithStore is how long those who follow wait before they ask a store again that
// could not answer.
const patienceWithStore = time.Second

// readWithin bounds one reading of changes for somebody who follows them, with what they
// teach, as long as they are taken as fast.
const readWithin = time.Minute

// CanFollow returns nil when changes can be followed. The error has code Forbidden.
func (a *Atlas) CanFollow() error {
	if a.following.watcher == nil {
		return graph.Errorf(graph.Forbidden, "this server shows a network that does not change; there is nothing to follow")
	}
	return nil
}

// Follow calls each with every change that exists for the viewer after a place, once and in
// order, those of the past first: from now on when after is nil. It ends with ctx. When the
// store cannot answer, or each fails, it goes on a while later after the last change for
// which each did not fail. What each reads it reads with the context that it is given.
func (a *Atlas) Follow(ctx context.Context, viewer graph.Viewer, after *ChangePlace, each func(context.Context, *graph.Change) error) {
	viewer = viewer.Known()
	for ctx.Err() == nil {
		// What is being read when somebody stops following is read to its end: a statement that
		// is cancelled costs Neo4j's driver its connection.
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), readWithin)
		head, err := a.follow(reading, viewer, &after, each)
		cancel()
		if err == nil {
			err = a.following.await(ctx, head)
		}
		if err == nil || ctx.Err() != nil {
			continue
		}
		if a.log != nil {
			a.log.Warn("changes cannot be followed now", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(patienceWithStore):
		}
	}
}

// PlaceAt returns the place of the last change recorded up to an instant.
func PlaceAt(instant time.Time) ChangePlace {
	return ChangePlace{RecordedAt: instant, CommittedAt: graph.Latest()}
}

// PlaceOfNumber returns the place of the change with a number, of the last one for a larger
// number, and that before the first for 0. Errors have code BadUserInput for a negative
// number, or are the reader's.
func (r *Request) PlaceOfNumber(ctx context.Context, v graph.View, number int) (*ChangePlace, error) {
	if number < 0 {
		return nil, graph.Errorf(graph.BadUserInput, "since is %d; give the number of a change, or 0 for the beginning", number).At("since")
	}
	found, err := r.reader.Changes(ctx, v, graph.Window[graph.Seq]{Last: 1, Before: new(graph.Seq(number + 1))})
	if err != nil || len(found) == 0 {
		return &ChangePlace{}, err
	}
	return new(PlaceOf(&found[0])), nil
}

// follow calls each with the changes there are after a place, which it moves on, and returns
// the number of the head before it looked.
func (a *Atlas) follow(ctx context.Context, viewer graph.Viewer, after **ChangePlace, each func(context.Context, *graph.Change) error) (graph.Seq, error) {
	head, err := a.reader.Head(ctx)
	if err != nil {
		return 0, err
	}
	r := a.For(viewer)
	view := r.knowing()
	if *after == nil {
		last, err := a.reader.Changes(ctx, view, graph.Window[graph.Seq]{Last: 1})
		if err != nil {
			return 0, err
		}
		*after = &ChangePlace{}
		if len(last) > 0 {
			**after = PlaceOf(&last[0])
		}
		return head.Seq, nil
	}
	for {
		number := graph.Seq(0)
		if **after != (ChangePlace{}) {
			if number, _, err = r.numberOf(ctx, view, **after); err != nil {
				return 0, err
			}
		}
		changes, err := a.reader.Changes(ctx, view, graph.Window[graph.Seq]{First: followedAtOnce, After: &number})
		if err != nil {
			return 0, err
		}
		for i := range changes {
			if err := each(ctx, &changes[i]); err != nil {
				return 0, err
			}
			place := PlaceOf(&changes[i])
			*after = &place
		}
		if len(changes) < followedAtOnce {
			return head.Seq, nil
		}
	}
}
