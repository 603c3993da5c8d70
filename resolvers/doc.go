// Package resolvers translates between the schema and the program: each resolver turns
// the arguments of a field into values, makes one call, to package atlas or to the
// request's loader, and returns what comes back as the schema's types. It holds no rules,
// no Cypher and no HTTP. The types that package atlas answers with are bound to the schema
// in gqlgen.yml, so most of their fields need no resolver.
//
// A word's fields are in the word's own file (city.go), and the word is in no list
// elsewhere: what records have in common is in record.go, lists of all words are in
// connection.go. Fields with times of their own make the view of all that is selected of
// them (view.go).
//
// Lists are read a level at a time: the resolver of a root field looks ahead into the
// selection (prefetch.go) and loads each level under it for all records at once, so that
// the number of store statements grows with the depth of a question and never with its
// rows. The fields of the records find what was loaded; one that was not prefetched is
// still answered, with a statement of its own.
//
// It imports graph and packages of graph/. Start at Root.
package resolvers
