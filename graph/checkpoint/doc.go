// Package checkpoint writes a world as one stream of bytes and reads it back, many times
// faster than its journal can be replayed: nothing is parsed as text and nothing derived anew.
//
// A stream stands for a place in a journal and is of one program: what is derived is in it,
// and follows from the laws that the program has. It is only ever a copy of what the journal
// says; whoever reads one throws it away on any error.
//
// Strings are in it once, as one text that all records share, with what refers to them as
// numbers. Records and chronicles are in blocks that are read side by side. What is personal is
// sealed by the caller's keys, as in the journal.
//
// The package imports graph and graph/world. Start at Write and Read; fields.go has the
// records, chronicle.go what is derived of links.
package checkpoint
