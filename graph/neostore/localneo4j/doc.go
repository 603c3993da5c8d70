// Package localneo4j runs a real Neo4j Community server on this machine
// without Docker: for tests, for benchmarks and for `make neo4j`.
//
// Neo4j is not part of this repository or of its binaries. Assemble lets Maven
// fetch the published jars of one pinned version (pom.xml) into a folder that
// git ignores, and Start runs them as a separate Java process that listens on
// 127.0.0.1 only and ends with the process that started it.
//
// It may import the standard library and the Neo4j driver, nothing of
// Twingraph: the store under test must not be what judges the server.
//
// Start reading at Assemble, then Start. Tests use the package neo4jtest, which
// adds one shared server per test binary.
package localneo4j
