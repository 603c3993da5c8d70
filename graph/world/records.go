package world

import (
	"cmp"
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
	seq := w.log.known(v.KnownAt)
	if !w.sees(v.Tier, word, id, seq) {
		return nil
	}
	return w.tables[word].records.get(id).after(seq)
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
func (w *World) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	if err := of.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	seen := w.visible(v.Tier).until(w.log.known(v.KnownAt)).changes.list
	i, to, _ := of.Cut(len(seen), func(i int, at graph.Seq) int { return cmp.Compare(graph.Seq(i+1), at) })
	changes := make([]graph.Change, 0, to-i)
	for ; i < to; i++ {
		changes = append(changes, w.changeFor(v.Tier, w.log.at(seen[i]), i))
	}
	return changes, stopped(ctx)
}

// changeFor returns a change as viewers of a tier see it, at its place among theirs.
func (w *World) changeFor(tier graph.Tier, e *entry, place int) graph.Change {
	c, n := e.change, w.count(tier, e)
	c.Seq, c.Added, c.Corrected, c.Retracted = graph.Seq(place+1), n[0], n[1], n[2]
	return c
}

// ChangeItems lists what changes did; see graph.Reader.
func (w *World) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, of graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	if err := of.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	seen := w.visible(v.Tier).until(w.log.known(v.KnownAt)).changes.list
	pages := make([]graph.ItemPage, len(seqs))
	for i, seq := range seqs {
		pages[i].Items = []graph.ChangeItem{}
		if seq >= 1 && int(seq) <= len(seen) {
			pages[i] = w.items(v.Tier, w.log.at(seen[seq-1]), of)
		}
	}
	return pages, stopped(ctx)
}

// items returns one page of what one change did.
func (w *World) items(tier graph.Tier, e *entry, of graph.Window[graph.ChangeItem]) graph.ItemPage {
	shown, more := cut(of, len(e.items), func(i int, at graph.ChangeItem) int { return compareItems(e.items[i].ChangeItem, at) },
		func(i int) bool { return w.seesItem(tier, e, &e.items[i]) })
	page := graph.ItemPage{Items: make([]graph.ChangeItem, len(shown)), More: more}
	for k, i := range shown {
		page.Items[k] = e.items[i].ChangeItem
	}
	return page
}

// Fate says what became of a record; see graph.Reader.
func (w *World) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	if err := stopped(ctx); err != nil {
		return graph.Retraction{}, err
	}
	vs, known := w.tables[word].records.get(id), w.log.known(v.KnownAt)
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].from > known {
			continue
		}
		if !vs[i].after(known) && w.sees(v.Tier, word, id, vs[i].to-1) {
			return *w.log.at(vs[i].to).find(word, id).gone, nil
		}
		break
	}
	return graph.Retraction{}, graph.Errorf(graph.NotFound, "no %s %q was taken back", word, id)
}

var _ graph.Reader = (*World)(nil)
