// Package access keeps the tokens of the product: texts by which somebody is known, with a
// name, a role and a tier. What is kept of a token (a graph.Document of kind "token") is its
// public id, the SHA-256 of all of it, and what it is for; the token itself is shown once, by
// Issue, and can be read from nowhere afterwards.
//
// Nothing is remembered between two questions: each Verify reads the store, so that a
// revoked token is refused from then on by every server over the same store.
//
// The package imports packages graph and secret only. The clock and the source of chance are passed in.
// Start reading at Tokens.
package access
