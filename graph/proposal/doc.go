// Package proposal keeps proposals: submissions that wait for a reviewer. A proposal is a
// graph.Document of kind "proposal" and no knowledge: it is in no answer about the network,
// no search, count, export or change until somebody accepts it.
//
// The package knows what is kept, for how long and how much of it; who may see a proposal and
// what it would change is decided in package atlas.
//
// The package imports packages graph and secret only. The clock and the source of chance are passed in.
// Start reading at Queue.
package proposal
