// Package resolvers answers the fields of the schema: each translates its
// arguments, makes one call to the request's loader and returns. It holds no
// rules, no Cypher and no HTTP.
//
// Lists are read a level at a time: the resolver of a root field looks ahead into
// the selection (ahead.go) and loads each level below it for all records at once,
// so that the number of store statements grows with the depth of a question and
// never with its rows. The fields below find what was loaded; one that was not
// loaded ahead is still answered, with a statement of its own.
//
// Root fields that ask about the network as a whole (whole.go) compute on a snapshot of
// the store in memory, each question once for all who ask it.
//
// It imports graph and packages below graph. Start at Root.
package resolvers
