// Package draw draws random GraphQL questions from a schema, for tests: every field,
// argument and input of the schema is asked for from the day it is there. The same seed
// draws the same question.
//
// It imports nothing of Twingraph. Start at Questions.
package draw
