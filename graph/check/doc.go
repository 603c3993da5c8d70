// Package check verifies the laws of the data on any store, through nothing but
// its graph.Reader: that every statement is sound and sourced, that references
// resolve, that the statuses a store gives are those that follow from the claims,
// that the change sequence has no gaps, that counts add up and that nothing shows
// above its tier. It trusts no derived value and rebuilds what it compares.
//
// It may import package graph and the standard library. Start reading at Run.
package check
