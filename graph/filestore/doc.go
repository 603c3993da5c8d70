// Package filestore is the store that needs no server: a journal in one file, in
// front of a world in memory.
//
// The file is a bbolt database that holds the sequence of changes, each with the
// hash of all before it. Opening it reads all of them, verifies them and replays
// them into a world, which answers every question. A file that is damaged or cut
// short is refused, with a message that says what to do; it never answers wrongly.
//
// Append writes the change and forces it to the disk before anybody can see it.
// One process at a time can have the file open for writing.
//
// The package imports graph, graph/world, bbolt and the standard library. Start
// reading with store.go; codec.go says what is in the file, pages.go checks the
// pages that hold it before bbolt, which trusts them, gets to see them.
package filestore
