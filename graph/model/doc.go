// Package model holds what GraphQL has and the program does not: connections, orders and
// other types that gqlgen makes of the schema (models_gen.go).
package model
