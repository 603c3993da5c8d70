package resolvers

import (
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
	"twingraph/graph/proposal"
)

type addressKey struct{}

// WithAddress returns a context in which a request comes from a network address. It is used to
// count proposals of people without a token, and for nothing else.
func WithAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

// Proposals answers Query.proposals.
func (query) Proposals(ctx context.Context, state *proposal.State, first *int, after *string, last *int, before *string) (*model.ProposalConnection, error) {
	var in proposal.State
	if state != nil {
		in = *state
	}
	return computed[model.ProposalConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.Proposal], error) {
		return requestOf(ctx).Proposals(ctx, in, w)
	})
}

// Proposal answers Query.proposal.
func (query) Proposal(ctx context.Context, id string, secret *string) (*atlas.Proposal, error) {
	return requestOf(ctx).Proposal(ctx, id, text(secret))
}

// Propose answers Mutation.propose.
func (mutation) Propose(ctx context.Context, records map[string]any, retractions []*model.RetractionInput, note string, by *model.ProposerInput, idempotencyKey *string, dryRun bool) (*atlas.Proposed, error) {
	taken, err := retractionsOf(retractions, "retractions")
	if err != nil {
		return nil, err
	}
	name, err := filled(idempotencyKey, "idempotencyKey")
	if err != nil {
		return nil, err
	}
	from, _ := ctx.Value(addressKey{}).(string)
	p := atlas.Proposing{From: from, Submission: atlas.Submission{
		Records: atlas.EntriesOf(plain(records)), Retractions: taken, Note: note, Key: name, DryRun: dryRun,
	}}
	if by != nil {
		p.Proposer = &proposal.Proposer{Name: text(by.Name.Value()), Address: text(by.Address.Value())}
	}
	return proposed(ctx, func() (*atlas.Proposed, error) { return requestOf(ctx).Propose(ctx, p) })
}

// Accept answers Mutation.accept.
func (mutation) Accept(ctx context.Context, id string, records map[string]any, note *string, evenIfOvertaken, dryRun bool) (*atlas.Proposed, error) {
	a := atlas.Accepting{
		ID: id, Records: atlas.EntriesOf(plain(records)), Amended: records != nil, Note: text(note), EvenOvertaken: evenIfOvertaken, DryRun: dryRun,
	}
	return proposed(ctx, func() (*atlas.Proposed, error) { return requestOf(ctx).Accept(ctx, a) })
}

// Reject answers Mutation.reject.
func (mutation) Reject(ctx context.Context, id, reason string) (*atlas.Proposed, error) {
	return proposed(ctx, func() (*atlas.Proposed, error) { return requestOf(ctx).Reject(ctx, id, reason) })
}

// Withdraw answers Mutation.withdraw.
func (mutation) Withdraw(ctx context.Context, id string, secret *string) (*atlas.Proposed, error) {
	return proposed(ctx, func() (*atlas.Proposed, error) { return requestOf(ctx).Withdraw(ctx, id, text(secret)) })
}

// proposed loads what is selected of what became of a proposal.
func proposed(ctx context.Context, became func() (*atlas.Proposed, error)) (*atlas.Proposed, error) {
	answer, err := became()
	if err != nil {
		return nil, err
	}
	as := &atlas.Recorded{Change: answer.Change, Records: answer.Records, Consequences: answer.Consequences}
	err = prefetchRecorded(ctx, as)
	answer.Records = as.Records
	return answer, err
}

// Proposal resolves fields of proposals.
func (*Root) Proposal() generated.ProposalResolver { return proposalFields{} }

// ProposalPayload resolves fields of what became of proposals.
func (*Root) ProposalPayload() generated.ProposalPayloadResolver { return proposalPayload{} }

// ProposedRecord resolves fields of what proposals make of records.
func (*Root) ProposedRecord() generated.ProposedRecordResolver { return proposedRecord{} }

// ProposedRetraction resolves fields of what proposals take back.
func (*Root) ProposedRetraction() generated.ProposedRetractionResolver { return proposedRetraction{} }

// Proposer resolves fields of those who propose.
func (*Root) Proposer() generated.ProposerResolver { return proposer{} }

type (
	proposalFields     struct{}
	proposalPayload    struct{}
	proposedRecord     struct{}
	proposedRetraction struct{}
	proposer           struct{}
)

// Records returns what the proposal makes of each record.
func (proposalFields) Records(ctx context.Context, obj *atlas.Proposal) ([]*atlas.ProposedRecord, error) {
	list, err := obj.ProposedRecords(ctx)
	if err != nil {
		return nil, err
	}
	return list, prefetchBefore(ctx, list, func(one *atlas.ProposedRecord) graph.Record { return one.Before })
}

// Retractions returns what the proposal takes back.
func (proposalFields) Retractions(ctx context.Context, obj *atlas.Proposal) ([]*atlas.ProposedRetraction, error) {
	list, err := obj.ProposedRetractions(ctx)
	if err != nil {
		return nil, err
	}
	return list, prefetchBefore(ctx, list, func(one *atlas.ProposedRetraction) graph.Record { return one.Before })
}

// prefetchBefore prefetches what a question selects of the records that parts of a proposal
// change.
func prefetchBefore[T any](ctx context.Context, parts []T, before func(T) graph.Record) error {
	known := make([]graph.Record, len(parts))
	for i, part := range parts {
		known[i] = before(part)
	}
	return prefetch(ctx, viewOf(ctx), selected(ctx).under("before"), known)
}

// Problems returns why the proposal could not be recorded now.
func (proposalFields) Problems(ctx context.Context, obj *atlas.Proposal) ([]*graph.Problem, error) {
	tried, err := obj.Tried(ctx)
	if err != nil {
		return nil, err
	}
	return tried.Problems, nil
}

// Consequences returns the links that would stand otherwise.
func (proposalFields) Consequences(ctx context.Context, obj *atlas.Proposal) ([]*atlas.Consequence, error) {
	tried, err := obj.Tried(ctx)
	if err != nil {
		return nil, err
	}
	return tried.Consequences, prefetchConsequences(ctx, viewOf(ctx), selected(ctx), tried.Consequences)
}

// ConsequencesTotal returns how many links would stand otherwise.
func (proposalFields) ConsequencesTotal(ctx context.Context, obj *atlas.Proposal) (int, error) {
	tried, err := obj.Tried(ctx)
	if err != nil {
		return 0, err
	}
	return tried.ConsequencesTotal, nil
}

// DecidedBy returns who decided.
func (proposalFields) DecidedBy(_ context.Context, obj *atlas.Proposal) (*string, error) {
	return optional(obj.DecidedBy()), nil
}

// Reason returns why the proposal was rejected.
func (proposalFields) Reason(_ context.Context, obj *atlas.Proposal) (*string, error) {
	return optional(obj.Reason()), nil
}

// Change returns the change that recorded the proposal.
func (proposalFields) Change(ctx context.Context, obj *atlas.Proposal) (*graph.Change, error) {
	change, err := obj.RecordedBy(ctx)
	if err != nil || change == nil {
		return nil, err
	}
	return change, prefetchItems(ctx, viewOf(ctx), selected(ctx), []*graph.Change{change})
}

// Secret returns what an anonymous proposer is given.
func (proposalPayload) Secret(_ context.Context, obj *atlas.Proposed) (*string, error) {
	return optional(obj.Secret), nil
}

// Slug returns the readable id of the record.
func (proposedRecord) Slug(_ context.Context, obj *atlas.ProposedRecord) (string, error) {
	return string(obj.ID), nil
}

// Before returns the record as it is known now.
func (proposedRecord) Before(_ context.Context, obj *atlas.ProposedRecord) (graph.Record, error) {
	return shown(obj.Before), nil
}

// Slug returns the readable id of the record.
func (proposedRetraction) Slug(_ context.Context, obj *atlas.ProposedRetraction) (string, error) {
	return string(obj.ID), nil
}

// Before returns the record as it is known now.
func (proposedRetraction) Before(_ context.Context, obj *atlas.ProposedRetraction) (graph.Record, error) {
	return shown(obj.Before), nil
}

// MovedTo returns the record that should stand for it.
func (proposedRetraction) MovedTo(_ context.Context, obj *atlas.ProposedRetraction) (*string, error) {
	return optional(obj.MovedTo), nil
}

// shown returns a record, nil for one of a word that has no type in the schema.
func shown(r graph.Record) graph.Record {
	if r == nil || !slices.Contains(exposed(), r.Word()) {
		return nil
	}
	return r
}

// Name returns the name of the proposer.
func (proposer) Name(_ context.Context, obj *proposal.Proposer) (*string, error) {
	return optional(obj.Name), nil
}

// Address returns where reviewers can ask back.
func (proposer) Address(_ context.Context, obj *proposal.Proposer) (*string, error) {
	return optional(obj.Address), nil
}
