package mirror

import (
	"context"
	"sync"

	"twingraph/graph/world"
)

type askingKey struct{ of *Mirror }

// Asking returns a context for one request: all that is read within it comes from one
// state of the network, and Neo4j is asked for its head once, when the first thing is
// read. It must not outlive the request.
func (m *Mirror) Asking(ctx context.Context) context.Context {
	return context.WithValue(ctx, askingKey{m}, &asking{})
}

// asking remembers what a request reads from.
type asking struct {
	mu    sync.Mutex // held while the head is asked for: others of the request wait
	known bool
	from  *world.World
	err   error
}

func (a *asking) world(ctx context.Context, m *Mirror) (*world.World, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.known {
		a.from, a.err = m.current(ctx)
		a.known = true
	}
	return a.from, a.err
}

// forget lets the next read see what the request wrote.
func (a *asking) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = false
}
