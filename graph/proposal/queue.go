package proposal

import (
	"cmp"
	"context"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/secret"
)

// kind is that of the documents of proposals.
const kind = "proposal"

// How much is kept, and for how long.
const (
	MostOpen      = 100                 // open proposals of one name
	MostAnonymous = 500                 // open proposals without a name
	MostBytes     = 256 << 10           // of a proposal, as JSON
	MostUnknown   = 32 << 10            // of one without a token
	KeptFor       = 90 * 24 * time.Hour // after the decision
	WithdrawnFor  = 24 * time.Hour      // that it was withdrawn is kept; what it said is not

	idBytes = 10 // of chance in an id
)

// Queue keeps proposals among the documents of a store. It is safe for concurrent use.
type Queue struct {
	documents graph.Documents
	now       func() time.Time
	chance    io.Reader
	adding    sync.Mutex // so that the counts hold: those of one server exactly, those of several nearly
	rates     rates
}

// NewQueue returns the proposals that are kept among documents. chance has to be one that
// nobody can guess, as crypto/rand.Reader is.
func NewQueue(documents graph.Documents, now func() time.Time, chance io.Reader) *Queue {
	return &Queue{documents: documents, now: now, chance: chance}
}

// Draw gives a proposal that was not added yet the chance that it is made of, so that it can
// be looked at. Errors are those of chance.
func (q *Queue) Draw(p *Proposal) error {
	if _, err := io.ReadFull(q.chance, p.Seed[:]); err != nil {
		return fmt.Errorf("make a proposal: %w", err)
	}
	return nil
}

// Add keeps a new proposal, gives it its id and returns the secret of an anonymous one. With a
// key, these follow from it. from is the address that an anonymous one comes from. Errors:
// Conflict when there is a proposal of the key already, LimitExceeded for one that is too large
// or one too many, and those of graph.Documents and of chance.
func (q *Queue) Add(ctx context.Context, p *Proposal, key Key, from string) (opensBy string, err error) {
	q.adding.Lock()
	defer q.adding.Unlock()
	var random struct{ id, secret [secret.Bytes]byte }
	for _, part := range [][]byte{random.id[:], random.secret[:]} {
		if _, err := io.ReadFull(q.chance, part); err != nil {
			return "", fmt.Errorf("make a proposal: %w", err)
		}
	}
	p.ID, opensBy = strings.ToLower(base32.StdEncoding.EncodeToString(random.id[:idBytes])), secret.Text(random.secret)
	if !key.None() {
		p.ID, opensBy = key.ID(), key.Secret()
		if _, err := q.Get(ctx, p.ID); graph.CodeOf(err) != graph.NotFound { // so that no rate counts it
			return "", cmp.Or(err, error(graph.Errorf(graph.Conflict, "there is a proposal of this key already").At("idempotencyKey")))
		}
	}
	if !p.Proposer.Anonymous {
		opensBy = ""
	} else {
		p.Secret = secret.Hash(opensBy)
	}
	if err := q.room(ctx, p, from); err != nil {
		return "", err
	}
	p.State, p.SubmittedAt, p.revision = Open, q.now().UTC().Truncate(time.Microsecond), 0
	return opensBy, q.Put(ctx, p)
}

// room returns an error when there is no room for another proposal.
func (q *Queue) room(ctx context.Context, p *Proposal, from string) error {
	body, err := json.Marshal(p)
	if err != nil {
		return unwritten(err)
	}
	most := MostBytes
	if p.Proposer.Anonymous {
		most = MostUnknown
	}
	if len(body) > most {
		return graph.Errorf(graph.LimitExceeded, "the proposal has %d bytes; at most %d are kept: propose it in parts", len(body), most).At("records")
	}
	all, err := q.List(ctx)
	if err != nil {
		return err
	}
	open := 0
	for _, other := range all {
		if other.State == Open && other.Proposer.Anonymous == p.Proposer.Anonymous && (p.Proposer.Anonymous || other.Proposer.Name == p.Proposer.Name) {
			open++
		}
	}
	switch {
	case p.Proposer.Anonymous && open >= MostAnonymous:
		return graph.Errorf(graph.LimitExceeded, "%d proposals wait for a reviewer already; try again later, or ask for a token", open)
	case open >= MostOpen && !p.Proposer.Anonymous:
		return graph.Errorf(graph.LimitExceeded, "%d of your proposals wait for a reviewer already; at most %d can", open, MostOpen)
	case p.Proposer.Anonymous:
		return q.rates.take(from, q.now())
	}
	return nil
}

// Get returns a proposal, a withdrawn one too as long as that is kept. Code NotFound when there is none; other errors are those of
// graph.Documents.
func (q *Queue) Get(ctx context.Context, id string) (*Proposal, error) {
	none := graph.Errorf(graph.NotFound, "there is no proposal %.100q", id).At("proposal")
	if !graph.ValidID(graph.ID(id)) {
		return nil, none
	}
	d, err := q.documents.Document(ctx, kind, id)
	switch {
	case graph.CodeOf(err) == graph.NotFound:
		return nil, none
	case err != nil:
		return nil, err
	}
	p, err := read(d)
	if err == nil && q.over(ctx, p) {
		return nil, none
	}
	return p, err
}

// List lists all proposals but those that were withdrawn, the oldest first. Errors are those of graph.Documents.
func (q *Queue) List(ctx context.Context) ([]*Proposal, error) {
	documents, err := q.documents.Documents(ctx, kind)
	if err != nil {
		return nil, err
	}
	list := make([]*Proposal, 0, len(documents))
	for _, d := range documents {
		p, err := read(d)
		if err != nil {
			return nil, err
		}
		if !q.over(ctx, p) && p.State != Withdrawn {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *Proposal) int {
		return cmp.Or(a.SubmittedAt.Compare(b.SubmittedAt), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// over reports whether a proposal is kept no longer, and then removes it for good. What goes
// wrong with that is left to the next one who looks.
func (q *Queue) over(ctx context.Context, p *Proposal) bool {
	keptFor := KeptFor
	if p.State == Withdrawn {
		keptFor = WithdrawnFor
	}
	if p.Decision == nil || q.now().Sub(p.Decision.At) < keptFor {
		return false
	}
	_ = q.Remove(ctx, p.ID)
	return true
}

// Put keeps a proposal as it is now. Code Conflict when somebody else changed it since it was
// read; other errors are those of graph.Documents.
func (q *Queue) Put(ctx context.Context, p *Proposal) error {
	body, err := json.Marshal(p)
	if err != nil {
		return unwritten(err)
	}
	d, err := q.documents.Put(ctx, graph.Document{Kind: kind, ID: p.ID, Revision: p.revision, Body: body, Forgets: p.kept == Open && p.State != Open})
	if err == nil {
		p.revision, p.kept = d.Revision, p.State
	}
	return err
}

// Withdraw removes for good what an open proposal says; that it was withdrawn is kept for a
// while. Code Conflict when somebody else changed it since it was read; other errors are those
// of graph.Documents.
func (q *Queue) Withdraw(ctx context.Context, p *Proposal) error {
	p.Withdraw(q.now().UTC().Truncate(time.Microsecond))
	if err := q.Put(ctx, p); err != nil { // from here on nobody accepts it
		return err
	}
	if err := q.Remove(ctx, p.ID); err != nil { // with what the file had of it
		return err
	}
	p.revision = 0
	_ = q.Put(ctx, p) // it is withdrawn, whether that is kept or not
	return nil
}

// Forget removes for good what a decided proposal says, and that there was one. Errors are those
// of graph.Documents.
func (q *Queue) Forget(ctx context.Context, p *Proposal) error {
	p.Withdraw(q.now().UTC().Truncate(time.Microsecond))
	return q.Remove(ctx, p.ID)
}

// Remove removes a proposal for good, whatever its state. Errors are those of graph.Documents.
func (q *Queue) Remove(ctx context.Context, id string) error {
	if err := q.documents.Remove(ctx, kind, id); graph.CodeOf(err) != graph.NotFound {
		return err
	}
	return nil
}

// read reads a proposal.
func read(d graph.Document) (*Proposal, error) {
	p := &Proposal{ID: d.ID, revision: d.Revision}
	if err := json.Unmarshal(d.Body, p); err != nil {
		return nil, graph.Errorf(graph.Internal, "the proposal %s cannot be read", d.ID).Because(err)
	}
	p.kept = p.State
	return p, nil
}

// unwritten is the error of a proposal that has no JSON.
func unwritten(err error) error {
	return graph.Errorf(graph.Internal, "a proposal could not be written").Because(err)
}
