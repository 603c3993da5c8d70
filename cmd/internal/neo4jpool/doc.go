// Command neo4jpool runs a program, such as go test, with servers of Neo4j that the test
// binaries it starts use one after the other: see neo4jtest.Pool. It ends as the program
// does, with its exit code, and says nothing else.
//
// It imports neo4jtest; nothing imports it.
package main
