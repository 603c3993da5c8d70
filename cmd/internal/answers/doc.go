// Package answers holds no code but tests: the questions that Twingraph is for,
// asked over HTTP on the embedded store and on a real Neo4j, with the answers that
// the bundled dataset gives. facts_test.go states answers that can be checked by
// hand against the sources; examples_test.go pins the whole answer to every example
// question of the query editor in testdata/ (go test -update rewrites them).
package answers
