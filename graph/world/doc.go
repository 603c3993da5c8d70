// Package world is the network in memory: a World is immutable, has all versions of all
// records, and answers every question of graph.Reader. A Moment is what one tier knew
// of it at one instant: what questions about all of the network (packages analysis,
// dialogue, export) are computed on.
//
// A batch makes the next World, which shares with the one before it all that the
// batch does not touch. Readers keep the World they have; nobody waits.
//
// # How a question is answered
//
// Every KnownAt names a change, the last recorded up to it, and what is known after
// that change is a state. In a state the records of a word are the rows of a sheet, in
// order of id, so that a row is a small number and a selection of rows is a set of
// bits. Fields are columns of codes, edges are crossings from row to rows. A filter
// becomes sets, and "and", "or" and "not" become operations on them; a page is a walk
// in an order, through a set, from a position.
//
// Sheets, columns, crossings and histories are made when they are first asked for and
// kept. Those of the next state are derived from those before: what did not change is
// the same, and what changed is copied with the few rows that differ made anew, so that
// the first question after a change costs about what it cost before. States of the past
// are derived from the present one in the same way; the last few are kept.
//
// The package imports graph and the standard library. Start reading with world.go,
// then moment.go, state.go and selection.go; viewer.go is who may see what.
package world
