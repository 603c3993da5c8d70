// Package storetest says what a store is: the conformance suite that every
// graph.Store passes.
//
//   - Run goes through the contract method by method, as cases that a person can read.
//   - RunDifferential records seeded random histories and asks hundreds of random
//     questions, of the store and of a Reference.
//
// gathering.go declares a word that the product does not have; every store passes with it.
//
// Reference is a store in the plainest possible terms: it answers every question
// by a linear scan over all versions of all records and derives every status anew.
// It has no index and no cache, and is right because it is simple.
//
// The package imports graph, the standard library and go-cmp. Start reading with
// storetest.go, then reference.go.
package storetest
