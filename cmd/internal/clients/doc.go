// Package clients asks the server by the clients that others use, in their released
// versions, and compares what they show with answers that are known. It has no code but
// its tests; the programs in other languages are in testdata. Where a client keeps records
// by their ids, what its cache shows counts, not what was sent.
package clients
