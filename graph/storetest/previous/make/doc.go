// Command make writes what package previous keeps of a release, when the next one
// is begun; testdata/README.md says how it is used.
//
//	make answers FILE   the questions, with the answers of this program about an embedded store
//	make dump URI       the database of a Neo4j without a password
//
// It may import the stores. Start reading at main.
package main
