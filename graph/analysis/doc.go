// Package analysis computes on the twinning network: measures, paths, alliances,
// mediators and what-if questions.
//
// It is pure: a Network is built from records and from how each link stands, and
// every function here is a function of a Network and its arguments. It knows no
// store, reads no clock and draws its random numbers from the seed it is given, so
// the same question on the same data has the same answer, byte for byte, on one
// core or many. It imports package graph and the standard library only; gonum and
// NetworkX are the oracles of its tests.
//
// # What is counted
//
// Two cities are neighbours when at least one chosen link joins them. Links between
// the same two cities are kept apart as links (they have their own status and
// sources) but make one neighbour: every measure of shape (degree, distance,
// betweenness, clustering, alliances) counts neighbours, every count of links
// counts links. A Selection says which links are chosen.
//
// Cities have numbers, 0 to Len-1, in the order of their ids. Where a rule says
// "first" or decides between equals, it is by number and so by id.
//
// # Errors
//
// Long computations take a context. When it ends they stop promptly, after the step
// at hand, and fail with code Timeout. BadUserInput is for arguments that cannot be
// meant, NotFound for ids that are not in the network, LimitExceeded for questions
// that ask for more work than is allowed.
//
// # Where to start reading
//
// network.go and selection.go; then by question: metrics.go (which names the file
// of each measure), components.go, cores.go and fragile.go (exact answers on what
// holds together), paths.go with journeys.go and search.go, alliances.go with leiden.go,
// mediators.go, whatif.go with outlook.go. testdata/fixtures.py makes the values of
// NetworkX that the tests compare with; testdata/compare.py times the measures beside
// igraph and NetworkX.
package analysis
