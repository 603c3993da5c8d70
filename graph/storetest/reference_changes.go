package storetest

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// Changes lists changes; see graph.Reader.
func (r *Reference) Changes(ctx context.Context, v graph.View, w graph.Window[graph.Seq]) ([]graph.Change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := checkWindow(w); err != nil {
		return nil, err
	}
	changes := []graph.Change{}
	list, _ := shown(r.changes(v), w, func(c change, at graph.Seq) int { return cmp.Compare(c.Seq, at) })
	for _, c := range list {
		changes = append(changes, c.Change)
	}
	return changes, stopped(ctx)
}

// change is a change as a viewer sees it, with its place in the store.
type change struct {
	graph.Change
	stored graph.Seq
	items  []graph.ChangeItem
}

// changes returns the changes that exist for the view, numbered from 1.
func (r *Reference) changes(v graph.View) []change {
	var all []change
	for seq := graph.Seq(1); seq <= r.after(v.KnownAt); seq++ {
		c := change{changeOf(len(all)+1, r.batches[seq-1]), seq, r.items(v.Tier, seq)}
		if len(c.items) == 0 {
			continue
		}
		c.Added, c.Corrected, c.Retracted = 0, 0, 0
		for _, item := range c.items {
			switch item.Kind {
			case graph.ItemAdded:
				c.Added++
			case graph.ItemCorrected:
				c.Corrected++
			case graph.ItemRetracted:
				c.Retracted++
			}
		}
		all = append(all, c)
	}
	return all
}

// ChangeItems lists what changes did; see graph.Reader.
func (r *Reference) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, w graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := checkWindow(w); err != nil {
		return nil, err
	}
	changes := r.changes(v)
	pages := make([]graph.ItemPage, len(seqs))
	for i, seq := range seqs {
		pages[i].Items = []graph.ChangeItem{}
		if seq < 1 || int(seq) > len(changes) {
			continue
		}
		pages[i].Items, pages[i].More = shown(changes[seq-1].items, w, compareItems)
	}
	return pages, stopped(ctx)
}

func compareItems(a, b graph.ChangeItem) int {
	return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
}

// items returns what a change did to records that a tier sees, in order. A record is
// judged as it was after the change, a retracted one as it was before.
func (r *Reference) items(tier graph.Tier, seq graph.Seq) []graph.ChangeItem {
	var items []graph.ChangeItem
	note := func(word graph.Word, id graph.ID, kind graph.ChangeKind, after graph.Seq) {
		if r.knownAfter(after, tier, word, id) != nil {
			items = append(items, graph.ChangeItem{Word: word, ID: id, Kind: kind})
		}
	}
	batch := r.batches[seq-1]
	for _, record := range batch.Added {
		note(record.Word(), record.Base().ID, graph.ItemAdded, seq)
	}
	for _, record := range batch.Corrected {
		note(record.Word(), record.Base().ID, graph.ItemCorrected, seq)
	}
	for _, gone := range batch.Retracted {
		note(gone.Word, gone.ID, graph.ItemRetracted, seq-1)
	}
	slices.SortFunc(items, compareItems)
	return items
}

// Fate says what became of a record; see graph.Reader.
func (r *Reference) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := stopped(ctx); err != nil {
		return graph.Retraction{}, err
	}
	var last *version // begun by v.KnownAt
	now := r.after(v.KnownAt)
	for _, version := range r.records[word][id] {
		if version.from <= now {
			last = &version
		}
	}
	if last == nil || last.knownAfter(now) || r.knownAfter(last.to-1, v.Tier, word, id) == nil {
		return graph.Retraction{}, graph.Errorf(graph.NotFound, "there is no retracted %s %q", word, id)
	}
	for _, gone := range r.batches[last.to-1].Retracted {
		if gone.Word == word && gone.ID == id {
			return gone, nil
		}
	}
	return graph.Retraction{}, graph.Errorf(graph.Internal, "nothing retracted %s %q", word, id)
}
