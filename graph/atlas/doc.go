// Package atlas is the application layer: it answers questions about the network for
// one viewer, one method a question, whoever asks them: the GraphQL resolvers, the
// files under /export and the command line. It resolves ids (merged ones go on to where
// they went), reads filters, checks arguments, and keeps the states of the network and
// what was computed on them. Arguments and answers are plain Go values.
//
// An Atlas lives as long as the program; a Request is what one viewer asks in one go and
// sees one state of the network for each view.
//
// It imports graph and packages of graph/, and nothing of GraphQL or HTTP. Start at Atlas.
package atlas
