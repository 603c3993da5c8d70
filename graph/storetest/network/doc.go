// Package network makes large networks with the shape of the real one, for
// benchmarks and load tests. The same seed makes the same network.
//
// It imports graph and the standard library only.
package network
