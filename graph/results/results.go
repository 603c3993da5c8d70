package results

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Key names a question about one state of the network. Equal keys have equal
// results.
type Key struct {
	Seq     graph.Seq  // the last change of the store
	KnownAt time.Time  // UTC
	Tier    graph.Tier // of the viewer
	AsOf    graph.Day
	// Question is what is asked, with all its arguments: equal text for equal
	// questions.
	Question string
}

// On returns the key of a question about a moment on a day.
func On(s *world.Moment, asOf graph.Day, question string) Key {
	return Key{Seq: s.Head, KnownAt: s.View.KnownAt, Tier: s.View.Tier, AsOf: asOf, Question: question}
}

// Cache keeps results. Of more than it may keep it drops the one that is worth least,
// by when it was last asked for and by how long it took: a question that takes seconds
// outlives hundreds that take milliseconds (GreedyDual: Young, The k-server dual and
// loose competitiveness for paging, Algorithmica 11, 1994). It is safe for concurrent
// use.
type Cache struct {
	most int

	mu     sync.Mutex
	latest graph.Seq
	kept   []*computation // least recently asked for first
	worth  time.Duration  // of what was dropped last
}

// computation is a result, or one on its way.
type computation struct {
	key    Key
	stop   context.CancelFunc
	asking int           // how many wait for it; guarded by the cache's mu
	done   chan struct{} // closed when value or err is there
	value  any
	err    error
	took   time.Duration // 0 while it is on its way
	worth  time.Duration // guarded by the cache's mu
}

// New returns a cache that keeps at most most results, those on their way not counted.
func New(most int) *Cache { return &Cache{most: most} }

// Get returns the result of compute for key: the one that c keeps, the one that is
// being computed for somebody else, or a new one. All questions of one key have to
// compute the same type T; the result is shared and must not be changed.
//
// Compute runs on its own: it goes on when this asker leaves, so that who asks again finds
// what was done meanwhile or all of it. Of those that nobody waits for any more, two go on, for
// at most ten minutes each and as long as nothing changes; the context of another ends, and it
// must return soon after that. A failure goes to all who wait and is not kept; a panic is a
// failure.
//
// Fails with code Timeout when ctx ends first, and as compute does.
func Get[T any](ctx context.Context, c *Cache, key Key, compute func(context.Context) (T, error)) (T, error) {
	var none T
	if ctx.Err() != nil {
		return none, late(ctx)
	}
	k := c.join(key, func(ctx context.Context) (any, error) { return compute(ctx) })
	defer c.leave(k)
	select {
	case <-k.done:
	case <-ctx.Done():
		return none, late(ctx)
	}
	if k.err != nil {
		return none, k.err
	}
	return k.value.(T), nil
}

func late(ctx context.Context) error {
	return graph.Errorf(graph.Timeout, "the time allowed ran out before the answer was found; ask for less, or again in a moment").Because(ctx.Err())
}

// join returns the computation of key with one asker more, begun if need be.
func (c *Cache) join(key Key, compute func(context.Context) (any, error)) *computation {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moveOn(key.Seq)
	at := slices.IndexFunc(c.kept, func(k *computation) bool { return k.key == key })
	if at >= 0 {
		k := c.kept[at]
		c.kept = append(slices.Delete(c.kept, at, at+1), k)
		k.asking++
		k.worth = c.worth + k.took
		return k
	}
	ctx, stop := context.WithCancel(context.Background())
	k := &computation{key: key, stop: stop, asking: 1, done: make(chan struct{})}
	c.kept = append(c.kept, k)
	go c.run(ctx, k, compute)
	return k
}

// settle gives a result that has just been found its worth and drops what is worth
// least, of equals what was asked for longest ago, while there are too many. Callers
// hold mu.
func (c *Cache) settle(k *computation) {
	k.worth = c.worth + k.took
	for {
		found, least := 0, -1
		for i, other := range c.kept {
			if other != k && other.took == 0 {
				continue // on its way
			}
			found++
			if least < 0 || other.worth < c.kept[least].worth {
				least = i
			}
		}
		if found <= c.most {
			return
		}
		c.worth = c.kept[least].worth
		c.kept = slices.Delete(c.kept, least, least+1)
	}
}

// moveOn drops the results of earlier states of the store once it has moved on to
// seq: nobody can ask for them again. Who waits for one still gets it; one that was given up
// is called off.
func (c *Cache) moveOn(seq graph.Seq) {
	if seq > c.latest {
		c.latest = seq
		c.kept = slices.DeleteFunc(c.kept, func(k *computation) bool {
			if k.key.Seq < seq && k.asking == 0 {
				k.stop()
			}
			return k.key.Seq < seq
		})
	}
}

// How many computations that nobody waits for go on, and for how long.
const (
	mostGivenUp = 2
	givenUpFor  = 10 * time.Minute
)

// leave takes one asker away. A computation that nobody waits for goes on when few do; another
// is called off and forgotten, so that the next asker begins anew.
func (c *Cache) leave(k *computation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k.asking--
	select {
	case <-k.done:
	default:
		if k.asking > 0 {
			return
		}
		if !slices.Contains(c.kept, k) { // of an earlier state
			k.stop()
			return
		}
		others := 0
		for _, other := range c.kept {
			if other != k && other.asking == 0 && other.took == 0 {
				others++
			}
		}
		if others >= mostGivenUp {
			c.callOff(k)
			return
		}
		time.AfterFunc(givenUpFor, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			if k.asking == 0 && k.took == 0 {
				c.callOff(k)
			}
		})
	}
}

// callOff ends a computation and forgets it. Callers hold mu.
func (c *Cache) callOff(k *computation) {
	k.stop()
	c.forget(k)
}

// forget drops a computation. Callers hold mu.
func (c *Cache) forget(dropped *computation) {
	c.kept = slices.DeleteFunc(c.kept, func(k *computation) bool { return k == dropped })
}

// run computes and wakes all who wait.
func (c *Cache) run(ctx context.Context, k *computation, compute func(context.Context) (any, error)) {
	defer k.stop()
	began := time.Now()
	value, err := guarded(ctx, compute)
	c.mu.Lock()
	defer c.mu.Unlock()
	k.value, k.err, k.took = value, err, max(1, time.Since(began))
	if err != nil {
		c.forget(k)
	} else {
		c.settle(k)
	}
	close(k.done)
}

// guarded returns a panic of compute as an error: it happens outside the request
// that would otherwise catch it.
func guarded(ctx context.Context, compute func(context.Context) (any, error)) (value any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			value, err = nil, fmt.Errorf("a computation panicked: %v\n%s", panicked, debug.Stack())
		}
	}()
	return compute(ctx)
}
