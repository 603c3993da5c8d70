package world_test

import (
	"context"
	"testing"

	"twingraph/graph"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// memory is a store that keeps its latest world: the least that is a store.
type memory struct {
	*world.World
	beside
}

// beside is what a world has not, and no case here asks for.
type beside interface {
	graph.Documents
	graph.Eraser
	graph.Watcher
}

func (m *memory) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	if _, err := m.Head(ctx); err != nil {
		return graph.Change{}, err
	}
	next, change, err := m.With(batch)
	if err == nil {
		m.World = next
	}
	return change, err
}

func (m *memory) Ready(context.Context) error { return nil }
func (m *memory) Close() error                { return nil }

func open(*testing.T) graph.Store { return &memory{World: world.Empty()} }

func TestContract(t *testing.T) { storetest.Run(t, open) }

func TestDifferential(t *testing.T) {
	storetest.RunDifferential(t, open, storetest.Differential{Seeds: []uint64{1, 2, 3, 4, 5, 6, 7, 8}})
}
