// Package ingest reads datasets in the project's own CSV format (described column
// by column in graph/dataset/PROVENANCE.md) and records them through a
// registry.Registry: all of a dataset in one change, or nothing.
//
// It is strict and never guesses. A file with an unknown column, a date that is
// none, an id that resolves to nothing: each is reported with its file, line and
// column, all of them at once, and where a row names something by an id that does
// not exist the report lists what could have been meant.
// A dataset can also have approaches.csv (id, from, to, date, channel, outcome,
// sources, confidence, notes), which the bundled one has not, and retractions.csv
// (word, id, moved_to, reason), which takes records back or merges them into others.
// With changes.csv (number, recorded_at, actor, note) it has a history: every other file
// then says the change of each row, and the changes are recorded one after the other.
// Write and WriteHistory write what a viewer knows, without and with its history.
//
// It may import package graph, graph/registry, graph/world and the standard library. Start
// reading at Import in import.go; files.go says which column becomes which field, replay.go
// how a history is imported and history.go how one is written.
package ingest
