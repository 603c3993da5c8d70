package storetest

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// Versions shows the lives of records; see graph.Historian.
func (r *Reference) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	lives := make([][]graph.RecordVersion, len(records))
	for i, t := range records {
		lives[i] = []graph.RecordVersion{}
		for _, c := range r.changes(v) {
			for _, item := range c.items {
				if item.Word == t.Word && item.ID == t.ID {
					lives[i] = append(lives[i], r.version(c, item))
				}
			}
		}
	}
	return lives, stopped(ctx)
}

// version returns what a change did to a record.
func (r *Reference) version(c change, item graph.ChangeItem) graph.RecordVersion {
	step := graph.RecordVersion{Change: c.Change, Kind: item.Kind}
	for _, v := range r.records[item.Word][item.ID] {
		if v.knownAfter(c.stored) {
			step.Record = v.Record
		}
	}
	for _, gone := range r.batches[c.stored-1].Retracted {
		if gone.Word == item.Word && gone.ID == item.ID {
			step.Reason, step.MovedTo = gone.Reason, gone.MovedTo
		}
	}
	return step
}

// Keyed returns the change with a key; see graph.Keyed.
func (r *Reference) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, batch := range r.batches {
		if batch.Key == key && key != "" {
			return graph.KeyedChange{Change: changeOf(i+1, batch), Request: batch.Request}, stopped(ctx)
		}
	}
	return graph.KeyedChange{}, graph.Errorf(graph.NotFound, "there is no change with that key")
}

// Document returns one; see graph.Documents.
func (r *Reference) Document(ctx context.Context, kind, id string) (graph.Document, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.documents[[2]string{kind, id}]
	if !ok {
		return d, graph.NoDocument(kind, id)
	}
	return d, stopped(ctx)
}

// Documents lists all of a kind; see graph.Documents.
func (r *Reference) Documents(ctx context.Context, kind string) ([]graph.Document, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := []graph.Document{}
	for _, d := range r.documents {
		if d.Kind == kind {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(a, b graph.Document) int { return cmp.Compare(a.ID, b.ID) })
	return found, stopped(ctx)
}

// Put stores a document; see graph.Documents.
func (r *Reference) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := cmp.Or(d.Check(), stopped(ctx)); err != nil {
		return graph.Document{}, err
	}
	at := [2]string{d.Kind, d.ID}
	if had := r.documents[at].Revision; had != d.Revision {
		return graph.Document{}, d.Outdated(had)
	}
	d.Revision, d.Body = d.Revision+1, bytes.Clone(d.Body)
	r.documents[at] = d
	return d, nil
}

// Remove deletes a document; see graph.Documents.
func (r *Reference) Remove(ctx context.Context, kind, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := [2]string{kind, id}
	if _, ok := r.documents[at]; !ok {
		return graph.NoDocument(kind, id)
	}
	delete(r.documents, at)
	return stopped(ctx)
}
