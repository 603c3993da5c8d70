package mirror

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/world"
)

// Options say how to keep a mirror. The zero value is for a network of any size.
type Options struct {
	// Memory is how many bytes the network may take; a larger one is not kept. 0 is
	// for no bound. What it takes is estimated from the number of its records.
	Memory int64
	// Every is how often to look for changes while nobody asks; 0 means once a second.
	Every time.Duration
	// Patience is how long a question waits for changes to be applied before it goes to
	// Neo4j: the usual change takes a few milliseconds, an import can take seconds. 0
	// means a quarter of a second.
	Patience time.Duration
	// Log hears when the mirror stands and when it does not any more; nil is silence.
	Log *slog.Logger
}

// Mirror is a graph.Store that answers from a world beside Neo4j. It is safe for
// concurrent use.
type Mirror struct {
	store   *neostore.Store
	options Options
	heads   heads
	moments world.Moments // read from Neo4j, for when there is no world

	now    atomic.Pointer[state]
	wanted chan neostore.Published // a head that somebody waits for; holds one at most

	stop    context.CancelFunc
	stopped sync.WaitGroup
}

// state is what a mirror holds at a time. A new one comes with every change.
type state struct {
	world *world.World // nil while there is none
	head  neostore.Published
	// versions is how many versions of records the world holds.
	versions int
	why      error         // why there is no world
	changed  chan struct{} // closed when the next state is there
}

// New returns a mirror of the store and begins to load it. The mirror closes the store
// when it is closed.
func New(store *neostore.Store, o Options) *Mirror {
	if o.Every == 0 {
		o.Every = time.Second
	}
	if o.Patience == 0 {
		o.Patience = 250 * time.Millisecond
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	ctx, stop := context.WithCancel(context.Background())
	m := &Mirror{store: store, options: o, heads: heads{check: store.Published, within: max(headWithin, o.Patience)}, wanted: make(chan neostore.Published, 1), stop: stop}
	m.moments = world.NewKeeper(store, keptMoments)
	m.now.Store(&state{why: errLoading(), changed: make(chan struct{})})
	m.stopped.Go(func() { m.follow(ctx) })
	return m
}

// keptMoments is how many moments are kept that were read from Neo4j.
const keptMoments = 4

func errLoading() error {
	return graph.Errorf(graph.Unavailable, "the network is being loaded; until then Neo4j answers")
}

// set makes a state the present one.
func (m *Mirror) set(next state) {
	next.changed = make(chan struct{})
	close(m.now.Swap(&next).changed)
}

// headWithin is how long Neo4j has to say where it stands.
const headWithin = 5 * time.Second

// World returns the network as it stands at the last change that was acknowledged when
// World was called, or a newer one. Within a context of Asking it is the same every
// time. It fails with code Unavailable while there is no such world, and says why:
// then Neo4j itself has to be asked.
func (m *Mirror) World(ctx context.Context) (*world.World, error) {
	return world.Within(ctx, m, m.current)
}

func (m *Mirror) current(ctx context.Context) (*world.World, error) {
	had := m.now.Load()
	if had.world == nil {
		return nil, had.why
	}
	head, err := m.heads.get(ctx)
	if err != nil {
		return nil, err
	}
	if head.Seq < had.head.Seq {
		m.want(head) // the follower finds that this is another database
		return nil, errOther()
	}
	var enough <-chan time.Time
	for {
		st := m.now.Load()
		switch {
		case st.world == nil:
			return nil, st.why
		case st.head.Seq >= head.Seq:
			return st.world, nil
		}
		m.want(head)
		if enough == nil {
			timer := time.NewTimer(m.options.Patience)
			defer timer.Stop()
			enough = timer.C
		}
		select {
		case <-st.changed:
		case <-enough:
			return nil, graph.Errorf(graph.Unavailable, "many changes are being applied; until then Neo4j answers")
		case <-ctx.Done():
			return nil, graph.Errorf(graph.Timeout, "the time allowed ran out").Because(ctx.Err())
		}
	}
}

// want lets the follower know of a head.
func (m *Mirror) want(head neostore.Published) {
	select {
	case m.wanted <- head:
	default: // it is on its way, and looks for the last number itself
	}
}

// Wait returns nil when the mirror stands for the first time, or why it will not:
// code LimitExceeded for a network that is too large, Timeout when ctx ends.
func (m *Mirror) Wait(ctx context.Context) error {
	for {
		st := m.now.Load()
		if st.world != nil || graph.CodeOf(st.why) == graph.LimitExceeded {
			return st.why
		}
		select {
		case <-st.changed:
		case <-ctx.Done():
			return graph.Errorf(graph.Timeout, "the network was not loaded in time").Because(ctx.Err())
		}
	}
}

// State says in a sentence where answers come from now.
func (m *Mirror) State() string {
	if st := m.now.Load(); st.world == nil {
		return "Neo4j answers: " + sentence(st.why)
	}
	return "the mirror answers"
}

// Ready reports whether questions can be answered now, by the mirror or by Neo4j; see
// graph.Store.
func (m *Mirror) Ready(ctx context.Context) error { return m.store.Ready(ctx) }

// Append records the batch in Neo4j; see graph.Store. Questions within the same Asking
// see it.
func (m *Mirror) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	change, err := m.store.Append(ctx, batch)
	m.moved(ctx, change, err)
	return change, err
}

// moved lets those who ask know of a change that was made, or may have been.
func (m *Mirror) moved(ctx context.Context, change graph.Change, err error) {
	world.Renew(ctx, m)
	if err == nil {
		m.want(neostore.Published{Seq: change.Seq, RecordedAt: change.RecordedAt})
	}
}

// Await waits for a change in Neo4j; see graph.Watcher. Who then reads sees it.
func (m *Mirror) Await(ctx context.Context, seq graph.Seq) (graph.Change, error) {
	return m.store.Await(ctx, seq)
}

// Close ends the mirror and closes the store.
func (m *Mirror) Close() error {
	m.stop()
	m.stopped.Wait()
	m.set(state{why: graph.Errorf(graph.Unavailable, "the store is closed")})
	return m.store.Close()
}

var (
	_ graph.Store   = (*Mirror)(nil)
	_ world.Moments = (*Mirror)(nil)
)
