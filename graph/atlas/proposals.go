package atlas

import (
	"context"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
)

// mostProposals bounds a page of proposals: each is held against what is known now.
const mostProposals = 100

// Proposal is a proposal as a viewer sees it.
type Proposal struct {
	*proposal.Proposal
	r *Request

	once   sync.Once
	review *review
	failed error
}

// Proposals returns a part of the proposals that exist for the viewer, the oldest first: a
// contributor's own ones and, for those who review, all within their tier. An empty state is
// for any. Errors: those of may and of cut, and those of the queue and the reader.
func (r *Request) Proposals(ctx context.Context, state proposal.State, w Window) (Part[*Proposal], error) {
	var none Part[*Proposal]
	if err := r.mayPropose(); err != nil {
		return none, err
	}
	all, err := r.queue.List(ctx)
	if err != nil {
		return none, err
	}
	all = slices.DeleteFunc(all, func(p *proposal.Proposal) bool { return !p.IsOf(r.viewer) && r.may(MayReview) != nil })
	if all, err = r.within(ctx, all); err != nil {
		return none, err
	}
	for _, p := range all {
		if err := r.settle(ctx, p); err != nil {
			return none, err
		}
	}
	if state != "" {
		all = slices.DeleteFunc(all, func(p *proposal.Proposal) bool { return p.State != state })
	}
	place := func(p *proposal.Proposal) graph.Position { return graph.Position{ID: graph.ID(p.ID)} }
	return cut(all, w, mostProposals, place, func(p *proposal.Proposal) *Proposal { return &Proposal{Proposal: p, r: r} })
}

// Proposal returns the proposal with an id, that of an anonymous proposer by its secret.
// Errors: NotFound for one that does not exist for the viewer; those of may, of the queue and
// the reader.
func (r *Request) Proposal(ctx context.Context, id, secret string) (*Proposal, error) {
	if err := r.keepsProposals(); err != nil {
		return nil, err
	}
	if secret == "" {
		if err := r.may(MayPropose); err != nil {
			return nil, err
		}
	}
	p, own, err := r.mine(ctx, id, secret)
	if err != nil {
		return nil, err
	}
	seen, err := r.within(ctx, []*proposal.Proposal{p})
	switch {
	case err != nil:
		return nil, err
	case len(seen) == 0, !own && (r.may(MayReview) != nil || p.State == proposal.Withdrawn):
		return nil, noProposal(id)
	}
	return &Proposal{Proposal: p, r: r}, r.settle(ctx, p)
}

// noProposal is the error of a proposal that does not exist for the viewer.
func noProposal(id string) error {
	return graph.Errorf(graph.NotFound, "there is no proposal %.100q", id).At("proposal")
}

// mine returns a proposal and whether the viewer proposed it.
func (r *Request) mine(ctx context.Context, id, secret string) (*proposal.Proposal, bool, error) {
	p, err := r.queue.Get(ctx, id)
	switch {
	case graph.CodeOf(err) == graph.NotFound:
		return nil, false, noProposal(id)
	case err != nil:
		return nil, false, err
	}
	return p, p.IsOf(r.viewer) || p.Opens(secret), nil
}

// within returns those of proposals all of whose records the viewer may know of: new ones by
// their tier, and those that a proposal names because the viewer sees them, or saw them being
// taken back. All of it is asked as the viewer, so that nothing hidden has a part in it.
// Errors are the reader's.
func (r *Request) within(ctx context.Context, all []*proposal.Proposal) ([]*proposal.Proposal, error) {
	all = slices.DeleteFunc(all, func(p *proposal.Proposal) bool { return !r.viewer.Tier.Sees(p.Tier) })
	d := &draft{r: r, reader: r.reader, v: r.knowing(), known: map[graph.Target]graph.Record{}}
	var named []graph.Target
	for _, p := range all {
		named = append(named, p.Names...)
	}
	if err := d.read(ctx, named); err != nil {
		return nil, err
	}
	gone := map[graph.Target]bool{}
	for t, record := range d.known {
		if record != nil {
			continue
		}
		_, err := r.reader.Fate(ctx, d.v, t.Word, t.ID)
		if err != nil && graph.CodeOf(err) != graph.NotFound {
			return nil, err
		}
		gone[t] = err == nil
	}
	return slices.DeleteFunc(all, func(p *proposal.Proposal) bool {
		return slices.ContainsFunc(p.Names, func(t graph.Target) bool { return d.known[t] == nil && !gone[t] })
	}), nil
}

// settle finds out how an attempt to record a proposal ended that was cut short. What it finds
// is not kept: those who decide do that. Errors are those of registry.Keyed.
func (r *Request) settle(ctx context.Context, p *proposal.Proposal) error {
	if p.State != proposal.Open || p.Attempt == nil {
		return nil
	}
	change, err := r.office.Keyed(ctx, p.Key())
	switch {
	case err == nil:
		touched, err := r.touchedBy(ctx, change.Change)
		p.Decide(proposal.Accepted, proposal.Decision{At: change.RecordedAt, By: change.Actor, Touched: touched})
		return err
	case graph.CodeOf(err) != graph.NotFound:
		return err
	case r.now().After(p.Attempt.Until):
		p.Attempt = nil
	}
	return nil
}

// touchedBy returns the records that a change of the store touched, hidden ones too: it is
// for what is kept and not for an answer. Errors are the reader's.
func (r *Request) touchedBy(ctx context.Context, change graph.Change) ([]graph.Target, error) {
	all := r.For(graph.Viewer{Tier: graph.TierRestricted}) // who numbers changes as the store does
	items, err := all.itemsOf(ctx, &change)
	return each(items, graph.ChangeItem.Target), err
}

// ShownProposer returns who proposed it, for the proposer and for those who review; nil for
// somebody who gave no name.
func (p *Proposal) ShownProposer() *proposal.Proposer {
	if p.Proposer == (proposal.Proposer{Anonymous: true}) {
		return nil
	}
	return &p.Proposer
}

// DecidedAt returns when it was decided, nil while it is open.
func (p *Proposal) DecidedAt() *time.Time {
	if p.Decision == nil {
		return nil
	}
	return &p.Decision.At
}

// DecidedBy returns who decided, empty while it is open, and for a viewer who shows no token:
// whoever rejects something is not named to strangers.
func (p *Proposal) DecidedBy() string {
	if p.Decision == nil || p.r.viewer.Role == graph.Anonymous {
		return ""
	}
	return p.Decision.By
}

// Reason returns why it was rejected; empty otherwise.
func (p *Proposal) Reason() string {
	if p.Decision == nil {
		return ""
	}
	return p.Decision.Reason
}

// RecordedBy returns the change that recorded it, as the viewer sees it; nil when none did,
// or when the viewer may know of nothing in it. Errors are those of registry.Keyed and the
// reader's.
func (p *Proposal) RecordedBy(ctx context.Context) (*graph.Change, error) {
	if p.State != proposal.Accepted {
		return nil, nil
	}
	change, err := p.r.office.Keyed(ctx, p.Key())
	if err == nil {
		var seen *graph.Change
		if seen, err = p.r.asSeen(ctx, change.Change); err == nil {
			return seen, nil
		}
	}
	if graph.CodeOf(err) == graph.NotFound {
		return nil, nil
	}
	return nil, err
}

// ForgetProposals removes for good the proposals, whatever their state, that name or touched
// one of the records, as their erasure asks for, and says how many. Errors are those of the
// queue and the reader.
func (r *Request) ForgetProposals(ctx context.Context, records []graph.Target) (int, error) {
	if r.queue == nil {
		return 0, nil
	}
	all, err := r.queue.List(ctx)
	if err != nil {
		return 0, err
	}
	gone := 0
	for _, p := range all {
		if err := r.settle(ctx, p); err != nil {
			return gone, err
		}
		if !p.Concerns(records) {
			continue
		}
		if err := r.queue.Remove(ctx, p.ID); err != nil {
			return gone, err
		}
		gone++
	}
	return gone, nil
}
