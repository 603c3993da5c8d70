// Package httpd is the outside of Twingraph over HTTP:
//
//	/graphql          questions, by GET and POST (GraphQL over HTTP)
//	/graphiql, /      the pages, with their files
//	/export/…         the network as files for maps and other programs
//	/feed/status.atom news of how links stand, for feed readers
//	/schema.graphql   the schema as text
//	/auth.json        where people sign in
//	/healthz          is the process alive
//	/readyz           can the store answer
//	/metrics          counts for Prometheus
//
// It holds the limits on what one question may cost, turns errors into answers
// that never show internal text, and knows nothing of cities. It imports
// resolvers' contract (graph/generated), packages graph and graph/export, and is
// imported by cmd only.
//
// Start reading at New; a question goes through endpoint.go, and what a question
// may cost is decided in cost.go. Answers that are asked for again come from
// once.go. The files are in exports.go.
package httpd
