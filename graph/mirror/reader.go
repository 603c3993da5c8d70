package mirror

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/world"
)

// reader returns who answers: the world where it stands, Neo4j otherwise. Whose time
// has run out needs no Neo4j to be refused.
func (m *Mirror) reader(ctx context.Context) graph.Reader {
	w, err := m.World(ctx)
	if err != nil && ctx.Err() != nil {
		w = m.now.Load().world
	}
	if w == nil {
		return m.store
	}
	return w
}

// Moment returns what was known at v.KnownAt by viewers of v.Tier; see world.Moments. While
// there is no world it is read from Neo4j.
func (m *Mirror) Moment(ctx context.Context, v graph.View) (*world.Moment, error) {
	w, err := m.World(ctx)
	if err != nil {
		return m.moments.Moment(ctx, v)
	}
	return w.Moment(ctx, v)
}

// Tag returns the Tag of the Moment at v.KnownAt for viewers of v.Tier; see world.Moments.
func (m *Mirror) Tag(ctx context.Context, v graph.View) (string, error) {
	w, err := m.World(ctx)
	if err != nil {
		return m.moments.Tag(ctx, v)
	}
	return w.Tag(ctx, v)
}

// Records returns records by id; see graph.Reader.
func (m *Mirror) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	return m.reader(ctx).Records(ctx, v, word, ids)
}

// List returns one page; see graph.Reader.
func (m *Mirror) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	return m.reader(ctx).List(ctx, v, q)
}

// ListAcross returns one page for each id; see graph.Reader.
func (m *Mirror) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	return m.reader(ctx).ListAcross(ctx, v, from, edge, ids, q)
}

// Histories returns the histories of links; see graph.Reader.
func (m *Mirror) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	return m.reader(ctx).Histories(ctx, v, links)
}

// Search finds records by name; see graph.Reader.
func (m *Mirror) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	return m.reader(ctx).Search(ctx, v, q)
}

// Tally counts links; see graph.Reader.
func (m *Mirror) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	return m.reader(ctx).Tally(ctx, v, where)
}

// Count counts records in groups; see graph.Reader.
func (m *Mirror) Count(ctx context.Context, v graph.View, q graph.CountQuery) (graph.Counted, error) {
	return m.reader(ctx).Count(ctx, v, q)
}

// Diff compares two days; see graph.Reader.
func (m *Mirror) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	return m.reader(ctx).Diff(ctx, v, from, q)
}

// Changes lists changes; see graph.Reader.
func (m *Mirror) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	return m.reader(ctx).Changes(ctx, v, of)
}

// ChangeItems lists what changes did; see graph.Reader.
func (m *Mirror) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, of graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	return m.reader(ctx).ChangeItems(ctx, v, seqs, of)
}

// Fate says what became of a record; see graph.Reader.
func (m *Mirror) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	return m.reader(ctx).Fate(ctx, v, word, id)
}

// Head returns the last change; see graph.Reader.
func (m *Mirror) Head(ctx context.Context) (graph.Change, error) { return m.reader(ctx).Head(ctx) }
