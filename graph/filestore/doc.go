// Package filestore is the store that needs no server: a journal in one file, in
// front of a world in memory.
//
// The file is a bbolt database that holds the sequence of changes, each with the
// hash of all before it. Opening it reads all of them, verifies them and replays
// them into a world, which answers every question. Of a large store there is a checkpoint beside
// the file (checkpoint.go, package checkpoint), from which it reads the world much faster; the
// changes are verified all the same. A file that is damaged or cut
// short is refused, with a message that says what to do; it never answers wrongly.
//
// Append writes the change and forces it to the disk before anybody can see it; Group does so
// with several changes at once (group.go).
// One process at a time can have the file open for writing. Others read it meanwhile:
// they make a private copy, as checked as any file that is opened (beside.go). Backup
// makes a file of the store beside writers, and Restore a store of that file.
//
// What is personal is sealed by keys that are in the file too (seal.go). An erasure
// deletes keys, and makes the file anew so that no free page holds them (erase.go,
// rewrite.go); the sealed text stays, and with it the hashes of all changes. Documents,
// which are no knowledge and have no history, are beside the journal (documents.go).
// What an erasure cannot reach is outside of the file: backups made before it, and what a
// disk or file system keeps of files that were replaced.
//
// The package imports graph, graph/world, graph/checkpoint, bbolt and the standard library. Start
// reading with store.go; journal.go and codec.go say what is in the file, pages.go checks
// the pages that hold it before bbolt, which trusts them, gets to see them.
package filestore
