package neostore_test

import (
	"os"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// empty returns a store on the emptied database of the shared server.
func empty(t *testing.T) graph.Store {
	t.Helper()
	return emptyHeard(t, nil)
}

// emptyHeard returns the same, with a listener to the statements that it sends. The
// first store of the test binary makes the schema; for the others the two nodes that
// belong to it become what they were.
func emptyHeard(t *testing.T, heard func(name, text string)) graph.Store {
	t.Helper()
	driver := neo4jtest.Emptied(t, "Migration", "Head", "Journal")
	_, err := neo4j.ExecuteQuery(t.Context(), driver,
		"MATCH (n:Head|Journal) SET n = {name: n.name, seq: 0}", nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	server := neo4jtest.ForTest(t)
	store, err := neostore.Open(t.Context(), neostore.Options{
		URI: server.URI, Username: server.Username, Password: server.Password, OnStatement: heard,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestContract(t *testing.T) { storetest.Run(t, empty) }

func TestDifferential(t *testing.T) {
	storetest.RunDifferential(t, empty, storetest.Differential{Seeds: []uint64{1, 2}, Questions: 100})
}
