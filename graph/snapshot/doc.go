// Package snapshot holds everything known at one instant in memory, read from any
// store: what questions about the whole network (package analysis) and about whom
// to approach (package dialogue) are computed on.
//
// It imports package graph only. Start at Snapshot; Keeper keeps the ones in use.
package snapshot
