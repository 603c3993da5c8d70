package main

import (
	"context"

	"twingraph/graph"
)

// openStore opens the store that the settings name. The caller closes it.
type openStore func(ctx context.Context) (graph.Store, error)
