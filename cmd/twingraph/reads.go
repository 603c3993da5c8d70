package main

import (
	"context"
	"fmt"
	"log/slog"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore"
)

// reads says what answers questions over Neo4j.
type reads string

// The ways.
const (
	readsMirror reads = "mirror" // a mirror of any size
	readsNeo4j  reads = "neo4j"  // Neo4j itself
	readsAuto   reads = "auto"   // a mirror where the memory for it is enough
)

// Set reads the way from a flag.
func (r *reads) Set(text string) error {
	switch way := reads(text); way {
	case readsMirror, readsNeo4j, readsAuto:
		*r = way
		return nil
	}
	return fmt.Errorf("%q is neither mirror, neo4j nor auto", text)
}

// String returns the way as it is written.
func (r *reads) String() string { return string(*r) }

// Type names the kind of flag in the help.
func (r *reads) Type() string { return "way" }

// mirrored returns the store that answers, a mirror in front of a store over Neo4j unless the
// settings want none, with what gives each request a context of its own, nil for nothing.
func (s *settings) mirrored(store graph.Store, log *slog.Logger) (graph.Store, func(context.Context) context.Context) {
	if embedded, ok := store.(*filestore.Store); ok {
		return store, embedded.Asking
	}
	neo4j, ok := store.(*neostore.Store)
	if !ok || s.reads == readsNeo4j {
		return store, nil
	}
	options := mirror.Options{Log: log}
	if s.reads == readsAuto {
		options.Memory = max(1, int64(s.memory/2)) // 0 is for no bound; the rest is for answering
	}
	m := mirror.New(neo4j, options)
	return m, m.Asking
}
