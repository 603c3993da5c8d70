package neostoretest

import (
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// Open returns a store on a server, closed when the test ends; heard hears of the
// statements that it sends, nil is nobody.
func Open(t testing.TB, server *localneo4j.Server, heard func(neostore.Sent)) *neostore.Store {
	t.Helper()
	store, err := neostore.Open(t.Context(), neostore.Options{
		URI: server.URI, Username: server.Username, Password: server.Password, OnStatement: heard, LeaveErased: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// Ready returns an open store that has prepared the database.
func Ready(t testing.TB, server *localneo4j.Server, heard func(neostore.Sent)) *neostore.Store {
	t.Helper()
	store := Open(t, server, heard)
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

// Empty returns a store on the emptied database of the shared server. The first one of
// the test binary makes the schema; for the others the two nodes that belong to it become
// what they were.
func Empty(t testing.TB, heard func(neostore.Sent)) *neostore.Store {
	t.Helper()
	driver := neo4jtest.Emptied(t, "Migration", "Head", "Journal")
	if _, err := neo4j.ExecuteQuery(t.Context(), driver,
		"MATCH (n:Head|Journal) SET n = {name: n.name, seq: 0}", nil, neo4j.EagerResultTransformer); err != nil {
		t.Fatal(err)
	}
	return Ready(t, neo4jtest.ForTest(t), heard)
}
