// Command make writes what matching knows of places that are not on record: which names
// several places of the world have, whether a name is that of any place, and the other names of the cities of the two
// datasets. It reads the
// gazetteer that make gazetteer fetches:
//
//	go run ./graph/matching/make
package main
