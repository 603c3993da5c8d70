// Package ingest reads datasets in the project's own CSV format (described column
// by column in graph/dataset/PROVENANCE.md) and records them through a
// graph.Registry: all of a dataset in one change, or nothing.
//
// It is strict and never guesses. A file with an unknown column, a date that is
// none, an id that resolves to nothing: each is reported with its file, line and
// column, all of them at once, and where a row names something by an id that does
// not exist the report lists what could have been meant.
//
// It may import package graph and the standard library. Start reading at Import
// in import.go; files.go says which column becomes which field.
package ingest
