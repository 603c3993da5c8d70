// Package neostore is the store over Neo4j 5.26 or newer: the shared, durable
// system of record, and a property graph that an analyst can browse.
//
// # The graph
//
// Every version of a record is a node with its word as label (City, TwinningLink,
// Claim and so on) and the record's fields as properties. seq and closedSeq are the
// changes that made and closed it, knownFrom and knownTo the instants; an open
// version has a closedSeq and a knownTo beyond all others, and a closed one the
// label Superseded. One predicate on seq and closedSeq therefore answers at any
// recorded time. Relationships are those of graph.Shape and lead to versions: a new
// version takes over what points to the one before. The spells that follow from
// claims are nodes (Spell) that HAS_SPELL leads to, written with the claims. Change nodes
// form the journal, Head is the last change that readers see, Retraction says what
// became of a record. Schema nodes say what the nodes of a word carry besides its
// fields, for filters, orders and search (backfill.go), Migration nodes which steps of
// the schema were made. Erasure nodes are what stays of erased records, Erasing nodes what
// is still to be overwritten of them, and Document nodes what is kept beside the network.
//
//	MATCH (c:City {id: 'murmansk-ru'})<-[:BETWEEN]-(l:TwinningLink)-[:HAS_SPELL]->(s:Spell)
//	WHERE NOT l:Superseded AND NOT s:Superseded
//	RETURN l.id, s.status, s.from, s.to ORDER BY l.id, s.from
//
// # The code
//
// Each file of cypher/ is one statement, embedded above its only user; lines that
// end in "//:name" are the defaults of slots, which the code fills from closed
// tables (compose.go, condition.go), never from input. tier.go is who may see what, in
// Cypher, and is in every statement; derive.go, marks.go and backfill.go keep what nodes
// carry up to date, follow.go is what a mirror reads, lives.go how records came to be what
// they are; erase.go and overwrite.go destroy. Start at Store.
//
// It imports package graph and the Neo4j driver.
package neostore
