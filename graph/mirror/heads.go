package mirror

import (
	"context"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
)

// heads asks Neo4j for its head on behalf of many. One check is on its way at a time;
// it serves all who came before it was sent, and those who come meanwhile share the
// next one. So what somebody gets was read after they came.
type heads struct {
	check  func(context.Context) (neostore.Published, error)
	within time.Duration // bounds one check, which belongs to nobody's request

	mu     sync.Mutex
	flying bool
	next   *flight // that those who come now wait for; nil when nobody does
}

// flight is one check.
type flight struct {
	landed chan struct{} // closed when head and err are there
	head   neostore.Published
	err    error
}

// get returns a head that was read after get was called.
func (h *heads) get(ctx context.Context) (neostore.Published, error) {
	h.mu.Lock()
	if h.next == nil {
		h.next = &flight{landed: make(chan struct{})}
	}
	f := h.next
	if !h.flying {
		h.flying = true
		go h.fly()
	}
	h.mu.Unlock()
	select {
	case <-f.landed:
		return f.head, f.err
	case <-ctx.Done():
		return neostore.Published{}, graph.Errorf(graph.Timeout, "the time allowed ran out").Because(ctx.Err())
	}
}

// fly checks until nobody waits.
func (h *heads) fly() {
	for {
		h.mu.Lock()
		f := h.next
		h.next, h.flying = nil, f != nil
		h.mu.Unlock()
		if f == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), h.within)
		f.head, f.err = h.check(ctx)
		cancel()
		close(f.landed)
	}
}
