package filestore

import (
	"context"
	"sync/atomic"

	"twingraph/graph/world"
)

type askingKey struct{ of *Store }

// asking remembers what a request reads from, nil until it reads.
type asking struct{ from atomic.Pointer[world.World] }

// Asking returns a context for one request: all that is read within it comes from one state
// of the network, that of the first reading, and once the request wrote, or found a change by
// its key, that of the first after it. It must not outlive the request.
func (s *Store) Asking(ctx context.Context) context.Context {
	return context.WithValue(ctx, askingKey{s}, &asking{})
}

// at returns the network to read from: the last one, within a context of Asking the same
// every time.
func (s *Store) at(ctx context.Context) *world.World {
	a, ok := ctx.Value(askingKey{s}).(*asking)
	if !ok {
		return s.World()
	}
	if from := a.from.Load(); from != nil {
		return from
	}
	last := s.World()
	if !a.from.CompareAndSwap(nil, last) {
		if from := a.from.Load(); from != nil {
			return from
		}
	}
	return last
}

// renew lets the next reading of a request see what was recorded by then.
func (s *Store) renew(ctx context.Context) {
	if a, ok := ctx.Value(askingKey{s}).(*asking); ok {
		a.from.Store(nil)
	}
}
