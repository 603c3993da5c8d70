package registry

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"twingraph/graph"
)

// readChunk is how many records are read in one call, so that a large submission
// takes few calls and none of them is too large.
const readChunk = 1000

// plan is a submission on its way to a batch: what the store holds of it, what
// follows from it, and what is wrong with it.
type plan struct {
	reader graph.Reader
	head   graph.Change
	at     time.Time

	records     []graph.Record // of the submission, canonical, in its order
	retractions []graph.Retraction
	order       map[graph.Target]int // place in the submission, for the order of problems
	submitted   map[graph.Target]graph.Record
	retracted   map[graph.Target]graph.Retraction
	stored      map[graph.Target]graph.Record // canonical, RecordedAt kept apart; nil for "looked, not there"
	recorded    map[graph.Target]time.Time
	derived     map[graph.Target]graph.Record // corrections that follow from the submission
	standing    map[graph.Target]*standing    // what stands in the way of a retraction
	problems    []placed

	expected map[graph.Target]time.Time
	explains bool
	links    []LinkChange // when it explains
	refused  bool         // by whoever submits

	added, corrected []graph.Record
	unchanged        int
	claims           map[graph.ID][]*graph.Claim // of the links affected: those known after the batch
	bearing          map[graph.ID]bool           // links whose history follows from a corrected text or source
}

// placed is a problem with its place in the submission.
type placed struct {
	place int
	graph.Problem
}

func newPlan(reader graph.Reader, head graph.Change, at time.Time) *plan {
	return &plan{
		reader: reader, head: head, at: at,
		order: map[graph.Target]int{}, submitted: map[graph.Target]graph.Record{}, retracted: map[graph.Target]graph.Retraction{},
		stored: map[graph.Target]graph.Record{}, recorded: map[graph.Target]time.Time{}, derived: map[graph.Target]graph.Record{}, standing: map[graph.Target]*standing{},
		claims: map[graph.ID][]*graph.Claim{}, bearing: map[graph.ID]bool{},
	}
}

// reject notes a problem of the record at t.
func (p *plan) reject(t graph.Target, field, format string, args ...any) {
	p.note(graph.Problem{Word: t.Word, ID: t.ID, Field: field, Message: fmt.Sprintf(format, args...)})
}

func (p *plan) note(problem graph.Problem) {
	place, ok := p.order[graph.Target{Word: problem.Word, ID: problem.ID}]
	if !ok {
		place = len(p.order) // of a record that is not in the submission: last
	}
	p.problems = append(p.problems, placed{place, problem})
}

// take copies the submission and notes all that is wrong with each record alone.
func (p *plan) take(s Submission) {
	for _, said := range []struct{ field, text string }{{"actor", s.Actor}, {"note", s.Note}} {
		if wrong := graph.Unsound(said.text); wrong != "" {
			p.problems = append(p.problems, placed{-1, graph.Problem{Field: said.field, Message: wrong}})
		}
	}
	p.expected, p.explains = s.Expected, s.Explain
	for _, given := range s.Records {
		r := given
		if s.Owned {
			r.Base().RecordedAt = time.Time{} // that of an attempt before
		} else {
			r = graph.Canonical(given)
		}
		t := graph.TargetOf(r)
		if _, twice := p.submitted[t]; twice {
			p.reject(t, "id", "the submission has two records with this id")
			continue
		}
		p.order[t] = len(p.order)
		p.submitted[t] = r
		p.records = append(p.records, r)
		for _, problem := range graph.Validate(r) {
			p.note(problem)
		}
	}
	for _, retraction := range s.Retractions {
		p.takeRetraction(retraction)
	}
	for _, problem := range s.Problems {
		p.refused = true
		p.note(problem)
	}
}

// work validates the submission against the store and works out what it changes. One with
// problems that were found before is not held against the store.
func (p *plan) work(ctx context.Context) error {
	if p.refused {
		return nil
	}
	steps := []func(context.Context) error{
		p.readMentioned, p.expect, p.retract, p.refer, p.assume, p.compare, p.readClaims, p.sides,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// view sees all that is recorded: a writer must not break what it cannot see.
func (p *plan) view() graph.View {
	return graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
}

// readMentioned reads every record that the submission names.
func (p *plan) readMentioned(ctx context.Context) error {
	if p.head.Seq == 0 {
		return nil // nothing to find in an empty store
	}
	var named []graph.Target
	for _, r := range p.records {
		named = append(named, graph.TargetOf(r))
		for t := range p.references(r) {
			named = append(named, t)
		}
	}
	for _, r := range p.retractions {
		named = append(named, graph.Target{Word: r.Word, ID: r.ID})
		if r.MovedTo != "" {
			named = append(named, graph.Target{Word: r.Word, ID: r.MovedTo})
		}
	}
	return p.read(ctx, named)
}

// read reads the named records that were not read yet, in chunks by word.
func (p *plan) read(ctx context.Context, named []graph.Target) error {
	if p.head.Seq == 0 {
		return nil
	}
	ids := map[graph.Word][]graph.ID{}
	for _, t := range named {
		if _, done := p.stored[t]; !done && graph.ValidID(t.ID) {
			p.stored[t] = nil
			ids[t.Word] = append(ids[t.Word], t.ID)
		}
	}
	for _, word := range graph.Words() {
		for chunk := range slices.Chunk(ids[word], readChunk) {
			records, err := p.reader.Records(ctx, p.view(), word, chunk)
			if err != nil {
				return fmt.Errorf("read %s: %w", word, err)
			}
			for _, r := range records {
				if r != nil {
					p.keep(r)
				}
			}
		}
	}
	return nil
}

// keep remembers a record of the store.
func (p *plan) keep(r graph.Record) graph.Record {
	t := graph.TargetOf(r)
	if had := p.stored[t]; had != nil {
		return had
	}
	p.recorded[t] = r.Base().RecordedAt
	p.stored[t] = graph.Canonical(r)
	return p.stored[t]
}

// after returns the record as it will be known after the batch, nil when it will
// not be.
func (p *plan) after(t graph.Target) graph.Record {
	if r, ok := p.submitted[t]; ok {
		return r
	}
	if _, gone := p.retracted[t]; gone {
		return nil
	}
	if r, ok := p.derived[t]; ok {
		return r
	}
	return p.stored[t]
}

// compare sorts the records into added, corrected and unchanged ones, each in the
// order in which records must be written.
func (p *plan) compare(context.Context) error {
	for _, r := range p.allRecords() {
		had := p.stored[graph.TargetOf(r)]
		switch {
		case had == nil:
			p.added = append(p.added, r)
		case !graph.Same(had, r):
			p.corrected = append(p.corrected, r)
		case p.submitted[graph.TargetOf(r)] != nil:
			p.unchanged++
		}
	}
	place := map[graph.Word]int{}
	for i, word := range graph.Words() {
		place[word] = i
	}
	byPlace := func(a, b graph.Record) int { return cmp.Compare(place[a.Word()], place[b.Word()]) }
	slices.SortStableFunc(p.added, byPlace)
	slices.SortStableFunc(p.corrected, byPlace)
	return nil
}

// rejection returns all problems in order of the submission, nil without any.
func (p *plan) rejection() *Rejection {
	if len(p.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(p.problems, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
	})
	r := &Rejection{}
	for _, problem := range p.problems {
		r.Problems = append(r.Problems, problem.Problem)
	}
	return r
}

// forward returns an error with code Conflict where the batch would go back in
// recorded time, or replace a version recorded at its own instant: that version
// would never have been known, and answers given at that instant would change.
func (p *plan) forward() error {
	if !p.empty() && p.head.Seq > 0 && p.at.Before(p.head.RecordedAt) {
		return graph.Errorf(graph.Conflict,
			"the store already holds a change recorded at %s; recorded time only goes forward, so nothing can be recorded at %s",
			p.head.RecordedAt.Format(time.RFC3339Nano), p.at.Format(time.RFC3339Nano)).At("recordedAt")
	}
	for _, r := range p.corrected {
		if t := graph.TargetOf(r); p.recorded[t].Equal(p.at) {
			return p.overwrite(t)
		}
	}
	for _, r := range p.retractions {
		if t := (graph.Target{Word: r.Word, ID: r.ID}); p.recorded[t].Equal(p.at) {
			return p.overwrite(t)
		}
	}
	return nil
}

func (p *plan) overwrite(t graph.Target) error {
	return graph.Errorf(graph.Conflict, "%s was itself recorded at %s; record what corrects it at a later instant",
		t, p.at.Format(time.RFC3339Nano)).At("recordedAt")
}

// empty reports whether there is nothing to record.
func (p *plan) empty() bool {
	return len(p.added) == 0 && len(p.corrected) == 0 && len(p.retractions) == 0
}

func (p *plan) receipt() Receipt {
	receipt := Receipt{
		Added: len(p.added), Corrected: len(p.corrected), Unchanged: p.unchanged, Retracted: len(p.retractions), Links: p.links,
	}
	if p.explains {
		receipt.Records = p.asRecorded()
	}
	return receipt
}

// batch returns what is to be appended, without actor, note and clock.
func (p *plan) batch() graph.Batch {
	for _, records := range [][]graph.Record{p.added, p.corrected} {
		for _, r := range records {
			r.Base().RecordedAt = p.at
		}
	}
	batch := graph.Batch{
		After: p.head.Seq, RecordedAt: p.at, Added: p.added, Corrected: p.corrected, Retracted: p.retractions,
	}
	if _, derives := p.reader.(graph.Deriver); !derives {
		batch.Histories = p.histories()
	}
	return batch
}
