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
// Where the network is in memory, a root field is written in one go by its plan (asking.go)
// when all that is selected of it is known: properties, references and edges of the words
// follow from their Shapes (bound.go, bound_list.go), what is derived is bound by hand to what
// the resolvers call, too (bound_status.go, bound_value.go). All else, and every answer in
// which something goes wrong, comes from the resolvers by gqlgen. So a field that is in no
// plan only makes its root field slower; one that is in both has to say the same, which tests
// compare byte for byte (TestBothWaysOfAnswering in cmd/internal/secrecy).
//
// It imports graph, packages of graph/ and package compiled, which makes the plans. Start at
// Root.
package resolvers
