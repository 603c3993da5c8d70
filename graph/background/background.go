package background

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/pace"
)

// Work is one computation.
type Work[T any] struct {
	Name    string // what is computed, such as "layout": one result is kept of each
	Version int    // of the algorithm: another one gives other results
	Inputs  string // a digest of all that the result depends on
	// Head is the last change of the store when the input was read: of two inputs the one
	// with the higher is the newer.
	Head graph.Seq
	// Make computes. It says now and then how far it is, from 0 to 1, and calls pace.Step
	// between steps. Its result can be written as JSON and read again without loss.
	Make func(ctx context.Context, progress Progress) (T, error)
}

// Progress is called with the share of a computation that is done, from 0 to 1, from any
// goroutine.
type Progress func(share float64)

// Part returns what counts the steps of a part of a computation: before it a share from of all
// is done, after it a share to.
func (p Progress) Part(from, to float64) func(done, total int) {
	return func(done, total int) {
		if total > 0 {
			p(from + (to-from)*float64(done)/float64(total))
		}
	}
}

// Background computes. It is safe for concurrent use; a nil one computes nothing ahead.
type Background struct {
	kept     graph.Documents // nil where results are not kept
	log      *slog.Logger
	patience time.Duration
	traffic  *traffic
	ctx      context.Context // of all computations
	stop     context.CancelFunc
	going    sync.WaitGroup

	mu       sync.Mutex
	results  map[string]result // by name, the last of each
	jobs     []*job            // in the order in which they came; the one that runs among them
	running  bool
	expected map[string]string // by name, the inputs of which results will be asked for
	head     graph.Seq         // when they were
}

// key is what a result is known by.
type key struct {
	name    string
	version int
	inputs  string
}

func (w Work[T]) key() key { return key{w.Name, w.Version, w.Inputs} }

// result is what a computation gave.
type result struct {
	key
	value any
}

// job is a computation that is not done.
type job struct {
	key
	head graph.Seq
	make func(context.Context, Progress) (any, error)
	read func([]byte) (any, error)
	stop context.CancelFunc // nil while it waits for its turn
	done chan struct{}      // closed when value or err is there

	waiting int     // how many wait for it
	asked   bool    // somebody asked for it: it gives way to nobody
	share   float64 // done

	value any
	err   error
}

// New returns a Background that keeps results in kept, nil for in memory only. Who asks for a
// result waits for it as long as patience. End it with Close.
func New(kept graph.Documents, patience time.Duration, log *slog.Logger) *Background {
	b := &Background{kept: kept, log: log, patience: patience, traffic: &traffic{}, results: map[string]result{}}
	b.ctx, b.stop = context.WithCancel(context.Background())
	return b
}

// Attend counts somebody who is being answered, until the function that it returns is called:
// computations that nobody asked for give way meanwhile.
func (b *Background) Attend() (leave func()) { return b.traffic.enter() }

// Close calls off what is being computed and waits until it has ended.
func (b *Background) Close() {
	b.mu.Lock()
	b.stop()
	b.mu.Unlock()
	b.going.Wait()
}

// Get returns the result of w: the one that is there, or the one of the computation that is
// under way, for which it waits a little. Where there is neither, it begins the computation
// when the result is one of those that are to be kept ready, and otherwise returns false.
//
// Errors: NotReady, with the progress, when it is still being computed after a while; those of
// w.Make.
func Get[T any](ctx context.Context, b *Background, w Work[T], keptReady bool) (T, bool, error) {
	var none T
	if b == nil {
		return none, false, nil
	}
	value, j := join(b, w, keptReady)
	switch {
	case value != nil:
		return value.(T), true, nil
	case j == nil:
		return none, false, nil
	}
	defer b.leave(j)
	patience := time.NewTimer(b.patience)
	defer patience.Stop()
	select {
	case <-j.done:
	case <-patience.C:
		return none, true, b.notReady(j)
	case <-ctx.Done():
		return none, true, b.notReady(j).Because(ctx.Err())
	}
	if j.err != nil {
		return none, true, j.err
	}
	return j.value.(T), true, nil
}

// Found returns the result of w if it is there.
func Found[T any](b *Background, w Work[T]) (T, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	value, ok := b.found(w.key()).(T)
	return value, ok
}

// found returns the result that is there, nil for none. Callers hold mu.
func (b *Background) found(k key) any {
	if r := b.results[k.name]; r.key == k {
		return r.value
	}
	return nil
}

// Begin has w computed when its turn comes, unless its result is there or on its way.
func Begin[T any](b *Background, w Work[T]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.found(w.key()) == nil {
		enlist(b, w)
		b.next()
	}
}

// Expect says which results will be asked for from now on, by name with the digests of their
// inputs, as of the change head. What is being computed from older inputs is called off, once
// nobody waits for it.
func (b *Background) Expect(head graph.Seq, inputs map[string]string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if head < b.head {
		return
	}
	b.head, b.expected = head, inputs
	for _, j := range slices.Clone(b.jobs) {
		b.callOff(j)
	}
}

// join returns the result of w, or the computation of it with one more who waits; neither
// where there is none and none is begun.
func join[T any](b *Background, w Work[T], begin bool) (any, *job) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if value := b.found(w.key()); value != nil {
		return value, nil
	}
	if b.ctx.Err() != nil || !begin && !slices.ContainsFunc(b.jobs, w.key().of) {
		return nil, nil
	}
	j := enlist(b, w)
	j.waiting++
	j.asked = true
	b.next()
	return nil, j
}

// of reports whether a computation makes the result.
func (k key) of(j *job) bool { return j.key == k }

// enlist returns the computation of w, a new one where there is none. Callers hold mu.
func enlist[T any](b *Background, w Work[T]) *job {
	if at := slices.IndexFunc(b.jobs, w.key().of); at >= 0 {
		b.jobs[at].head = max(b.jobs[at].head, w.Head)
		return b.jobs[at]
	}
	j := &job{
		key: w.key(), head: w.Head, done: make(chan struct{}),
		make: func(ctx context.Context, p Progress) (any, error) { return w.Make(ctx, p) },
		read: func(text []byte) (any, error) {
			var value T
			err := json.Unmarshal(text, &value)
			return value, err
		},
	}
	b.jobs = append(b.jobs, j)
	return j
}

// leave takes away one who waits.
func (b *Background) leave(j *job) {
	b.mu.Lock()
	defer b.mu.Unlock()
	j.waiting--
	b.callOff(j)
}

// callOff ends a computation that nobody waits for and nobody will ask for. Callers hold mu.
func (b *Background) callOff(j *job) {
	if j.waiting > 0 || j.head > b.head || b.expected[j.name] == j.inputs || b.expected == nil {
		return
	}
	if j.stop != nil {
		j.stop()
	}
	b.remove(j) // who asks from now on begins anew
}

// remove takes a computation off the list. Callers hold mu.
func (b *Background) remove(gone *job) {
	b.jobs = slices.DeleteFunc(b.jobs, func(j *job) bool { return j == gone })
}

// next begins the next computation where none runs: one that somebody asked for, or the
// first. Callers hold mu.
func (b *Background) next() {
	if b.running || len(b.jobs) == 0 || b.ctx.Err() != nil {
		return
	}
	j := b.jobs[max(0, slices.IndexFunc(b.jobs, func(j *job) bool { return j.asked }))]
	var ctx context.Context
	ctx, j.stop = context.WithCancel(b.ctx)
	b.running = true
	b.going.Go(func() { b.run(ctx, j) })
}

// run computes, wakes all who wait and begins the next.
func (b *Background) run(ctx context.Context, j *job) {
	defer j.stop()
	began := time.Now()
	value, last := b.recall(ctx, j)
	found := value != nil
	var err error
	if !found {
		value, err = b.compute(ctx, j)
	}
	b.mu.Lock()
	j.value, j.err = value, err
	b.remove(j)
	if err == nil {
		if !j.older(b) {
			b.results[j.name] = result{j.key, value}
		}
		b.log.Info("computed ahead of questions", "what", j.name, "kept", found, "took", time.Since(began).Round(time.Millisecond))
	} else if ctx.Err() == nil {
		b.log.Warn("what is computed ahead of questions failed", "what", j.name, "error", err)
	}
	close(j.done)
	b.mu.Unlock()
	if err == nil && !found {
		b.keep(ctx, j, last)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running = false
	b.next()
}

// older reports whether results of other inputs are expected than those of the computation.
// Callers hold mu.
func (j *job) older(b *Background) bool {
	return b.expected != nil && j.head <= b.head && b.expected[j.name] != j.inputs
}

// compute runs a computation; a panic of it is a failure.
func (b *Background) compute(ctx context.Context, j *job) (value any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			value, err = nil, fmt.Errorf("a computation panicked: %v\n%s", panicked, debug.Stack())
		}
	}()
	rest := b.traffic.rest(b.urgent)
	return j.make(pace.With(ctx, rest), func(share float64) {
		b.mu.Lock()
		defer b.mu.Unlock()
		j.share = max(j.share, min(1, share))
	})
}

// urgent reports whether somebody asked for what is computed, or for what comes after it.
func (b *Background) urgent() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.ContainsFunc(b.jobs, func(j *job) bool { return j.asked })
}

// notReady returns the error of one who waited long enough.
func (b *Background) notReady(j *job) *graph.Error {
	b.mu.Lock()
	defer b.mu.Unlock()
	share := math.Floor(100*j.share) / 100 // what is not done is not 100 %
	share = min(share, 0.99)
	e := graph.Errorf(graph.NotReady, "still being computed, %.0f %%", 100*share)
	e.Progress = &share
	return e
}
