// Command make generates graph/generated and graph/model from schema/ and gqlgen.yml, as
// gqlgen does by itself but for one rule: an input whose name ends in Filter is a map,
// unless gqlgen.yml names its model. A resolver passes it on as it was written and the Shape
// of its word says what it means, so that a new filter is added to the schema and to no list.
//
// It runs in the root of the module:
//
//	go run ./graph/model/make
package main
