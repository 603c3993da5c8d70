// Command make builds the world release of two lists, the gazetteer and the decisions of the
// release. The same input gives the same bytes. It runs in the root of the module:
//
//	go run ./graph/dataset/world/make --lists DIR
//
// DIR holds wikipedia_2026_hekman, vanished_2023_2026 and wikidata_p190_2022_albertoursino.
package main
