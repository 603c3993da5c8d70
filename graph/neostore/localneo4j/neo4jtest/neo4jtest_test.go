package neo4jtest_test

import (
	"os"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

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

// What was dumped and restored is the same database, by every type of value that a
// store writes, to the last index.
func TestARestoredDumpIsTheSameDatabase(t *testing.T) {
	driver := neo4jtest.Driver(t)
	for _, statement := range []string{
		"CREATE CONSTRAINT city FOR (c:City) REQUIRE c.id IS UNIQUE",
		"CREATE TEXT INDEX name FOR (c:City) ON (c.name)",
		`CREATE (a:City:Old {id: 'a', name: 'date: not one', mark: 'text:', n: 9223372036854775807, f: 2.0, yes: true,
		   from: date('0000-01-01'), to: date('+10000-12-31'), at: datetime('2024-03-05T10:30:00.123456Z'),
		   place: point({longitude: 19.25, latitude: -51.5}), list: ['x', 'date:'], days: [date('2024-02-29')]})
		 CREATE (b:City {id: 'b'}) CREATE (a)-[:NEAR {side: 'A'}]->(b) CREATE (b)-[:NEAR]->(a)
		 CREATE (a)-[:HAS]->(:Twin) CREATE (b)-[:HAS]->(:Twin)`,
	} {
		run(t, driver, statement)
	}
	dumped := dump(t, driver)

	driver = neo4jtest.Driver(t)
	if err := neo4jtest.Restore(t.Context(), driver, dumped); err != nil {
		t.Fatal(err)
	}

	if again := dump(t, driver); string(again) != string(dumped) {
		t.Errorf("restored:\n%s\nwant:\n%s", again, dumped)
	}
	same := run(t, driver, `MATCH (a:City:Old {id: 'a'})-[r:NEAR]->(:City {id: 'b'})
		RETURN a.name = 'date: not one' AND a.mark = 'text:' AND a.n = 9223372036854775807 AND a.f = 2.0 AND a.yes
		  AND a.from = date('0000-01-01') AND a.to = date('+10000-12-31') AND a.at = datetime('2024-03-05T10:30:00.123456Z')
		  AND a.place = point({longitude: 19.25, latitude: -51.5}) AND a.list = ['x', 'date:'] AND a.days = [date('2024-02-29')] AND r.side = 'A'`)
	if len(same) != 1 || same[0].Values[0] != true {
		t.Errorf("values came back as others: %v", same)
	}
}

func dump(t *testing.T, driver neo4j.DriverWithContext) []byte {
	t.Helper()
	content, err := neo4jtest.Dump(t.Context(), driver)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
