// Package secrecy holds no code but tests: what a viewer may not see has no bearing on
// anything that the viewer is answered. Two stores are filled with the same random
// history, one of them with secrets besides (storetest.RecordTwice). The same requests,
// GraphQL questions drawn from the schema and every export, come to the real handler over
// each, and the answers are the same, byte for byte and header for header. It is so for
// the embedded store, for Neo4j and for a mirror of Neo4j, and for viewers of tiers PUBLIC
// and PARTNER, in any role. Over the embedded store it is so for what is followed, too: from
// the beginning, from every cursor on, and while secrets are recorded.
//
// The same questions find out whether an answer that is written in one go by its plan is the
// one that gqlgen writes field by field (TestBothWaysOfAnswering, `make ways`).
//
// `go test` asks a small number of questions; `make secrecy` asks more than 20,000 (the
// number for the embedded store is in TWINGRAPH_TEST_QUESTIONS). Start at TestSecrets.
package secrecy
