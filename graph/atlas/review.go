package atlas

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
)

// ProposedRecord is what a proposal makes of one record.
type ProposedRecord struct {
	graph.Target              // with the id that is made for a new one
	Before       graph.Record // as it is known now; nil for a new one
	Fields       []*graph.FieldChange
	Overtaken    bool // it was changed since the proposal was made
}

// ProposedRetraction is a record that a proposal takes back.
type ProposedRetraction struct {
	graph.Target
	Before    graph.Record // as it is known now; nil when it is not known any more
	Reason    string
	MovedTo   graph.ID
	Overtaken bool
}

// review is a proposal held against what is known.
type review struct {
	records     []*ProposedRecord
	retractions []*ProposedRetraction
	overtaken   bool
	tried       *Recorded // empty for one that is decided
}

// ProposedRecords returns what the proposal makes of each record: against what is known now, or once
// it is decided against what was known when it was proposed. Errors are those of office.Try.
func (p *Proposal) ProposedRecords(ctx context.Context) ([]*ProposedRecord, error) {
	found, err := p.reviewed(ctx)
	if err != nil {
		return nil, err
	}
	return found.records, nil
}

// ProposedRetractions returns what the proposal takes back. Errors are those of Try.
func (p *Proposal) ProposedRetractions(ctx context.Context) ([]*ProposedRetraction, error) {
	found, err := p.reviewed(ctx)
	if err != nil {
		return nil, err
	}
	return found.retractions, nil
}

// Overtaken reports whether a record that an open proposal corrects or takes back was changed
// since. Errors are those of Try.
func (p *Proposal) Overtaken(ctx context.Context) (bool, error) {
	found, err := p.reviewed(ctx)
	if err != nil {
		return false, err
	}
	return found.overtaken, nil
}

// Tried returns what would become of an open proposal if it was recorded now as it is; nothing
// of one that is decided. Errors are those of Try.
func (p *Proposal) Tried(ctx context.Context) (*Recorded, error) {
	found, err := p.reviewed(ctx)
	if err != nil {
		return nil, err
	}
	return found.tried, nil
}

// reviewed holds the proposal against what is known, once.
func (p *Proposal) reviewed(ctx context.Context) (*review, error) {
	p.once.Do(func() { p.review, p.failed = p.r.reviewOf(ctx, p.Proposal) })
	return p.review, p.failed
}

func (r *Request) reviewOf(ctx context.Context, p *proposal.Proposal) (*review, error) {
	if p.State != proposal.Open {
		d, err := r.drafted(ctx, r.reader, submissionOf(p), r.proposedAt(p), p.Chance())
		if err != nil {
			return nil, err
		}
		found := d.compared(p)
		found.tried = &Recorded{}
		return found, r.refresh(ctx, found)
	}
	var d *draft
	receipt, err := r.office.Try(ctx, func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		var err error
		d, err = r.drafted(ctx, reader, submissionOf(p), r.knowing(), p.Chance())
		return d.s, err
	})
	tried, err := r.recorded(ctx, step{}, receipt, err)
	if err != nil {
		return nil, err
	}
	found := d.compared(p)
	found.tried = tried
	return found, nil
}

// proposedAt returns the view in which a proposal was made that is decided: before the
// decision, and with all that it was based on, wherever the clock was.
func (r *Request) proposedAt(p *proposal.Proposal) graph.View {
	v := r.knowing()
	v.KnownAt = p.SubmittedAt
	if !p.Decision.At.After(v.KnownAt) {
		v.KnownAt = p.Decision.At.Add(-time.Microsecond)
	}
	for _, base := range p.Bases {
		if base.RecordedAt.After(v.KnownAt) {
			v.KnownAt = base.RecordedAt
		}
	}
	return v
}

// submissionOf returns the submission that a proposal is.
func submissionOf(p *proposal.Proposal) Submission {
	s := Submission{Note: p.Note}
	for _, e := range p.Records {
		s.Records = append(s.Records, Entry(e))
	}
	for _, t := range p.Retractions {
		s.Retractions = append(s.Retractions, Retraction{Word: t.Word, ID: string(t.ID), MovedTo: string(t.MovedTo), Reason: t.Reason})
	}
	return s
}

// compared says what the draft of a proposal makes of each record.
func (d *draft) compared(p *proposal.Proposal) *review {
	found := &review{records: []*ProposedRecord{}, retractions: []*ProposedRetraction{}}
	for _, e := range d.entries {
		one := &ProposedRecord{Target: graph.Target{Word: e.Word, ID: e.given}, Before: e.was}
		if e.record != nil {
			one.Target = graph.TargetOf(e.record)
			for _, change := range graph.Differences(e.was, graph.Canonical(e.record)) {
				one.Fields = append(one.Fields, &change)
			}
		}
		one.Overtaken = overtaken(p, one.Target, e.was)
		found.records = append(found.records, one)
		found.overtaken = found.overtaken || one.Overtaken
	}
	for _, taken := range p.Retractions {
		one := &ProposedRetraction{Target: graph.Target{Word: taken.Word, ID: taken.ID}, Reason: taken.Reason, MovedTo: taken.MovedTo}
		one.Before = d.known[one.Target]
		one.Overtaken = overtaken(p, one.Target, one.Before)
		found.retractions = append(found.retractions, one)
		found.overtaken = found.overtaken || one.Overtaken
	}
	return found
}

// overtaken reports whether another version of a record is known than when the proposal was
// made. A new record has none before it is recorded.
func overtaken(p *proposal.Proposal, t graph.Target, known graph.Record) bool {
	for _, base := range p.Bases {
		if base.Target == t {
			return known == nil || !known.Base().RecordedAt.Equal(base.RecordedAt)
		}
	}
	return known != nil
}

// refresh puts the records as they are known now into the review of a proposal that is
// decided: what it makes of them is shown as it was proposed. Errors are the reader's.
func (r *Request) refresh(ctx context.Context, found *review) error {
	d := &draft{r: r, reader: r.reader, v: r.knowing(), known: map[graph.Target]graph.Record{}}
	var named []graph.Target
	for _, one := range found.records {
		named = append(named, one.Target)
	}
	for _, one := range found.retractions {
		named = append(named, one.Target)
	}
	if err := d.read(ctx, named); err != nil {
		return err
	}
	for _, one := range found.records {
		if one.Before != nil {
			one.Before = d.known[one.Target]
		}
		one.Overtaken = false
	}
	for _, one := range found.retractions {
		one.Before, one.Overtaken = d.known[one.Target], false
	}
	found.overtaken = false
	return nil
}
