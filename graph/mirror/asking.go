package mirror

import (
	"context"

	"twingraph/graph/world"
)

// Asking returns a context for one request: all that is read within it comes from one
// state of the network, and Neo4j is asked for its head once, when the first thing is
// read. It must not outlive the request.
func (m *Mirror) Asking(ctx context.Context) context.Context { return world.OfOneState(ctx, m) }

// InMemory returns what the request of ctx reads from while there is a world; see World.
func (m *Mirror) InMemory(ctx context.Context) (*world.World, error) { return m.World(ctx) }
