package resolvers

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/loader"
	"twingraph/graph/model"
)

// record resolves the fields that the records of every word have.
type record[T graph.Record] struct{}

// ID returns the global id: that of the record at the times that it is shown at.
func (record[T]) ID(ctx context.Context, obj T) (string, error) {
	return atlas.WriteGlobalID(obj.Word(), obj.Base().ID, viewOf(ctx).given), nil
}

// Slug returns the readable id.
func (record[T]) Slug(_ context.Context, obj T) (string, error) { return string(obj.Base().ID), nil }

// Versions returns how the record came to be what it is.
func (record[T]) Versions(ctx context.Context, obj T, first *int, after *string, last *int, before *string) (*model.RecordVersionConnection, error) {
	return computed[model.RecordVersionConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.RecordVersion], error) {
		return requestOf(ctx).Versions(ctx, viewOf(ctx).View, graph.TargetOf(obj), w)
	})
}

// Sources returns what the record cites.
func (record[T]) Sources(ctx context.Context, obj T) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Base().Sources)
}

// get returns the record of a root field that asks for one, and prefetches what is
// selected of it. A merged id answers with the record it went to. Errors have code
// BadUserInput or NotFound, or are the reader's.
func get[T graph.Record](ctx context.Context, v view, s string) (T, error) {
	var none T
	found, err := resolved(ctx, v, none.Word(), s, "id")
	if err != nil {
		return none, err
	}
	return found.(T), prefetch(ctx, v, selected(ctx), []graph.Record{found})
}

// resolved returns the record of word that the argument at path names by slug or global
// id; a merged one is followed. Errors have code BadUserInput or NotFound, or are the
// reader's.
func resolved(ctx context.Context, v view, word graph.Word, s, path string) (graph.Record, error) {
	var found graph.Record
	_, err := requestOf(ctx).Resolve(ctx, v.View, word, s, path, func(id graph.ID) (bool, error) {
		records, err := read(ctx, v, selected(ctx), word, []graph.ID{id})
		if err == nil {
			found = records[0]
		}
		return found != nil, err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// allAcross returns the records across an edge of a record, as a list without pages has
// them: at most graph.MaxFirst.
func allAcross[T graph.Record](ctx context.Context, obj graph.Record, edge string) ([]T, error) {
	var none T
	query := loader.AllQuery(none.Word())
	query.With = withOf(query.Word, selected(ctx))
	pages, err := load(ctx).Across(ctx, viewOf(ctx).View, obj.Word(), edge, []graph.ID{obj.Base().ID}, query)
	if err != nil {
		return nil, err
	}
	records := make([]T, len(pages[0].Records))
	for i, r := range pages[0].Records {
		records[i] = r.(T)
	}
	return records, nil
}

// recordsOf returns the records of word with the given ids that the viewer may
// see.
func recordsOf[T graph.Record](ctx context.Context, ids []graph.ID) ([]T, error) {
	var none T
	found, err := load(ctx).Records(ctx, viewOf(ctx).View, none.Word(), ids)
	if err != nil {
		return nil, err
	}
	records := make([]T, 0, len(found))
	for _, r := range found {
		if r != nil {
			records = append(records, r.(T))
		}
	}
	return records, nil
}

// recordOf returns the record with the given id, nil for an empty id or one that
// the viewer may not see.
func recordOf[T graph.Record](ctx context.Context, id graph.ID) (T, error) {
	var none T
	if id == "" {
		return none, nil
	}
	records, err := recordsOf[T](ctx, []graph.ID{id})
	if err != nil || len(records) == 0 {
		return none, err
	}
	return records[0], nil
}
