package mirror

import (
	"context"

	"twingraph/graph"
)

// Versions shows the lives of records; see graph.Historian.
func (m *Mirror) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	return m.reader(ctx).(graph.Historian).Versions(ctx, v, records)
}

// Keyed returns the change that was appended with a key, as Neo4j has it: a world that was
// loaded knows no keys. Who finds one sees it from then on. See graph.Keyed.
func (m *Mirror) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	found, err := m.store.Keyed(ctx, key)
	if err == nil {
		m.moved(ctx, found.Change, nil)
	}
	return found, err
}

// Document returns one document; see graph.Documents. Documents are not kept in memory.
func (m *Mirror) Document(ctx context.Context, kind, id string) (graph.Document, error) {
	return m.store.Document(ctx, kind, id)
}

// Documents lists all documents of a kind; see graph.Documents.
func (m *Mirror) Documents(ctx context.Context, kind string) ([]graph.Document, error) {
	return m.store.Documents(ctx, kind)
}

// Put stores a document; see graph.Documents.
func (m *Mirror) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	return m.store.Put(ctx, d)
}

// Remove deletes a document; see graph.Documents.
func (m *Mirror) Remove(ctx context.Context, kind, id string) error {
	return m.store.Remove(ctx, kind, id)
}

// Erase destroys records in Neo4j, and no question that comes after it is answered from a
// world that holds them: the network is loaded anew, here and by every other server, and
// until then Neo4j answers. See graph.Eraser.
func (m *Mirror) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	change, err := m.store.Erase(ctx, e)
	m.moved(ctx, change, err)
	return change, err
}

// Erasures lists what was erased; see graph.Eraser.
func (m *Mirror) Erasures(ctx context.Context) ([]graph.Erased, error) { return m.store.Erasures(ctx) }

var (
	_ graph.Eraser    = (*Mirror)(nil)
	_ graph.Historian = (*Mirror)(nil)
	_ graph.Keyed     = (*Mirror)(nil)
	_ graph.Documents = (*Mirror)(nil)
)
