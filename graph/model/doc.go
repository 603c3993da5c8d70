// Package model holds what GraphQL answers have and the domain does not:
// connections, orders and other inputs (models_gen.go, generated) and answers that
// carry the context in which they were asked (answer.go). It imports package graph
// only.
package model
