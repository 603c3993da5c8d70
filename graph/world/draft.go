package world

import (
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
)

// draft is the next world in the making.
type draft struct {
	from     *World
	batch    graph.Batch
	tables   map[graph.Word]*edit[versions]
	evidence *edit[*evidence]
	reviewed *edit[[]graph.ID]
	touch    map[graph.ID]bool // links whose history can change
	items    []item
	citers   map[graph.ID][]graph.Record // new ones, by source
	retiered bool                        // who may see what was known before changes
}

func newDraft(from *World, batch graph.Batch) *draft {
	return &draft{
		from: from, batch: batch, tables: map[graph.Word]*edit[versions]{}, touch: map[graph.ID]bool{},
		citers: map[graph.ID][]graph.Record{},
		items:  make([]item, 0, batch.Items()),
	}
}

// write writes the batch into the draft.
func (d *draft) write() error {
	for _, r := range d.batch.Added {
		if err := d.open(r, false, graph.ItemAdded); err != nil {
			return err
		}
	}
	for _, r := range d.batch.Corrected {
		if err := d.open(r, true, graph.ItemCorrected); err != nil {
			return err
		}
	}
	for _, gone := range d.batch.Retracted {
		table := d.table(gone.Word)
		had := table.get(gone.ID)
		if had.known() == nil {
			return graph.Errorf(graph.Conflict, "there is no %s %q to retract", gone.Word, gone.ID)
		}
		d.note(had.known(), graph.ItemRetracted, &gone)
		table.set(gone.ID, had.closed(d.seq()))
	}
	return nil
}

// open writes a version of a record, which supersedes one or is the first.
func (d *draft) open(r graph.Record, supersedes bool, kind graph.ChangeKind) error {
	word, id := r.Word(), r.Base().ID
	table := d.table(word)
	had := table.get(id)
	switch known := had.known(); {
	case supersedes && known == nil:
		return graph.Errorf(graph.Conflict, "there is no %s %q to correct", word, id)
	case !supersedes && known != nil:
		return graph.Errorf(graph.Conflict, "there is a %s %q already", word, id)
	case known != nil:
		d.mark(known)
		d.bearsOn(known, r)
		had = had.closed(d.seq())
	}
	r = stamped(r, d.batch.RecordedAt)
	d.note(r, kind, nil)
	var cited []graph.ID
	if len(had) > 0 {
		cited = had.newest().Base().Sources
		d.retiered = d.retiered || graph.TierOf(had.newest()) != graph.TierOf(r)
	}
	for _, source := range r.Base().Sources {
		if !slices.Contains(cited, source) {
			d.citers[source] = append(d.citers[source], r)
		}
	}
	table.set(id, had.opened(r, d.seq()))
	return nil
}

// seq returns the number of the change that the batch becomes.
func (d *draft) seq() graph.Seq { return d.batch.After + 1 }

// table returns the edit of a word.
func (d *draft) table(word graph.Word) *edit[versions] {
	e := d.tables[word]
	if e == nil {
		e = d.from.tables[word].records.edit()
		d.tables[word] = e
	}
	return e
}

// note keeps what happened to a record.
func (d *draft) note(r graph.Record, kind graph.ChangeKind, gone *graph.Retraction) {
	d.mark(r)
	d.items = append(d.items, item{
		ChangeItem: graph.ChangeItem{Word: r.Word(), ID: r.Base().ID, Kind: kind},
		gone:       gone,
	})
}

// mark keeps which history a record bears on, and which claims a link has.
func (d *draft) mark(r graph.Record) {
	switch r := r.(type) {
	case *graph.TwinningLink:
		d.evidenceOf(r.ID)
	case *graph.Claim:
		e := d.evidenceOf(r.Link)
		if !slices.Contains(e.claims, r.ID) {
			e.claims = append(e.claims, r.ID)
		}
		if len(r.ReviewedTexts()) > 0 {
			if d.reviewed == nil {
				d.reviewed = d.from.reviewed.edit()
			}
			reviewers(d.reviewed, r)
		}
	}
}

// evidenceOf returns the evidence of a link, to be changed.
func (d *draft) evidenceOf(link graph.ID) *evidence {
	if d.evidence == nil {
		d.evidence = d.from.evidence.edit()
	}
	had := d.evidence.get(link)
	if had == nil || !d.touch[link] {
		fresh := &evidence{}
		if had != nil {
			fresh.claims = slices.Clip(had.claims)
		}
		d.touch[link] = true
		d.evidence.set(link, fresh)
		return fresh
	}
	return had
}

// world returns the finished world.
func (d *draft) world() *World {
	w := &World{
		access: access{tables: map[graph.Word]*table{}, citers: d.from.citers}, evidence: d.from.evidence, reviewed: d.from.reviewed, histories: d.from.histories,
		past: d.from.past, sequences: d.from.sequences.next(func(graph.Tier) bool { return false }),
		moments: newMemo[momentKey, *Moment](keptMoments),
	}
	if d.retiered { // what was made of the past for viewers is theirs no more
		w.past, w.sequences = newMemo[*entry, *state](pastStates), newMemo[graph.Tier, sequence](0)
	}
	if len(d.citers) > 0 {
		citers := d.from.citers.edit()
		for source, more := range d.citers {
			citers.set(source, citers.get(source).with(more...))
		}
		w.citers = citers.done()
	}
	w.log = d.from.log.with(newEntry(d.batch, d.items))
	for word, table := range d.from.tables {
		w.tables[word] = table
	}
	touched := map[graph.Word][]graph.ID{}
	for _, it := range d.items {
		touched[it.Word] = append(touched[it.Word], it.ID)
	}
	for word, edit := range d.tables {
		w.tables[word] = d.from.tables[word].next(edit.done(), touched[word])
	}
	if d.reviewed != nil {
		w.reviewed = d.reviewed.done()
	}
	if d.evidence != nil {
		w.evidence = d.evidence.done()
		w.histories = d.from.histories.next(d.derive(w), currentHistories(w))
	}
	w.now = d.from.now.next(d.from, w)
	return w
}

// currentHistories returns what derives the histories as known after the last change of a
// world, without holding the world.
func currentHistories(w *World) func(*histories, []graph.ID) *histories {
	links, about := w.tables[graph.WordTwinningLink].sheet, w.evidence
	return func(base *histories, touched []graph.ID) *histories {
		return base.derive(links.get(), touched, func(id graph.ID) graph.History {
			if t := about.get(id); t != nil && len(t.chronicle) > 0 {
				return t.chronicle[len(t.chronicle)-1].History
			}
			return nil
		})
	}
}

// derive makes the chronicles of all touched links, on all processors, and returns the
// links.
func (d *draft) derive(w *World) []graph.ID {
	links := make([]graph.ID, 0, len(d.touch))
	for id := range d.touch {
		links = append(links, id)
	}
	var wg sync.WaitGroup
	share := max(64, (len(links)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for part := range slices.Chunk(links, share) {
		wg.Go(func() {
			for _, id := range part {
				w.evidence.get(id).derive(w, id)
			}
		})
	}
	wg.Wait()
	return links
}

// stamped returns the record with that RecordedAt: itself when it has it, a copy
// otherwise.
func stamped(r graph.Record, at time.Time) graph.Record {
	if r.Base().RecordedAt.Equal(at) {
		return r
	}
	given := reflect.ValueOf(r).Elem()
	fresh := reflect.New(given.Type())
	fresh.Elem().Set(given)
	own := fresh.Interface().(graph.Record)
	own.Base().RecordedAt = at
	return own
}
