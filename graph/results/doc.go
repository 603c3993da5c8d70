// Package results keeps the results of long computations on the network, so that a
// question that was just answered is answered at once, and one that many ask at the
// same time is computed once.
//
// A result belongs to a state of the store and to a question (Key): it is never
// wrong, only no longer asked for. Results of states that the store has left behind
// are dropped, and of the others a bounded number is kept.
//
// It imports graph and graph/world only. Start at Get.
package results
