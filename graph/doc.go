// Package graph is the domain of Twingraph: cities, the twinning links between
// them, and the dated, sourced claims from which every status is derived.
//
// It is pure. It imports the standard library only, does no I/O, reads no clock
// and draws no random number: days, instants and viewers are passed in.
//
// # The laws
//
// LAWS.md has the laws of the data, TIME.md the two times on an example, GLOSSARY.md
// the words, README.md the packages that stand on this one. In short: nothing is
// overwritten; a status is derived from claims and never entered; nothing is recorded
// without a source; an id is a slug and a name is no identity; a record above the
// viewer's Tier does not exist for that viewer.
//
// # Where to start reading
//
// declare.go and property.go are how the file of a word (city.go) declares it, shape.go
// what follows from that, claim.go and status.go the derivation, viewer.go who may see
// what, store.go what a store promises. Package registry is the one way to write.
package graph
