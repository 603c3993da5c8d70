package graph

import (
	"strings"
	"time"
)

// Word names a kind of record. The same word is the GraphQL type, the Go type and
// the Neo4j label.
type Word string

// Constant returns the word as the enums of the schema write it: TWINNING_LINK.
func (w Word) Constant() string { return strings.ToUpper(strings.TrimPrefix(snake(string(w)), "_")) }

// ID is a stable slug, unique within its word: lower-case letters, digits and
// hyphens (see ValidID).
type ID string

// ValidID reports whether id is a slug: 1 to 200 of a-z, 0-9, "-", "_" and ".",
// beginning with a letter or digit.
func ValidID(id ID) bool {
	if len(id) == 0 || len(id) > 200 || id[0] == '-' || id[0] == '_' || id[0] == '.' {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return true
}

// Confidence says how a statement was obtained.
type Confidence string

// The confidences.
const (
	Documented Confidence = "DOCUMENTED" // seen in a stored source
	Recalled   Confidence = "RECALLED"   // general knowledge; the best public source is named
)

// Statement is what every record carries.
type Statement struct {
	ID         ID
	Sources    []ID // at least one where the law asks for it (Shape.Sourced)
	Confidence Confidence
	Notes      string
	// RecordedAt is the instant at which this version was recorded, UTC. The
	// journal sets it; what a caller puts there is ignored.
	RecordedAt time.Time
}

// Base returns the statement itself; it makes every embedding type a Record.
func (s *Statement) Base() *Statement { return s }

// Record is one statement about one thing: *City, *TwinningLink, *Claim and so
// on, always a pointer. Records returned by a store are shared and must not be
// changed.
type Record interface {
	Word() Word
	Base() *Statement
}

// Version is a record with the stretch of recorded time, [KnownFrom, KnownTo), in
// which it was what we knew. KnownTo is the zero time while it still is.
type Version[T any] struct {
	Record    T
	KnownFrom time.Time
	KnownTo   time.Time
}

// KnownAt reports whether the version was what we knew at t.
func (v Version[T]) KnownAt(t time.Time) bool {
	return !v.KnownFrom.After(t) && (v.KnownTo.IsZero() || t.Before(v.KnownTo))
}

// Latest returns an instant after every recorded one: asking with KnownAt Latest asks
// with all that is known.
func Latest() time.Time { return time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC) }

// Confidences lists the confidences.
func Confidences() []Confidence { return []Confidence{Documented, Recalled} }
