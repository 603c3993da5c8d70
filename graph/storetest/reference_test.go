package storetest

import (
	"testing"

	"twingraph/graph"
)

// The reference must agree with itself and with every answer that a case spells
// out.
func TestReference(t *testing.T) {
	Run(t, func(*testing.T) graph.Store { return NewReference() })
}

// Random histories can be recorded, and random questions asked, at all.
func TestReferenceDifferential(t *testing.T) {
	RunDifferential(t, func(*testing.T) graph.Store { return NewReference() }, Differential{})
}
