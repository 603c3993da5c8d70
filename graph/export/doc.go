// Package export writes the network, or a part of it, in the formats that other
// programs read.
//
// A Question says which part, as of which day and knowing what; Take answers it with
// a Network, which the writers (one file a format) turn into bytes piece by piece,
// so that a large network needs little memory and its first bytes leave at once.
// The same network gives the same bytes. What a viewer must be cleared for is in no
// export: contacts, support twinnings and approaches are not part of a Network.
//
// It imports graph, and of what is built on it world, analysis and layout. Start at
// Question and Network; stream.go holds what all writers share.
package export
