package filestore

import (
	"context"

	"twingraph/graph/world"
)

// Asking returns a context for one request: all that is read within it comes from one state
// of the network, that of the first reading, and once the request wrote, or found a change by
// its key, that of the first after it. It must not outlive the request.
func (s *Store) Asking(ctx context.Context) context.Context { return world.OfOneState(ctx, s) }

// at returns the network to read from: the last one, within a context of Asking the same
// every time.
func (s *Store) at(ctx context.Context) *world.World {
	from, _ := world.Within(ctx, s, func(context.Context) (*world.World, error) { return s.World(), nil })
	return from
}

// InMemory returns what the request of ctx reads from; see world.Worlds.
func (s *Store) InMemory(ctx context.Context) (*world.World, error) { return s.at(ctx), nil }

// renew lets the next reading of a request see what was recorded by then.
func (s *Store) renew(ctx context.Context) { world.Renew(ctx, s) }
