// Package registry is the one way to write: a Registry validates a submission against the
// laws and the store, works out what is new, corrected or known already, derives the
// histories that change, and appends one batch.
//
// It imports package graph only. Start at Registry.Submit; plan.go has the steps in order,
// references.go what retractions and moves bring about, claims.go what claims do.
package registry
