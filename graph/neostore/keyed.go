package neostore

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

//go:embed cypher/keyed.cypher
var keyedCypher string

// Keyed returns the change that was appended with a key; see graph.Keyed. In a cluster the
// leader is asked: whoever makes a request again may ask another server than the first
// time.
func (s *Store) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	if err := s.ready(ctx); err != nil {
		return graph.KeyedChange{}, err
	}
	var found []graph.KeyedChange
	err := s.stream(ctx, neo4j.AccessModeWrite, statement{"keyed", keyedCypher}, params{"key": hashed(key)}, func(row []any) (err error) {
		changes, err := changesOf(row[0])
		for _, change := range changes {
			found = append(found, graph.KeyedChange{Change: change, Request: textOf(row[1])})
		}
		return err
	})
	if err != nil {
		return graph.KeyedChange{}, err
	}
	if key == "" || len(found) == 0 {
		return graph.KeyedChange{}, graph.Errorf(graph.NotFound, "no change was recorded with the key %q", key)
	}
	return found[0], nil
}

// hashed returns a key as changes note it: what is erased must not stay in an index.
func hashed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

var _ graph.Keyed = (*Store)(nil)
