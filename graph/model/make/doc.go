// Command make generates graph/generated and graph/model from schema/ and gqlgen.yml, as
// gqlgen does by itself but for two rules. An input whose name ends in Filter is a map,
// unless gqlgen.yml names its model: a resolver passes it on as it was written and the Shape
// of its word says what it means, so that a new filter is added to the schema and to no list.
// What can be recorded is generated from the Shapes of the words, schema/records_input.graphqls
// (inputs.go), and those inputs are maps too.
//
// It runs in the root of the module:
//
//	go run ./graph/model/make
package main
