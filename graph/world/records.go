package world

import (
	"context"

	"twingraph/graph"
)

// Records returns records by id; see graph.Reader.
func (w *World) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	found := make([]graph.Record, len(ids))
	for i, id := range ids {
		found[i] = w.record(v, word, id)
	}
	return found, nil
}

// record returns the record if it exists for the view, nil otherwise.
func (w *World) record(v graph.View, word graph.Word, id graph.ID) graph.Record {
	r := w.tables[word].records.get(id).at(v.KnownAt)
	if r == nil || !v.Tier.Sees(graph.TierOf(r)) {
		return nil
	}
	return r
}

// Histories returns the histories of links; see graph.Reader.
func (w *World) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	found := make(map[graph.ID]graph.History, len(links))
	for _, id := range links {
		if w.record(v, graph.WordTwinningLink, id) != nil {
			found[id] = w.evidence.get(id).chronicle.At(v.KnownAt)
		}
	}
	return found, nil
}

// Head returns the last change; see graph.Reader.
func (w *World) Head(ctx context.Context) (graph.Change, error) { return w.log.head(), stopped(ctx) }

// Changes lists changes; see graph.Reader.
func (w *World) Changes(ctx context.Context, v graph.View, after graph.Seq, first int) ([]graph.Change, error) {
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	changes, known := []graph.Change{}, w.log.known(v.KnownAt)
	after = min(max(after, 0), known)
	for seq := after + 1; seq <= min(known, after+graph.Seq(first)); seq++ {
		changes = append(changes, w.log.at(seq).seenBy(v.Tier))
	}
	return changes, stopped(ctx)
}

// ChangeItems lists what one change did; see graph.Reader.
func (w *World) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, after graph.ChangeItem, first int) ([]graph.ItemPage, error) {
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	pages := make([]graph.ItemPage, len(seqs))
	for i, seq := range seqs {
		pages[i] = w.items(v, seq, after, first)
	}
	return pages, stopped(ctx)
}

// items returns one page of what one change did.
func (w *World) items(v graph.View, seq graph.Seq, after graph.ChangeItem, first int) graph.ItemPage {
	page := graph.ItemPage{Items: []graph.ChangeItem{}}
	if seq < 1 || seq > w.log.known(v.KnownAt) {
		return page
	}
	for _, it := range w.log.at(seq).after(after) {
		if !v.Tier.Sees(it.tier) {
			continue
		}
		if len(page.Items) == first {
			page.More = true
			break
		}
		page.Items = append(page.Items, it.ChangeItem)
	}
	return page
}

// Fate says what became of a record; see graph.Reader.
func (w *World) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	if err := stopped(ctx); err != nil {
		return graph.Retraction{}, err
	}
	vs := w.tables[word].records.get(id)
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].KnownFrom.After(v.KnownAt) {
			continue
		}
		if vs[i].KnownAt(v.KnownAt) || !v.Tier.Sees(graph.TierOf(vs[i].Record)) {
			break
		}
		// Several changes can be of one instant: the one that took it back is the last
		// of them that touched it.
		for seq := w.log.known(vs[i].KnownTo); seq > 0; seq-- {
			if it := w.log.at(seq).find(word, id); it != nil && it.gone != nil {
				return *it.gone, nil
			}
		}
	}
	return graph.Retraction{}, graph.Errorf(graph.NotFound, "no %s %q was taken back", word, id)
}

var _ graph.Reader = (*World)(nil)
