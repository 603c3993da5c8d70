package main

import (
	"context"
	"log/slog"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/neostore"
)

// openStore opens the store that the settings name. The caller closes it.
type openStore func(ctx context.Context) (graph.Store, error)

// opener returns what opens the store. log and onStatement hear of a Neo4j while it
// works; both may be nil. Neo4j is not connected to yet: it may be down now and come
// later.
func (s *settings) opener(log *slog.Logger, onStatement func(neostore.Sent)) openStore {
	return func(ctx context.Context) (graph.Store, error) {
		if s.neo4jURI == "" {
			store, err := filestore.Open(s.data, filestore.Options{})
			if err != nil {
				return nil, err
			}
			return store, nil
		}
		store, err := neostore.Open(ctx, neostore.Options{
			URI: s.neo4jURI, Username: s.neo4jUser, Password: s.password(), Database: s.neo4jDatabase,
			Log: log, OnStatement: onStatement,
		})
		if err != nil {
			return nil, err
		}
		return store, nil
	}
}
