package proposal

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/secret"
)

// State says what became of a proposal.
type State string

// The states. All but Open are final.
const (
	Open      State = "OPEN"      // waits for a reviewer
	Accepted  State = "ACCEPTED"  // was recorded
	Rejected  State = "REJECTED"  // was not, for a reason
	Withdrawn State = "WITHDRAWN" // was taken back by who proposed it
)

// Proposal is a submission that waits for a reviewer, or did.
type Proposal struct {
	ID       string `json:"-"`
	revision int64  // of its document
	kept     State  // as its document has it

	State       State     `json:"state"`
	SubmittedAt time.Time `json:"submittedAt"`
	Note        string    `json:"note"`
	Proposer    Proposer  `json:"proposer"`

	Records     []Entry            `json:"records,omitempty"`
	Retractions []graph.Retraction `json:"retractions,omitempty"`

	// As it was when it was proposed.
	Tier  graph.Tier     `json:"tier"`            // that of its most restricted record
	Bases []Base         `json:"bases,omitempty"` // the versions of the records that it corrects or takes back
	Names []graph.Target `json:"names,omitempty"` // the records that it names, those that it refers to included

	Seed    [32]byte `json:"seed"`              // what the ids are made of that say nothing: the same each time it is looked at
	Secret  string   `json:"secret,omitempty"`  // secret.Hash of what an anonymous proposer was given
	Request string   `json:"request,omitempty"` // Key.Request of what was asked; empty without a key

	Attempt  *Attempt  `json:"attempt,omitempty"`  // to record it, of which it is not known how it ended
	Decision *Decision `json:"decision,omitempty"` // nil while it is open
}

// Proposer is who proposes. The name and the address are personal data.
type Proposer struct {
	Name      string `json:"name,omitempty"`
	Address   string `json:"address,omitempty"`
	Anonymous bool   `json:"anonymous,omitempty"` // showed no token: the name is as given
}

// Entry is one record: the values of its fields as they were given, by the names of its
// properties, nil for one to be emptied.
type Entry struct {
	Word   graph.Word
	Fields map[string]any
}

// Base is the version of a record that a proposal corrects or takes back.
type Base struct {
	graph.Target
	RecordedAt time.Time
}

// Attempt is an attempt to record a proposal. Nobody else decides about it before its end.
type Attempt struct {
	By    string
	Until time.Time // after it, nothing of it is recorded any more
}

// Decision is how a proposal ended.
type Decision struct {
	At      time.Time      `json:"at"`
	By      string         `json:"by"`
	Reason  string         `json:"reason,omitempty"`  // of a rejection
	Touched []graph.Target `json:"touched,omitempty"` // what the change of an accepted one touched
}

// Unkept reports whether it ended without that being kept yet.
func (p *Proposal) Unkept() bool { return p.kept == Open && p.State != Open }

// Concerns reports whether it names one of the records, or touched one.
func (p *Proposal) Concerns(records []graph.Target) bool {
	among := func(t graph.Target) bool { return slices.Contains(records, t) }
	return slices.ContainsFunc(p.Names, among) || p.Decision != nil && slices.ContainsFunc(p.Decision.Touched, among)
}

// Key is the key of the change that records the proposal.
func (p *Proposal) Key() string { return "proposal:" + p.ID }

// Chance returns what the ids of its records are drawn from: the same bytes each time.
func (p *Proposal) Chance() *rand.ChaCha8 { return rand.NewChaCha8(p.Seed) }

// IsOf reports whether the viewer with a token proposed it.
func (p *Proposal) IsOf(v graph.Viewer) bool {
	return v.Role != graph.Anonymous && v.Name != "" && !p.Proposer.Anonymous && p.Proposer.Name == v.Name
}

// Opens reports whether a text is the secret that an anonymous proposer was given.
func (p *Proposal) Opens(text string) bool { return secret.Opens(p.Secret, text) }

// Withdraw ends the proposal in the name of who proposed it and forgets what it said: what is
// left lets the proposer know that it was withdrawn.
func (p *Proposal) Withdraw(at time.Time) {
	left := Proposer{Anonymous: p.Proposer.Anonymous}
	if !left.Anonymous {
		left.Name = p.Proposer.Name
	}
	*p = Proposal{
		ID: p.ID, revision: p.revision, kept: p.kept, State: Withdrawn, SubmittedAt: p.SubmittedAt, Proposer: left,
		Tier: graph.TierPublic, Secret: p.Secret, Decision: &Decision{At: at, By: left.Name},
	}
}

// Decide ends the proposal. The address of the proposer is not needed any more.
func (p *Proposal) Decide(as State, d Decision) {
	p.State, p.Decision, p.Attempt, p.Proposer.Address = as, &d, nil, ""
}

// UnmarshalJSON reads an entry: each value in the form that its property has.
func (e *Entry) UnmarshalJSON(text []byte) error {
	var raw struct {
		Word   graph.Word
		Fields map[string]json.RawMessage
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	*e = Entry{Word: raw.Word, Fields: map[string]any{}}
	forms := map[string]graph.Form{}
	for _, p := range graph.ShapeOf(raw.Word).Properties {
		forms[p.Name] = p.Form
	}
	for name, value := range raw.Fields {
		read, err := valueOf(forms[name], value)
		if err != nil {
			return err
		}
		e.Fields[name] = read
	}
	return nil
}

// valueOf reads a value of a form. Errors are those of JSON.
func valueOf(form graph.Form, text json.RawMessage) (any, error) {
	if string(text) == "null" {
		return nil, nil
	}
	switch form {
	case graph.FormDate:
		return into[graph.PartialDate](text)
	case graph.FormPlace:
		return into[graph.Location](text)
	case graph.FormNumber:
		return into[int64](text)
	}
	return into[any](text) // texts, lists of them and flags are the same in JSON
}

func into[T any](text json.RawMessage) (any, error) {
	var value T
	err := json.Unmarshal(text, &value)
	return value, err
}
