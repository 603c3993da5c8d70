package plans_test

import (
	"os"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

func TestDifferential(t *testing.T) {
	empty := func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) }
	storetest.RunDifferential(t, empty, storetest.Differential{Seeds: []uint64{1, 2}, Questions: 100})
}

func TestErasing(t *testing.T) {
	storetest.RunErasing(t, func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) })
}

// Every statement that a random history and random questions about it give rise to
// begins at an index: Neo4j plans none with a scan.
func TestEveryStatementEntersByAnIndex(t *testing.T) {
	var statements neostoretest.Statements
	heard := func(t *testing.T) graph.Store { return neostoretest.Empty(t, statements.Hear) }
	storetest.RunDifferential(t, heard, storetest.Differential{Seeds: []uint64{3}, Questions: 60})
	names := statements.EnterByIndex(t, func(sent neostore.Sent) bool {
		// Not what looks at few nodes, nor what changes the schema.
		return sent.Name != "migrations" && !strings.HasPrefix(sent.Name, "migrate") &&
			!strings.Contains(sent.Text, " IF NOT EXISTS") && !strings.HasPrefix(sent.Text, "CALL db")
	})
	t.Logf("texts of each statement: %v", names)
	for _, name := range []string{"records", "list", "page", "search", "tally", "count", "diff", "histories", "changes", "change_items", "fate", "create", "relate", "create_spells", "close"} {
		if names[name] == 0 {
			t.Errorf("no question gave rise to the statement %s", name)
		}
	}
}
