package graph

import (
	"context"
	"time"
)

// Registry is the one way to write: it validates a submission against the laws
// and the store, works out what is new, changed or already known, derives the
// histories that change, and appends one batch.
type Registry struct {
	store Store
	now   func() time.Time
}

// NewRegistry returns a registry in front of store. now is the clock, for
// RecordedAt of submissions that carry none and for CommittedAt.
func NewRegistry(store Store, now func() time.Time) *Registry {
	return &Registry{store: store, now: now}
}

// Submission is what somebody wants recorded, as one step.
type Submission struct {
	Actor       string
	Note        string
	RecordedAt  time.Time // zero for now
	Records     []Record
	Retractions []Retraction
}

// Receipt says what became of a submission.
type Receipt struct {
	Change    Change // zero when nothing changed and nothing was appended
	Added     int
	Corrected int
	Unchanged int
	Retracted int
}

// Problem is one reason why a submission breaks a law.
type Problem struct {
	Word    Word
	ID      ID
	Field   string // empty when it is about the record as a whole
	Message string // a sentence that a person can act on
}

// Rejection is the error of a submission that breaks laws; its code is
// BadUserInput. It lists every problem, in order of the submission.
type Rejection struct {
	Problems []Problem
}

var _ = context.Background
