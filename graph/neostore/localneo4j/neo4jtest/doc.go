// Package neo4jtest gives tests a real Neo4j: ForTest one shared by a whole
// test binary, Own one for a single test that stops, kills or restarts it.
//
// What a test finds in the shared database is as it asks: Driver empties it and its
// schema, Emptied leaves the schema, with which Neo4j keeps the plans of statements,
// and Filled leaves what an earlier test wrote for all.
//
// Nothing is ever skipped: where Java or Maven is missing, the test fails and
// says how to install it. A test binary that calls ForTest has
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
//
// so that the server and its folder are gone when it ends. A shared server is
// started on first use, on a temporary folder and without authentication, and
// belongs to that test binary alone: Community edition has one database, so
// two packages cannot share one while they run side by side. Where a Pool is (as in
// make test), binaries use its servers one after the other.
//
// Settings, all optional:
//
//	TWINGRAPH_TEST_NEO4J_URI       use this running server instead; TESTS DELETE ALL ITS DATA
//	TWINGRAPH_TEST_NEO4J_USERNAME  its user, "neo4j" when there is only a password
//	TWINGRAPH_TEST_NEO4J_PASSWORD  its password, empty for a server without authentication
//	TWINGRAPH_TEST_NEO4J_HEAP      heap of a started server, 512m when empty, 768m in a pool
//	TWINGRAPH_TEST_NEO4J_POOL      address of a Pool, which gives this binary a server; set by neo4jpool
//
// Packages that share a server by TWINGRAPH_TEST_NEO4J_URI are run one after
// the other: go test -p 1.
//
// It may import localneo4j and the Neo4j driver.
package neo4jtest
