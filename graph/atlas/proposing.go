package atlas

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
)

// Bounds of a proposal, beside those of package proposal.
const (
	maxProposed = 500  // records and retractions
	maxNote     = 2000 // characters of a note or a reason
	maxNamed    = 200  // characters of a proposer's name or address
)

// WithProposals makes the atlas take proposals, of people who show no token too when it is
// open to them, and returns it. Call it before the atlas is asked.
func (a *Atlas) WithProposals(queue *proposal.Queue, open bool) *Atlas {
	a.queue, a.open = queue, open
	return a
}

// Proposing is a submission that a viewer hands in for review.
type Proposing struct {
	Submission
	Proposer *proposal.Proposer // of a viewer who shows no token, name and address as given; nil for neither
	From     string             // the network address that the request comes from
}

// Proposed says what became of a proposal.
type Proposed struct {
	Proposal     *Proposal        // nil when none was kept
	Change       *graph.Change    // of one that was accepted, as the viewer sees it
	Records      []graph.Record   // of one that was accepted or only tried: as they are or would be recorded
	Problems     []*graph.Problem // why nothing was kept or recorded
	Consequences []*Consequence
	Total        int    // of consequences
	Secret       string // of an anonymous proposer, shown when it is handed in and for its key
	Repeated     bool   // the same was asked for before: this is what became of it then
}

// Propose keeps a submission for review, when nothing is wrong with it; with DryRun it only
// says what is wrong and what would follow. Errors: those of may, where the server takes no
// proposals of people without a token; BadUserInput and LimitExceeded for a submission that
// says nothing or too much, Conflict for a key that was used for another one or for one that
// was withdrawn, and those of proposal.Queue.
func (r *Request) Propose(ctx context.Context, p Proposing) (*Proposed, error) {
	if err := r.mayPropose(); err != nil {
		return nil, err
	}
	kept := &proposal.Proposal{Note: p.Note, Proposer: proposal.Proposer{Name: r.viewer.Name}}
	if err := r.nameProposer(kept, p.Proposer); err != nil {
		return nil, err
	}
	if err := p.checkProposed(kept.Proposer); err != nil {
		return nil, err
	}
	key := proposal.KeyOf(kept.Proposer, p.Key)
	if !key.None() {
		kept.Request = key.Request(written(content{p.Records, p.Retractions, p.Note, kept.Proposer}))
		if answer, err := r.proposedBefore(ctx, kept, key); err == nil || graph.CodeOf(err) != graph.NotFound {
			return answer, err
		}
	}
	if err := r.queue.Draw(kept); err != nil {
		return nil, err
	}
	var d *draft
	receipt, err := r.office.Try(ctx, func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		var err error
		d, err = r.drafted(ctx, reader, p.Submission, r.knowing(), kept.Chance())
		return d.s, err
	})
	tried, err := r.recorded(ctx, step{}, receipt, err)
	if err != nil {
		return nil, err
	}
	if len(tried.Problems) == 0 && tried.Added+tried.Corrected+tried.Retracted == 0 {
		tried.Problems = []*graph.Problem{{Message: "all of it is known in the same words already: there is nothing to propose"}}
	}
	answer := &Proposed{Records: tried.Records, Problems: tried.Problems, Consequences: tried.Consequences, Total: tried.ConsequencesTotal}
	if len(tried.Problems) > 0 || p.DryRun {
		return answer, nil
	}
	d.describe(kept)
	answer.Secret, err = r.queue.Add(ctx, kept, key, p.From)
	if !key.None() && graph.CodeOf(err) == graph.Conflict { // asked twice at the same time
		return r.proposedBefore(ctx, kept, key)
	}
	if err := r.outcome.besides(err); err != nil {
		return nil, err
	}
	answer.Proposal = &Proposal{Proposal: kept, r: r}
	return answer, nil
}

// content is what a request says that hands in records. Equal ones are written equally: the
// fields of a record in order of their names.
type content struct {
	Records     []Entry
	Retractions []Retraction
	Note        string
	Proposer    proposal.Proposer // of a proposal only
}

// proposedBefore answers a request that was made before with the same key: with the proposal as
// it became. Errors: NotFound when there was none, Conflict when that was another request or
// its proposal was withdrawn, and those of the queue and the reader.
func (r *Request) proposedBefore(ctx context.Context, asked *proposal.Proposal, key proposal.Key) (*Proposed, error) {
	p, err := r.queue.Get(ctx, key.ID())
	switch {
	case err != nil:
		return nil, err
	case p.State == proposal.Withdrawn:
		return nil, graph.Errorf(graph.Conflict, "what was proposed with this key was withdrawn; take another key").At("idempotencyKey")
	case p.Request != asked.Request:
		return nil, usedBefore()
	}
	answer := &Proposed{Repeated: true}
	if asked.Proposer.Anonymous {
		answer.Secret = key.Secret()
	}
	seen, err := r.within(ctx, []*proposal.Proposal{p})
	if err != nil || len(seen) == 0 {
		return answer, err
	}
	if err := r.settle(ctx, p); err != nil {
		return nil, err
	}
	answer.Proposal = &Proposal{Proposal: p, r: r}
	tried, err := answer.Proposal.Tried(ctx)
	if err != nil {
		return nil, err
	}
	answer.Records, answer.Consequences, answer.Total = tried.Records, tried.Consequences, tried.ConsequencesTotal
	answer.Change, err = answer.Proposal.RecordedBy(ctx)
	return answer, err
}

// mayPropose returns nil when the viewer may hand in proposals and the server keeps them.
func (r *Request) mayPropose() error {
	if err := r.keepsProposals(); err != nil {
		return err
	}
	return r.may(MayPropose)
}

// keepsProposals returns an error, code Forbidden, when the server keeps no proposals. What is
// answered of proposals rests on more than the network.
func (r *Request) keepsProposals() error {
	r.onBeside.Store(true)
	if r.office == nil || r.queue == nil {
		return graph.Errorf(graph.Forbidden, "this server shows a network and takes no proposals")
	}
	return nil
}

// nameProposer notes who proposes.
func (r *Request) nameProposer(kept *proposal.Proposal, given *proposal.Proposer) error {
	switch {
	case r.viewer.Role != graph.Anonymous && given != nil:
		return graph.Errorf(graph.BadUserInput, "you are known by your token: leave proposer out").At("proposer")
	case r.viewer.Role != graph.Anonymous:
		return nil
	}
	kept.Proposer = proposal.Proposer{Anonymous: true}
	if given == nil {
		return nil
	}
	kept.Proposer.Name, kept.Proposer.Address = given.Name, given.Address
	for _, part := range []struct{ path, text string }{{"proposer.name", given.Name}, {"proposer.address", given.Address}} {
		if err := checkText(part.text, maxNamed, part.path); err != nil {
			return err
		}
	}
	return nil
}

// checkText returns an error for a text that is too long or cannot be shown, given as the
// argument at path.
func checkText(text string, most int, path string) error {
	if n := utf8.RuneCountInString(text); n > most {
		return graph.Errorf(graph.LimitExceeded, "the text has %d characters; at most %d", n, most).At(path)
	}
	if wrong := graph.Unsound(text); wrong != "" {
		return graph.Errorf(graph.BadUserInput, "%s", wrong).At(path)
	}
	return nil
}

// checkProposed returns what is wrong with a proposal before anything is read.
func (p Proposing) checkProposed(by proposal.Proposer) error {
	if n := utf8.RuneCountInString(p.Key); by.Anonymous && n > 0 && n < proposal.LeastKey {
		return graph.Errorf(graph.BadUserInput, "the key has %d characters; without a token it has to be drawn by chance, of at least %d: whoever knows it can ask for the secret", n, proposal.LeastKey).At("idempotencyKey")
	}
	if n := len(p.Records) + len(p.Retractions); n > maxProposed {
		return graph.Errorf(graph.LimitExceeded, "%d records; at most %d can be proposed in one step", n, maxProposed).At("records")
	}
	if err := checkText(p.Note, maxNote, "note"); err != nil {
		return err
	}
	return p.check()
}

// describe writes a draft without problems into the proposal that it is of.
func (d *draft) describe(p *proposal.Proposal) {
	p.Tier = d.tier()
	named := map[graph.Target]bool{}
	base := func(t graph.Target, record graph.Record) {
		named[t] = true
		if record != nil {
			p.Bases = append(p.Bases, proposal.Base{Target: t, RecordedAt: record.Base().RecordedAt})
		}
	}
	for _, e := range d.entries {
		fields := maps.Clone(e.Fields)
		delete(fields, "ifRecordedAt") // the bases say it
		p.Records = append(p.Records, proposal.Entry{Word: e.Word, Fields: fields})
		if e.was != nil {
			base(graph.TargetOf(e.was), e.was)
		}
	}
	for _, taken := range d.s.Retractions {
		p.Retractions = append(p.Retractions, taken)
		t := graph.Target{Word: taken.Word, ID: taken.ID}
		base(t, d.known[t])
		if taken.MovedTo != "" {
			named[graph.Target{Word: taken.Word, ID: taken.MovedTo}] = true
		}
	}
	d.references(func(_ *entry, _ graph.Property, to graph.Target) { named[to] = true })
	p.Names = slices.SortedFunc(maps.Keys(named), func(a, b graph.Target) int { return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID)) })
	p.Names = slices.DeleteFunc(p.Names, func(t graph.Target) bool { return d.known[t] == nil })
}

// tier returns the least tier of which a viewer may see all new records of the draft. Whether
// those that are known may be seen is asked anew each time.
func (d *draft) tier() graph.Tier {
	for _, tier := range graph.Tiers() {
		cited := d.cited(tier)
		hidden := slices.ContainsFunc(d.entries, func(e *entry) bool {
			if graph.ShapeOf(e.Word).CitedBy {
				return e.was == nil && !cited[e.record.Base().ID] && !tier.Sees(graph.TierOf(graph.Canonical(e.record)))
			}
			return !tier.Sees(graph.TierOf(graph.Canonical(e.record)))
		})
		if !hidden {
			return tier
		}
	}
	return graph.TierRestricted
}
