// Package loader remembers, for the length of one request, what was read from a
// graph.Reader, so that no record, history or page across an edge is read twice
// and all of a level of a nested question is read with one statement: a resolver
// prefetches a level (prefetch in package resolvers), and the fields of its records
// find their answers here.
//
// Where an answer was computed on a network held in memory, records, histories and
// pages across edges come from there (Use): answer and evidence are then of one state,
// and the evidence costs the store nothing.
//
// It imports package graph only. Start at Loader.
package loader
