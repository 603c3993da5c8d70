// Package pace lets long computations give way to others: who computes calls Step between
// two steps, and who has something computed that is not urgent says with With what happens
// there. It imports the standard library only. Start at Step.
package pace
