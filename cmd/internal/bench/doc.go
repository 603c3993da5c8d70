// Package bench holds no code but benchmarks: how fast Twingraph answers on a
// network of 20,000 cities, 60,000 links and 150,000 claims, on both stores, and
// how far that is from the floor. `make bench` runs them; in them
//
//   - questions go over HTTP on loopback through the handler that is served, with
//     its limits, its log and its metrics; the client runs in the same process, and
//     what it allocates is counted;
//   - the floor beside each question on Neo4j is the same data by the plain driver
//     with hand-written Cypher on the same database: one statement, only the
//     properties that are asked for, read into plain structs and encoded as JSON.
//     Floor and GraphQL take turns of a fraction of a second, so that whatever else
//     the machine does meets both. TestTheFloorAnswersAsGraphQLDoes holds the two to
//     the same answers;
//   - starting runs bin/twingraph where `make build` has made it.
//
// Nothing is asserted about time. The table at the end names what is aimed at; a
// ratio says more than a time, which is that of one machine.
//
//	go test -run '^$' -bench . ./cmd/internal/bench                      all of it
//	go test -run '^$' -bench Network/embedded/city ./cmd/internal/bench  one question
//
// TWINGRAPH_BENCH_NEO4J_URI (_USERNAME, _PASSWORD) uses a running Neo4j, which is
// empty or holds the network already, in place of one that is started and thrown
// away; nothing is deleted there.
//
// Start reading with network_test.go, then questions_test.go and floor_test.go.
package bench
