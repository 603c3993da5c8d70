// Package world is the network in memory: a World is an immutable snapshot of all
// versions of all records, and answers every question of graph.Reader.
//
// A batch makes the next World, which shares with the one before it all that the
// batch does not touch. Readers keep the World they have; nobody waits.
//
// # How a question is answered
//
// Every KnownAt names a change, the last recorded up to it, and the state of the
// network after that change is a moment. In a moment the records of a word are the
// rows of a sheet, in order of id, so that a row is a small number and a selection
// of rows is a set of bits. Fields are columns of codes, edges are crossings from
// row to rows. A filter becomes sets, and "and", "or" and "not" become operations
// on them; a page is a walk along an order, through a set, from a position.
//
// Sheets, columns and crossings are made when they are first asked for and kept.
// The sheets of the next moment are derived from those before. Moments of the past
// are derived from the present one in the same way; the last few are kept.
//
// The package imports graph and the standard library. Start reading with world.go,
// then moment.go and selection.go.
package world
