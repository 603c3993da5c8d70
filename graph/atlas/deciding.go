package atlas

import (
	"cmp"
	"context"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
)

// An attempt to record a proposal keeps others from deciding about it for attemptFor. Nothing
// is handed to the store any more after appendWithin; what was handed to it before has ended
// long before the attempt does.
const (
	attemptFor   = 2 * time.Minute
	appendWithin = time.Minute
)

// Accepting is the decision to record a proposal.
type Accepting struct {
	ID            string
	Records       []Entry // in place of those proposed, when Amended
	Amended       bool
	Note          string // in place of the proposer's; empty for that
	EvenOvertaken bool   // also when what it corrects was changed since
	DryRun        bool
}

// Accept records a proposal, as it is or with other records, in the viewer's name. With
// problems nothing happens. Errors: NotFound for a proposal that does not exist for the
// viewer, Conflict for one that is decided or that somebody else is accepting, and those of
// Record.
func (r *Request) Accept(ctx context.Context, a Accepting) (*Proposed, error) {
	p, err := r.reviewable(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	if err := checkText(a.Note, maxNote, "note"); err != nil {
		return nil, err
	}
	s := submissionOf(p)
	if a.Amended {
		s.Records = a.Records
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	request := requestOf(string(p.Seed[:]), content{Records: s.Records, Note: a.Note})
	if r.decided(p, proposal.Accepted) {
		answer, err := r.office.Keyed(ctx, p.Key())
		switch {
		case err != nil && graph.CodeOf(err) != graph.NotFound: // that it was erased changes nothing
			return nil, err
		case answer.Request != "" && answer.Request != request:
			return nil, graph.Errorf(graph.Conflict, "you accepted the proposal already, with other records or another note").At("proposal")
		}
		return r.accepted(ctx, p, &Recorded{Repeated: true})
	}
	if err := r.free(p); err != nil {
		return nil, err
	}
	note := strings.TrimSpace(a.Note)
	if note == "" {
		note = p.Note
	}
	s.Note = note + " (proposal " + p.ID + ")"
	began := r.now()
	if !a.DryRun {
		p.Attempt = &proposal.Attempt{By: r.viewer.Name, Until: began.Add(attemptFor)}
		if err := r.keep(ctx, p); err != nil {
			return nil, err
		}
	}
	answer, err := r.submit(ctx, step{
		note: s.Note, key: p.Key(), request: request, dryRun: a.DryRun, couldBe: func([]graph.ChangeItem) bool { return true },
		draft: func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
			if r.now().Sub(began) > appendWithin {
				return registry.Submission{}, graph.Errorf(graph.Timeout, "it took too long to record the proposal")
			}
			return r.acceptable(ctx, reader, p, s, a)
		},
	})
	switch {
	case a.DryRun && err == nil:
		return r.onlyTried(p, answer), nil
	case a.DryRun:
		return nil, err
	case err != nil && r.Recording() == PerhapsRecorded:
		return nil, err // whoever looks next finds out
	case err != nil || len(answer.Problems) > 0 || answer.Change == nil:
		p.Attempt = nil
		if again := r.keep(ctx, p); cmp.Or(err, again) != nil {
			return nil, cmp.Or(err, again)
		}
		if len(answer.Problems) == 0 {
			answer.Problems = []*graph.Problem{{Code: graph.ProblemConflict, Message: "all of it is known in the same words by now: reject the proposal, or amend it"}}
		}
		return r.onlyTried(p, answer), nil
	}
	return r.accepted(ctx, p, answer)
}

// acceptable drafts what is recorded of a proposal, held against what is known now.
func (r *Request) acceptable(ctx context.Context, reader graph.Reader, p *proposal.Proposal, s Submission, a Accepting) (registry.Submission, error) {
	d, err := r.drafted(ctx, reader, s, r.knowing(), p.Chance())
	d.s.Key = p.Key()
	if err != nil || a.EvenOvertaken {
		return d.s, err
	}
	outdated := func(t graph.Target, known graph.Record) {
		if overtaken(p, t, known) {
			d.reject(t, "", graph.ProblemConflict, "it was changed since this was proposed: look at it again, then amend the proposal or accept it with evenIfOvertaken")
		}
	}
	for _, e := range d.entries {
		if !a.Amended {
			outdated(graph.TargetOf(e.record), e.was)
		}
	}
	for _, taken := range p.Retractions {
		t := graph.Target{Word: taken.Word, ID: taken.ID}
		outdated(t, d.known[t])
	}
	return d.s, nil
}

// accepted closes a proposal that was recorded. That this is kept is not needed: whoever looks
// at the proposal finds the change.
func (r *Request) accepted(ctx context.Context, p *proposal.Proposal, answer *Recorded) (*Proposed, error) {
	if err := r.settle(ctx, p); err != nil {
		return nil, err
	}
	if ended := *p; p.Unkept() && r.keep(ctx, &ended) == nil {
		p = &ended
	}
	shown := &Proposal{Proposal: p, r: r}
	change, err := shown.RecordedBy(ctx)
	if answer.Repeated && change != nil && err == nil {
		answer.Change = change
		var items []graph.ChangeItem
		if items, err = r.itemsOf(ctx, change); err == nil {
			err = r.replay(ctx, answer, items)
		}
	}
	return &Proposed{
		Proposal: shown, Change: change, Records: answer.Records, Consequences: answer.Consequences, Total: answer.ConsequencesTotal,
		Repeated: answer.Repeated,
	}, err
}

// onlyTried makes the answer of an attempt that recorded nothing.
func (r *Request) onlyTried(p *proposal.Proposal, answer *Recorded) *Proposed {
	return &Proposed{
		Proposal: &Proposal{Proposal: p, r: r}, Records: answer.Records, Problems: answer.Problems,
		Consequences: answer.Consequences, Total: answer.ConsequencesTotal,
	}
}

// Reject closes a proposal without recording it. Errors are those of Accept; BadUserInput
// without a reason.
func (r *Request) Reject(ctx context.Context, id, reason string) (*Proposed, error) {
	p, err := r.reviewable(ctx, id)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(reason) == "" {
		return nil, graph.Errorf(graph.BadUserInput, "a reason is needed: the proposer reads it").At("reason")
	}
	if err := checkText(reason, maxNote, "reason"); err != nil {
		return nil, err
	}
	if r.decided(p, proposal.Rejected) && p.Decision.Reason == reason {
		return &Proposed{Proposal: &Proposal{Proposal: p, r: r}, Repeated: true}, nil
	}
	if err := r.free(p); err != nil {
		return nil, err
	}
	p.Decide(proposal.Rejected, proposal.Decision{At: r.now().UTC().Truncate(time.Microsecond), By: r.viewer.Name, Reason: reason})
	if err := r.outcome.besides(r.keep(ctx, p)); err != nil {
		return nil, err
	}
	return &Proposed{Proposal: &Proposal{Proposal: p, r: r}}, nil
}

// Withdraw removes an open proposal for good that the viewer proposed, an anonymous one by its
// secret; with MayErase any that the viewer sees, whatever became of it, since it can be about
// people. Errors are those of Accept.
func (r *Request) Withdraw(ctx context.Context, id, secret string) (*Proposed, error) {
	if err := r.keepsProposals(); err != nil {
		return nil, err
	}
	if secret == "" {
		if err := r.may(MayPropose); err != nil {
			return nil, err
		}
	}
	p, own, err := r.mine(ctx, id, secret)
	switch {
	case err != nil:
		return nil, err
	case !own && r.may(MayErase) != nil:
		return nil, noProposal(id)
	case !own:
		seen, err := r.Proposal(ctx, id, "")
		if err != nil {
			return nil, err
		}
		p = seen.Proposal
	}
	if p.State == proposal.Withdrawn {
		return &Proposed{Proposal: &Proposal{Proposal: p, r: r}, Repeated: true}, nil
	}
	if err := r.settle(ctx, p); err != nil {
		return nil, err
	}
	remove := r.queue.Withdraw
	if p.Decision != nil && r.may(MayErase) == nil {
		remove = r.queue.Forget
	} else if err := r.free(p); err != nil {
		return nil, err
	}
	if err := r.outcome.besides(remove(ctx, p)); err != nil {
		return nil, decidedMeanwhile(err)
	}
	return &Proposed{Proposal: &Proposal{Proposal: p, r: r}}, nil
}

// reviewable returns a proposal that the viewer may decide about, settled.
func (r *Request) reviewable(ctx context.Context, id string) (*proposal.Proposal, error) {
	if err := r.keepsProposals(); err != nil {
		return nil, err
	}
	if err := r.may(MayReview); err != nil {
		return nil, err
	}
	shown, err := r.Proposal(ctx, id, "")
	if err != nil {
		return nil, err
	}
	return shown.Proposal, nil
}

// decided reports whether the viewer ended the proposal in this way.
func (r *Request) decided(p *proposal.Proposal, as proposal.State) bool {
	return p.State == as && p.Decision.By == r.viewer.Name
}

// free returns an error with code Conflict for a proposal that cannot be decided about.
func (r *Request) free(p *proposal.Proposal) error {
	by := (&Proposal{Proposal: p, r: r}).DecidedBy()
	if by == "" {
		by = "a reviewer"
	}
	switch {
	case p.State == proposal.Accepted:
		return graph.Errorf(graph.Conflict, "the proposal was accepted by %s already", by).At("proposal")
	case p.State == proposal.Rejected:
		return graph.Errorf(graph.Conflict, "the proposal was rejected by %s already", by).At("proposal")
	case p.State == proposal.Withdrawn:
		return graph.Errorf(graph.Conflict, "the proposal was withdrawn already").At("proposal")
	case p.Attempt != nil:
		return graph.Errorf(graph.Conflict, "somebody else is accepting the proposal just now; look at it again in a moment").At("proposal")
	}
	return nil
}

// keepWithin is how long it may take to keep what became of a proposal when nobody waits any
// more.
const keepWithin = 5 * time.Second

// keep keeps a proposal as it is now, unless somebody else decided meanwhile.
func (r *Request) keep(ctx context.Context, p *proposal.Proposal) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepWithin)
	defer cancel()
	return decidedMeanwhile(r.queue.Put(ctx, p))
}

// decidedMeanwhile says what a conflict about a document means.
func decidedMeanwhile(err error) error {
	if graph.CodeOf(err) == graph.Conflict {
		return graph.Errorf(graph.Conflict, "somebody else decided about the proposal just now; look at it again").At("proposal").Because(err)
	}
	return err
}
