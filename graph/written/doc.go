// Package written reads what people write about the network outside of GraphQL, in the
// address of a file under /export or on a command line: the parameters of an export, its
// filter in JSON as the API's variables have it, and those of a feed. A filter is checked
// by the input types of the schema.
//
// It imports graph, graph/atlas, graph/export, graph/feed and graph/generated, the
// last for the schema alone. Start at Question and Feed.
package written
