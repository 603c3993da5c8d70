// Package neostoretest opens stores over Neo4j for tests, and has Neo4j plan what they
// send. Who uses it runs its tests through neo4jtest.Main.
package neostoretest
