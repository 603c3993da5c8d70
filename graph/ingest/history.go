package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"twingraph/graph"
)

// WriteHistory writes all that a viewer may know as a dataset with a history: changes.csv
// with the viewer's changes up to v.KnownAt, and every version of every record and every
// retraction with the change that recorded it. Imported into an empty store it gives the
// viewer the same answers at every instant, and one of RESTRICTED the same changes.
//
// For other viewers it follows what they see, and no change is in it that they cannot see:
//   - a source is written with the first change that they can see citing it;
//   - a record that was hidden from them for a time is written from where it can be seen
//     without a break up to the end;
//   - what a record refers to and that is not written is left out of it.
//
// Errors are those of Write, and Conflict when the store was written to meanwhile.
func WriteHistory(ctx context.Context, reader graph.Reader, v graph.View, create func(name string) (io.WriteCloser, error)) (Written, error) {
	h := &historian{
		reader: reader, view: v, out: newOutput(create, true), all: v.Tier.Sees(graph.TierRestricted), rows: map[graph.Seq]int{},
		sources: map[graph.ID]*graph.Source{}, held: map[graph.Target][]heldRow{},
	}
	err := h.write(ctx)
	written := Written{Rows: h.out.rows}
	for _, n := range h.rows {
		if n > 0 {
			written.Changes++
		}
	}
	return written, errors.Join(err, h.out.close())
}

// historian writes a history.
type historian struct {
	reader graph.Reader
	view   graph.View
	all    bool // the viewer sees everything
	out    *output
	rows   map[graph.Seq]int // written of each change

	retractions []retracted

	// For viewers who do not see everything:
	sources map[graph.ID]*graph.Source // the versions written last
	held    map[graph.Target][]heldRow // of words with tiers: rows that may turn out to be before a break
}

// retracted is a retraction with its change.
type retracted struct {
	change graph.Seq
	graph.Retraction
}

// heldRow is a row that was not written yet: a version, or a retraction.
type heldRow struct {
	change graph.Seq
	record graph.Record // nil for a retraction
	gone   graph.Retraction
}

// at returns the viewer's view of an instant.
func (h *historian) at(instant time.Time) graph.View {
	return graph.View{AsOf: h.view.AsOf, KnownAt: instant, Tier: h.view.Tier}
}

func (h *historian) write(ctx context.Context) error {
	head, err := h.reader.Head(ctx)
	if err != nil {
		return err
	}
	var changes []graph.Change
	for from := (graph.Window[graph.Seq]{First: graph.MaxFirst}); ; from.After = &changes[len(changes)-1].Seq {
		page, err := h.reader.Changes(ctx, h.view, from)
		if err != nil {
			return fmt.Errorf("list the changes: %w", err)
		}
		changes = append(changes, page...)
		for part := range slices.Chunk(page, 50) {
			if err := h.items(ctx, part); err != nil {
				return err
			}
		}
		if len(page) < graph.MaxFirst {
			break
		}
	}
	if err := h.release(ctx); err != nil {
		return err
	}
	if err := h.writeRetractions(); err != nil {
		return err
	}
	for _, c := range changes {
		if h.rows[c.Seq] == 0 {
			continue
		}
		h.out.history = false // the file of changes has no change of its own
		err := h.out.row(changesFile, changeColumns(), []string{strconv.FormatInt(int64(c.Seq), 10), c.RecordedAt.Format(time.RFC3339Nano), c.Actor, c.Note}, nil, 0)
		if err != nil {
			return err
		}
	}
	if now, err := h.reader.Head(ctx); err != nil || now != head {
		return cmp.Or(err, error(graph.Errorf(graph.Conflict, "the store was written to during the export: export again")))
	}
	return nil
}

// items writes what changes did.
func (h *historian) items(ctx context.Context, changes []graph.Change) error {
	seqs := make([]graph.Seq, len(changes))
	for i, c := range changes {
		seqs[i] = c.Seq
	}
	pages, err := h.reader.ChangeItems(ctx, h.view, seqs, graph.Window[graph.ChangeItem]{First: graph.MaxFirst})
	if err != nil {
		return fmt.Errorf("list what changes did: %w", err)
	}
	for i, c := range changes {
		for page := pages[i]; ; {
			if err := h.page(ctx, c, page.Items); err != nil {
				return fmt.Errorf("write change %d: %w", c.Seq, err)
			}
			if !page.More || len(page.Items) == 0 {
				break
			}
			next, err := h.reader.ChangeItems(ctx, h.view, seqs[i:i+1],
				graph.Window[graph.ChangeItem]{First: graph.MaxFirst, After: &page.Items[len(page.Items)-1]})
			if err != nil {
				return fmt.Errorf("list what changes did: %w", err)
			}
			page = next[0]
		}
	}
	return nil
}

// page writes some of what a change did.
func (h *historian) page(ctx context.Context, c graph.Change, items []graph.ChangeItem) error {
	ids := map[graph.Word][]graph.ID{}
	for _, item := range items {
		if item.Kind != graph.ItemRetracted {
			ids[item.Word] = append(ids[item.Word], item.ID)
		}
	}
	for _, word := range graph.Words() {
		if err := h.records(ctx, c, word, ids[word]); err != nil {
			return err
		}
	}
	for _, item := range items {
		if item.Kind == graph.ItemRetracted {
			if err := h.retract(ctx, c, item); err != nil {
				return err
			}
		}
	}
	return nil
}

// records writes versions that a change made.
func (h *historian) records(ctx context.Context, c graph.Change, word graph.Word, ids []graph.ID) error {
	for part := range slices.Chunk(ids, graph.MaxFirst) {
		records, err := h.reader.Records(ctx, h.at(c.RecordedAt), word, part)
		if err != nil {
			return err
		}
		for _, r := range records {
			if r == nil {
				continue
			}
			if err := h.record(ctx, c, r); err != nil {
				return err
			}
		}
		if err := h.cite(ctx, c, records); err != nil {
			return err
		}
	}
	return nil
}

// record writes a version, or holds it back.
func (h *historian) record(ctx context.Context, c graph.Change, r graph.Record) error {
	shape := graph.ShapeOf(r.Word())
	switch {
	case h.all || shape.Open && !refersToHeld(shape):
	case shape.CitedBy:
		source := r.(*graph.Source)
		if had := h.sources[source.ID]; had != nil && had.RecordedAt.Equal(source.RecordedAt) {
			return nil
		}
		h.sources[source.ID] = source
	default:
		return h.hold(ctx, c, graph.TargetOf(r), heldRow{change: c.Seq, record: r})
	}
	h.rows[c.Seq]++
	return h.out.record(r, c.Seq)
}

// cite writes the sources of records that the viewer sees since a record cites them that
// was written just now.
func (h *historian) cite(ctx context.Context, c graph.Change, records []graph.Record) error {
	if h.all {
		return nil
	}
	var ids []graph.ID
	for _, r := range records {
		if r == nil {
			continue
		}
		for _, id := range r.Base().Sources {
			if had := h.sources[id]; !slices.Contains(ids, id) && (had == nil || !had.RecordedAt.Equal(c.RecordedAt)) {
				ids = append(ids, id)
			}
		}
	}
	var fresh []graph.ID
	for part := range slices.Chunk(ids, graph.MaxFirst) {
		sources, err := h.reader.Records(ctx, h.at(c.RecordedAt), graph.WordSource, part)
		if err != nil {
			return err
		}
		for _, s := range sources {
			if s != nil && (h.sources[s.Base().ID] == nil || !h.sources[s.Base().ID].RecordedAt.Equal(s.Base().RecordedAt)) {
				fresh = append(fresh, s.Base().ID)
			}
		}
	}
	return h.records(ctx, c, graph.WordSource, fresh)
}

// retract writes a retraction, or holds it back. Where two changes of one instant took a
// record back and recorded it again, nobody can ask for the reason.
func (h *historian) retract(ctx context.Context, c graph.Change, item graph.ChangeItem) error {
	gone, err := h.reader.Fate(ctx, h.at(c.RecordedAt), item.Word, item.ID)
	if graph.CodeOf(err) == graph.NotFound {
		gone, err = graph.Retraction{Word: item.Word, ID: item.ID, Reason: "taken back and recorded again at once"}, nil
	}
	if err != nil {
		return err
	}
	shape := graph.ShapeOf(item.Word)
	switch {
	case h.all || shape.Open && !refersToHeld(shape):
	case shape.CitedBy:
		if h.sources[item.ID] == nil || h.cited(item.ID) {
			return nil
		}
		delete(h.sources, item.ID)
		if h.sources[gone.MovedTo] == nil {
			gone.MovedTo = ""
		}
	default:
		return h.hold(ctx, c, item.Target(), heldRow{change: c.Seq, gone: gone})
	}
	h.rows[c.Seq]++
	h.retractions = append(h.retractions, retracted{c.Seq, gone})
	return nil
}

// cited reports whether a source that was written cites another. The viewer may have lost
// sight of it since.
func (h *historian) cited(id graph.ID) bool {
	for _, s := range h.sources {
		if slices.Contains(s.Sources, id) {
			return true
		}
	}
	return false
}

// hold keeps a row of a record that has a tier, and forgets the ones before it when the
// record was hidden from the viewer in between.
func (h *historian) hold(ctx context.Context, c graph.Change, t graph.Target, row heldRow) error {
	if before := h.held[t]; len(before) > 0 {
		records, err := h.reader.Records(ctx, h.at(c.RecordedAt.Add(-time.Microsecond)), t.Word, []graph.ID{t.ID})
		if err != nil {
			return err
		}
		last := before[len(before)-1]
		if (records[0] == nil) != (last.record == nil) || records[0] != nil && !records[0].Base().RecordedAt.Equal(last.record.Base().RecordedAt) {
			h.held[t] = nil
		}
	}
	if row.record == nil && len(h.held[t]) == 0 {
		return nil // nothing to take back
	}
	h.held[t] = append(h.held[t], row)
	return nil
}

// release writes the rows that were held back, of the records that the viewer still sees or
// saw taken back.
func (h *historian) release(ctx context.Context) error {
	type due struct {
		graph.Target
		heldRow
	}
	var rows []due
	for t, held := range h.held {
		if len(held) == 0 {
			continue
		}
		if held[len(held)-1].record != nil {
			records, err := h.reader.Records(ctx, h.view, t.Word, []graph.ID{t.ID})
			if err != nil {
				return err
			}
			if records[0] == nil {
				h.held[t] = nil
				continue
			}
		}
		for _, row := range held {
			rows = append(rows, due{t, row})
		}
	}
	slices.SortFunc(rows, func(a, b due) int {
		return cmp.Or(cmp.Compare(a.change, b.change), cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
	})
	for _, row := range rows {
		h.rows[row.change]++
		if row.record == nil {
			if len(h.held[graph.Target{Word: row.Word, ID: row.gone.MovedTo}]) == 0 {
				row.gone.MovedTo = ""
			}
			h.retractions = append(h.retractions, retracted{row.change, row.gone})
			continue
		}
		if err := h.out.record(h.without(row.record, row.change), row.change); err != nil {
			return err
		}
	}
	return nil
}

// refersToHeld reports whether records of a word refer to records with tiers.
func refersToHeld(shape *graph.Shape) bool {
	return slices.ContainsFunc(shape.References, func(ref graph.Reference) bool { return heldBack(ref.To) })
}

// heldBack reports whether records of a word have tiers of their own.
func heldBack(word graph.Word) bool {
	shape := graph.ShapeOf(word)
	return !shape.Open && !shape.CitedBy
}

// without returns a record without what it refers to that is not written up to a change.
func (h *historian) without(r graph.Record, change graph.Seq) graph.Record {
	shape := graph.ShapeOf(r.Word())
	if !refersToHeld(shape) {
		return r
	}
	kept := graph.Canonical(r)
	for _, ref := range shape.References {
		if !heldBack(ref.To) {
			continue
		}
		p, _ := shape.Property(ref.Field)
		hidden := func(id string) bool {
			var last heldRow
			for _, row := range h.held[graph.Target{Word: ref.To, ID: graph.ID(id)}] {
				if row.change <= change {
					last = row
				}
			}
			return last.record == nil
		}
		var value any
		switch v := p.Of(r).(type) {
		case string:
			if value = v; hidden(v) {
				value = ""
			}
		case []string:
			value = slices.DeleteFunc(v, hidden)
		default:
			continue
		}
		if err := p.Set(kept, value); err != nil {
			panic(err) // it was read from a record
		}
	}
	return kept
}

// writeRetractions writes the file of retractions, in order of change, word and id.
func (h *historian) writeRetractions() error {
	slices.SortFunc(h.retractions, func(a, b retracted) int {
		return cmp.Or(cmp.Compare(a.change, b.change), cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
	})
	for _, r := range h.retractions {
		cells := []string{string(r.Word), string(r.ID), string(r.MovedTo), r.Reason}
		if err := h.out.row(retractionsFile, retractionColumns(), cells, nil, r.change); err != nil {
			return err
		}
	}
	return nil
}
