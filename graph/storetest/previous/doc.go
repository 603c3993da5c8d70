// Package previous keeps a small network as the release before this one stored it,
// in both kinds of store, and what that release answered about it. A store that is
// opened by this release has to give the same answers.
//
//   - testdata/steps are the datasets that were imported, one after the other;
//   - testdata/embedded.db.gz is the file of the embedded store;
//   - testdata/neo4j.jsonl.gz is the database of Neo4j, as neo4jtest.Dump wrote it;
//   - testdata/answers.jsonl.gz are questions with the answers of that release;
//   - testdata/original are files that it exported, testdata/exports the same in the form of today.
//
// testdata/README.md says how they were made. Start reading at Check; question.go
// says what is asked. The package may import graph.
package previous
