package neostore_test

import (
	"os"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) })
}

func TestLiving(t *testing.T) {
	storetest.RunLiving(t, func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) })
}
