// Package plan opens up one channel for dialogue: what there is to talk about, how and on
// what occasion, what others did and what came of it (cases.go), what campaigns advise
// (advice.go), what to be careful about and what to verify first. Begin with plan.go. It
// imports packages index, question, route, score and candidate.
package plan
