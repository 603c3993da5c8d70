// Package formats is the one list of the formats in which a network is exported: those of
// package export and those of package columnar. Whoever serves, writes or checks every
// format asks here; a test of the architecture keeps others from listing a part of them.
//
// It imports graph, graph/export and graph/export/columnar. Start at All.
package formats
