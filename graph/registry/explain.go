package registry

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"twingraph/graph"
)

// expect notes the records of which another version is known than the submission is based
// on.
func (p *plan) expect(context.Context) error {
	for t, at := range p.expected {
		recorded := p.recorded[t]
		switch {
		case p.stored[t] == nil:
			p.note(graph.Problem{Word: t.Word, ID: t.ID, Field: "ifRecordedAt", Code: graph.ProblemConflict, Message: "there is no version of it that could have been read"})
		case !recorded.Equal(at):
			p.note(graph.Problem{Word: t.Word, ID: t.ID, Field: "ifRecordedAt", Code: graph.ProblemConflict,
				Message: fmt.Sprintf("it was recorded anew at %s: read it again", recorded.Format(time.RFC3339Nano))})
		}
	}
	return nil
}

// asRecorded returns the records of the submission as they are recorded, in its order: those
// that are known in the same words already as the store has them.
func (p *plan) asRecorded() []graph.Record {
	records := make([]graph.Record, len(p.records))
	for i, r := range p.records {
		t := graph.TargetOf(r)
		records[i] = graph.Canonical(r)
		at := p.at
		if had := p.stored[t]; had != nil && graph.Same(had, r) {
			at = p.recorded[t]
		}
		records[i].Base().RecordedAt = at
	}
	return records
}

// explain gathers the links whose history changes, with their histories before and after.
func (p *plan) explain(ctx context.Context) error {
	if !p.explains || len(p.claims) == 0 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(p.claims))
	before := map[graph.ID]graph.History{}
	if p.head.Seq > 0 {
		for chunk := range slices.Chunk(ids, readChunk) {
			known, err := p.reader.Histories(ctx, p.view(), chunk)
			if err != nil {
				return fmt.Errorf("histories: %w", err)
			}
			maps.Copy(before, known)
		}
	}
	after := p.histories()
	for _, id := range ids {
		t := graph.Target{Word: graph.WordTwinningLink, ID: id}
		link, ok := cmp.Or(p.after(t), p.stored[t]).(*graph.TwinningLink)
		if ok && !before[id].Equal(after[id]) {
			p.links = append(p.links, LinkChange{Link: link, Before: before[id], After: after[id]})
		}
	}
	return nil
}
