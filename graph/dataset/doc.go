// Package dataset holds the curated dataset that Twingraph ships with: one CSV
// file a word, and where its facts come from.
//
// It holds data and no logic. It imports the standard library only; reading the
// files into records is the work of package ingest, which reads the files of
// users in the same format.
//
// Start with PROVENANCE.md: it says how each kind of row came about and
// describes every column, so it is also the description of the import format.
package dataset
