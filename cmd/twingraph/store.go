package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/neostore"
)

// openStore opens the store that the settings name. The caller closes it.
type openStore func(ctx context.Context) (graph.Store, error)

// opener returns what opens the store. log and onStatement hear of a Neo4j while it
// works; both may be nil. Neo4j is not connected to yet: it may be down now and come
// later.
func (s *settings) opener(log *slog.Logger, onStatement func(name string)) openStore {
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

// hopeless reports whether err of a store says that waiting will not help: the
// server is there and refuses the user, or it or its database is of the wrong
// version. Only such an Unavailable has no cause, or one that the server gave.
func hopeless(err error) bool {
	ours, ok := errors.AsType[*graph.Error](err)
	if !ok || ours.Code != graph.Unavailable {
		return false
	}
	if answer, ok := errors.AsType[*neo4j.Neo4jError](ours.Err); ok {
		return strings.HasPrefix(answer.Code, "Neo.ClientError.Security.")
	}
	return ours.Err == nil
}
