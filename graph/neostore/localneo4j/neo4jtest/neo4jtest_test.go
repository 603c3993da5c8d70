package neo4jtest_test

import (
	"context"
	"os"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

func TestDriverBeginsWithAnEmptyDatabase(t *testing.T) {
	driver := neo4jtest.Driver(t)
	for _, statement := range []string{
		"CREATE CONSTRAINT `city's id` FOR (c:City) REQUIRE c.id IS UNIQUE",
		"CREATE INDEX name FOR (c:City) ON (c.name)",
		"CREATE FULLTEXT INDEX search FOR (c:City) ON EACH [c.name]",
		"UNWIND range(1, 25000) AS i CREATE (c:City {id: toString(i), name: 'City ' + i})",
		"MATCH (a:City {id: '1'}), (b:City {id: '2'}) CREATE (a)-[:TWINNED]->(b)",
	} {
		run(t, driver, statement)
	}

	driver = neo4jtest.Driver(t)

	for _, empty := range []string{
		"MATCH (n) RETURN count(n) AS left",
		"SHOW CONSTRAINTS YIELD name RETURN count(*) AS left",
		"SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*) AS left",
	} {
		if left := run(t, driver, empty)[0].Values[0].(int64); left != 0 {
			t.Errorf("%s: %d left, want none", empty, left)
		}
	}
	if lookups := run(t, driver, "SHOW INDEXES YIELD type WHERE type = 'LOOKUP'"); len(lookups) != 2 {
		t.Errorf("%d token lookup indexes, want the 2 of a new database", len(lookups))
	}
}

func TestEmptiedKeepsTheSchema(t *testing.T) {
	driver := neo4jtest.Emptied(t)
	run(t, driver, "CREATE INDEX name IF NOT EXISTS FOR (c:City) ON (c.name)")
	run(t, driver, "CREATE (:City)-[:TWINNED]->(:City), (:Migration)-[:OF]->(:City)")

	driver = neo4jtest.Emptied(t, "Migration")

	for statement, want := range map[string]int64{
		"MATCH (n:City) RETURN count(n)":                              0,
		"MATCH (n:Migration) RETURN count(n)":                         1,
		"SHOW INDEXES YIELD name WHERE name = 'name' RETURN count(*)": 1,
	} {
		if got := run(t, driver, statement)[0].Values[0].(int64); got != want {
			t.Errorf("%s: %d, want %d", statement, got, want)
		}
	}
}

func TestFilledFillsOnce(t *testing.T) {
	for range 2 {
		server := neo4jtest.Filled(t, func(server *localneo4j.Server) {
			run(t, open(t, server), "CREATE (:City)")
		})
		if got := run(t, open(t, server), "MATCH (n) RETURN count(n)")[0].Values[0].(int64); got != 1 {
			t.Errorf("%d nodes, want the one of the first call", got)
		}
	}
}

func open(t *testing.T, server *localneo4j.Server) neo4j.DriverWithContext {
	t.Helper()
	driver, err := server.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	return driver
}

func TestForTestSharesOneServer(t *testing.T) {
	first, second := neo4jtest.ForTest(t), neo4jtest.ForTest(t)
	if first != second {
		t.Errorf("two servers, %s and %s, want one for the binary", first.URI, second.URI)
	}
}

func run(t testing.TB, driver neo4j.DriverWithContext, statement string) []*neo4j.Record {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, statement, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return result.Records
}
