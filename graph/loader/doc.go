// Package loader remembers, for the length of one request, what was read from a
// graph.Reader, so that no record, history or page across an edge is read twice
// and a whole level of a nested question is read with one statement: a resolver
// asks for a level ahead (Ahead in package resolvers), and the fields below find
// their answers here.
//
// Where an answer was computed on a whole view held in memory, records and histories
// come from there (Know).
//
// It imports package graph only. Start at Loader.
package loader
