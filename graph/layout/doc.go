// Package layout gives the points of a graph places on a plane, so that those with
// many edges among them lie together.
//
// It is pure and draws no random numbers: the same graph has the same places, on one
// core or many. It imports package graph for its errors and graph/pace, to
// give way. Start at Place; pack.go puts the connected parts beside each other.
package layout
