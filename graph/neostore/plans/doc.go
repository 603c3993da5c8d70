// Package plans has the tests of package neostore that have Neo4j plan most: random
// histories with random questions, erasures, and a look at the plan of everything they send. It
// stands apart so that they run beside the contract, on a server of their own.
package plans
