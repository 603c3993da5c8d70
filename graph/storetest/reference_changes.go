package storetest

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// Changes lists changes; see graph.Reader.
func (r *Reference) Changes(ctx context.Context, v graph.View, after graph.Seq, first int) ([]graph.Change, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := checkFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	changes := []graph.Change{}
	for i, batch := range r.batches {
		change := changeOf(i+1, batch)
		if change.Seq <= after || change.RecordedAt.After(v.KnownAt) || len(changes) == first {
			continue
		}
		change.Added, change.Corrected, change.Retracted = 0, 0, 0
		for _, item := range r.items(v, batch) {
			switch item.Kind {
			case graph.ItemAdded:
				change.Added++
			case graph.ItemCorrected:
				change.Corrected++
			case graph.ItemRetracted:
				change.Retracted++
			}
		}
		changes = append(changes, change)
	}
	return changes, stopped(ctx)
}

// ChangeItems lists what one change did; see graph.Reader.
func (r *Reference) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, after graph.ChangeItem, first int) ([]graph.ItemPage, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := checkFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	pages := make([]graph.ItemPage, len(seqs))
	for i, seq := range seqs {
		pages[i].Items = []graph.ChangeItem{}
		if seq < 1 || int(seq) > len(r.batches) || r.batches[seq-1].RecordedAt.After(v.KnownAt) {
			continue
		}
		for _, item := range r.items(v, r.batches[seq-1]) {
			switch {
			case compareItems(item, after) <= 0:
			case len(pages[i].Items) == first:
				pages[i].More = true
			default:
				pages[i].Items = append(pages[i].Items, item)
			}
		}
	}
	return pages, stopped(ctx)
}

func compareItems(a, b graph.ChangeItem) int {
	return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
}

// items returns what the batch did to records that the viewer may see, in order. A
// record is judged by the version that the batch made, a retracted one by the
// version that it took back.
func (r *Reference) items(v graph.View, b graph.Batch) []graph.ChangeItem {
	var items []graph.ChangeItem
	note := func(record graph.Record, kind graph.ChangeKind) {
		if v.Tier.Sees(graph.TierOf(record)) {
			items = append(items, graph.ChangeItem{Word: record.Word(), ID: record.Base().ID, Kind: kind})
		}
	}
	for _, record := range b.Added {
		note(record, graph.ItemAdded)
	}
	for _, record := range b.Corrected {
		note(record, graph.ItemCorrected)
	}
	for _, gone := range b.Retracted {
		versions := r.records[gone.Word][gone.ID]
		closed := slices.IndexFunc(versions, func(v graph.Version[graph.Record]) bool { return v.KnownTo.Equal(b.RecordedAt) })
		note(versions[closed].Record, graph.ItemRetracted)
	}
	slices.SortFunc(items, compareItems)
	return items
}

// Fate says what became of a record; see graph.Reader.
func (r *Reference) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := stopped(ctx); err != nil {
		return graph.Retraction{}, err
	}
	var last *graph.Version[graph.Record] // begun by v.KnownAt
	for _, version := range r.records[word][id] {
		if !version.KnownFrom.After(v.KnownAt) {
			last = &version
		}
	}
	if last == nil || last.KnownAt(v.KnownAt) || !v.Tier.Sees(graph.TierOf(last.Record)) {
		return graph.Retraction{}, graph.Errorf(graph.NotFound, "there is no retracted %s %q", word, id)
	}
	for _, batch := range slices.Backward(r.batches) {
		if !batch.RecordedAt.Equal(last.KnownTo) {
			continue
		}
		for _, gone := range batch.Retracted {
			if gone.Word == word && gone.ID == id {
				return gone, nil
			}
		}
	}
	return graph.Retraction{}, graph.Errorf(graph.Internal, "nothing retracted %s %q", word, id)
}
