// Command neo4j runs a local Neo4j Community server in the foreground, for
// development on a machine without Docker. Its data stays in a folder that git
// ignores, so the next run finds it again.
//
//	neo4j                       run until Ctrl-C
//	neo4j -- program arguments  run the program with NEO4J_URI, NEO4J_USERNAME and
//	                            NEO4J_PASSWORD set, on a server that answers at the
//	                            port already or on one that ends with the program
//
// It is for development only: the server listens on 127.0.0.1. It may import
// localneo4j. Start reading at newCommand.
package main
