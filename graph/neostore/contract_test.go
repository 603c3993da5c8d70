package neostore_test

import (
	"os"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// empty returns a store on the emptied database of the shared server.
func empty(t *testing.T) graph.Store {
	t.Helper()
	neo4jtest.Driver(t)
	server := neo4jtest.ForTest(t)
	store, err := neostore.Open(t.Context(), neostore.Options{URI: server.URI, Username: server.Username, Password: server.Password})
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
