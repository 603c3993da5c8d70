// Package lists reads anybody's list of twin towns and makes records of it: one dated edition
// of a directory. What a name means is decided by the cities that are known and by a
// gazetteer (graph/matching), and never guessed: what is in doubt is held back and becomes a
// question of a review file, which a person answers, one decision a line, and which is
// replayed at the next edition. What looks wrong is reported before anything is written.
//
// It imports package graph, graph/matching, graph/naming, graph/gazetteer and the standard
// library. Begin with Convert in convert.go; read.go has the forms of lists, review.go the
// questions, dropped.go what an edition no longer shows, clique.go the search for
// associations.
package lists
