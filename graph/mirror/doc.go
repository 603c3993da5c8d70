// Package mirror keeps a world beside Neo4j, so that questions are answered from
// memory and are as new as those that Neo4j answers.
//
// A Mirror is a graph.Store in front of a neostore.Store. It loads all versions of all
// records once and then follows the change sequence: each change is applied to the
// world, in time that grows with the change. Several servers over one Neo4j each have
// one; none knows of the others.
//
// # How a question is answered
//
// Every question first asks Neo4j for the number of its last change (heads.go); those
// who come while such a check is on its way share the next one. When the world stands
// at that number, it answers. When it stands before it, the follower (follow.go)
// applies what is missing, and then the world answers. So no answer is older than what
// the store had acknowledged when the question came in, whoever wrote it. In all other
// cases, while the network is loaded, when it does not fit in the memory it was given,
// when much is missing, when Neo4j does not say where it stands, the question goes to
// Neo4j as if there were no mirror. Keys and documents are asked of Neo4j always. A change
// that erased records has the network loaded anew: what was known before it is not what it
// was.
//
// The package imports graph, graph/world and graph/neostore. Start reading with
// mirror.go.
package mirror
