package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// readChunk is how many records are read in one call, so that a large submission
// takes few calls and none of them is too large.
const readChunk = 1000

// plan is a submission on its way to a batch: what the store holds of it, what
// follows from it, and what is wrong with it.
type plan struct {
	reader Reader
	head   Change
	at     time.Time

	records     []Record // of the submission, canonical, in its order
	retractions []Retraction
	order       map[Target]int // place in the submission, for the order of problems
	submitted   map[Target]Record
	retracted   map[Target]Retraction
	stored      map[Target]Record // canonical, RecordedAt kept apart; nil for "looked, not there"
	recorded    map[Target]time.Time
	derived     map[Target]Record    // corrections that follow from the submission
	standing    map[Target]*standing // what stands in the way of a retraction
	problems    []placed

	added, corrected []Record
	unchanged        int
	claims           map[ID][]*Claim // of the links affected: those known after the batch
}

// placed is a problem with its place in the submission.
type placed struct {
	place int
	Problem
}

func newPlan(reader Reader, head Change, at time.Time) *plan {
	return &plan{
		reader: reader, head: head, at: at,
		order: map[Target]int{}, submitted: map[Target]Record{}, retracted: map[Target]Retraction{},
		stored: map[Target]Record{}, recorded: map[Target]time.Time{}, derived: map[Target]Record{}, standing: map[Target]*standing{},
		claims: map[ID][]*Claim{},
	}
}

// reject notes a problem of the record at t.
func (p *plan) reject(t Target, field, format string, args ...any) {
	p.note(Problem{Word: t.Word, ID: t.ID, Field: field, Message: fmt.Sprintf(format, args...)})
}

func (p *plan) note(problem Problem) {
	place, ok := p.order[Target{problem.Word, problem.ID}]
	if !ok {
		place = len(p.order) // of a record that is not in the submission: last
	}
	p.problems = append(p.problems, placed{place, problem})
}

// take copies the submission and notes all that is wrong with each record alone.
func (p *plan) take(s Submission) {
	for _, said := range []struct{ field, text string }{{"actor", s.Actor}, {"note", s.Note}} {
		if wrong := Unsound(said.text); wrong != "" {
			p.problems = append(p.problems, placed{-1, Problem{Field: said.field, Message: wrong}})
		}
	}
	for _, given := range s.Records {
		r := Canonical(given)
		t := TargetOf(r)
		if _, twice := p.submitted[t]; twice {
			p.reject(t, "id", "the submission has two records with this id")
			continue
		}
		p.order[t] = len(p.order)
		p.submitted[t] = r
		p.records = append(p.records, r)
		for _, problem := range Validate(r) {
			p.note(problem)
		}
	}
	for _, retraction := range s.Retractions {
		p.takeRetraction(retraction)
	}
}

// work validates the submission against the store and works out what it changes.
func (p *plan) work(ctx context.Context) error {
	steps := []func(context.Context) error{
		p.readMentioned, p.retract, p.refer, p.assume, p.compare, p.readClaims, p.sides,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// view sees all that is recorded: a writer must not break what it cannot see.
func (p *plan) view() View { return View{KnownAt: Latest(), Tier: TierRestricted} }

// readMentioned reads every record that the submission names.
func (p *plan) readMentioned(ctx context.Context) error {
	var named []Target
	for _, r := range p.records {
		named = append(named, TargetOf(r))
		for t := range p.references(r) {
			named = append(named, t)
		}
	}
	for _, r := range p.retractions {
		named = append(named, Target{r.Word, r.ID})
		if r.MovedTo != "" {
			named = append(named, Target{r.Word, r.MovedTo})
		}
	}
	return p.read(ctx, named)
}

// read reads the named records that were not read yet, in chunks by word.
func (p *plan) read(ctx context.Context, named []Target) error {
	ids := map[Word][]ID{}
	for _, t := range named {
		if _, done := p.stored[t]; !done && ValidID(t.ID) {
			p.stored[t] = nil
			ids[t.Word] = append(ids[t.Word], t.ID)
		}
	}
	if p.head.Seq == 0 {
		return nil // nothing to find in an empty store
	}
	for _, word := range Words() {
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
func (p *plan) keep(r Record) Record {
	t := TargetOf(r)
	if had := p.stored[t]; had != nil {
		return had
	}
	p.recorded[t] = r.Base().RecordedAt
	p.stored[t] = Canonical(r)
	return p.stored[t]
}

// after returns the record as it will be known after the batch, nil when it will
// not be.
func (p *plan) after(t Target) Record {
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
		had := p.stored[TargetOf(r)]
		switch {
		case had == nil:
			p.added = append(p.added, r)
		case !Same(had, r):
			p.corrected = append(p.corrected, r)
		case p.submitted[TargetOf(r)] != nil:
			p.unchanged++
		}
	}
	place := map[Word]int{}
	for i, word := range Words() {
		place[word] = i
	}
	byPlace := func(a, b Record) int { return cmp.Compare(place[a.Word()], place[b.Word()]) }
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
		return Errorf(Conflict,
			"the store already holds a change recorded at %s; recorded time only goes forward, so nothing can be recorded at %s",
			p.head.RecordedAt.Format(time.RFC3339Nano), p.at.Format(time.RFC3339Nano)).At("recordedAt")
	}
	for _, r := range p.corrected {
		if t := TargetOf(r); p.recorded[t].Equal(p.at) {
			return p.overwrite(t)
		}
	}
	for _, r := range p.retractions {
		if t := (Target{r.Word, r.ID}); p.recorded[t].Equal(p.at) {
			return p.overwrite(t)
		}
	}
	return nil
}

func (p *plan) overwrite(t Target) error {
	return Errorf(Conflict, "%s was itself recorded at %s; record what corrects it at a later instant",
		t, p.at.Format(time.RFC3339Nano)).At("recordedAt")
}

// empty reports whether there is nothing to record.
func (p *plan) empty() bool {
	return len(p.added) == 0 && len(p.corrected) == 0 && len(p.retractions) == 0
}

func (p *plan) receipt() Receipt {
	return Receipt{
		Added: len(p.added), Corrected: len(p.corrected), Unchanged: p.unchanged, Retracted: len(p.retractions),
	}
}

// batch returns what is to be appended, without actor, note and clock.
func (p *plan) batch() Batch {
	for _, records := range [][]Record{p.added, p.corrected} {
		for _, r := range records {
			r.Base().RecordedAt = p.at
		}
	}
	return Batch{
		After: p.head.Seq, RecordedAt: p.at, Added: p.added, Corrected: p.corrected,
		Retracted: p.retractions, Histories: p.histories(),
	}
}
