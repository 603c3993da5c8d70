package filestore

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/signal"
)

// The questions are answered by the last world, those of one request by the same; see Asking,
// graph.Reader and package world.

// Records returns records by id.
func (s *Store) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	return s.at(ctx).Records(ctx, v, word, ids)
}

// List returns one page.
func (s *Store) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	return s.at(ctx).List(ctx, v, q)
}

// ListAcross returns one page for each id.
func (s *Store) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	return s.at(ctx).ListAcross(ctx, v, from, edge, ids, q)
}

// Histories returns the histories of links.
func (s *Store) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	return s.at(ctx).Histories(ctx, v, links)
}

// Search finds records by name.
func (s *Store) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	return s.at(ctx).Search(ctx, v, q)
}

// Tally counts links.
func (s *Store) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	return s.at(ctx).Tally(ctx, v, where)
}

// Count counts records in groups.
func (s *Store) Count(ctx context.Context, v graph.View, q graph.CountQuery) (graph.Counted, error) {
	return s.at(ctx).Count(ctx, v, q)
}

// Diff compares two days.
func (s *Store) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	return s.at(ctx).Diff(ctx, v, from, q)
}

// Changes lists changes.
func (s *Store) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	return s.at(ctx).Changes(ctx, v, of)
}

// ChangeItems lists what one change did.
func (s *Store) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, of graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	return s.at(ctx).ChangeItems(ctx, v, seqs, of)
}

// Fate says what became of a record.
func (s *Store) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	return s.at(ctx).Fate(ctx, v, word, id)
}

// Versions shows the lives of records.
func (s *Store) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	return s.at(ctx).Versions(ctx, v, records)
}

// Keyed finds a change by the key of its batch. Who finds one sees it from then on.
func (s *Store) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	defer s.renew(ctx)
	return s.World().Keyed(ctx, key)
}

// Await waits for a change; see graph.Watcher. No other process writes to the file.
func (s *Store) Await(ctx context.Context, seq graph.Seq) (graph.Change, error) {
	return signal.Await(ctx, seq, &s.moved, 0, func(ctx context.Context) (graph.Change, error) { return s.World().Head(ctx) })
}

// Head returns the last change.
func (s *Store) Head(ctx context.Context) (graph.Change, error) { return s.at(ctx).Head(ctx) }

var _ graph.Store = (*Store)(nil)
