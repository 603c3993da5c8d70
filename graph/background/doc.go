// Package background computes what takes long ahead of the questions that need it: one thing
// at a time, giving way to who asks, and once for each input. A result is kept with the
// store, so that a program that starts again finds it, and so does another over the same
// store.
//
// A result is numbers that follow from its input and from nothing else: it names no record.
// It is known by a digest of its input and by the version of the algorithm, so that an old
// one is never taken for a new one, and a change that touches no input computes nothing.
//
// A question waits a little for a result and is then answered with code NotReady and how far
// the computation is.
//
// It imports graph and graph/pace. Start at Get.
package background
