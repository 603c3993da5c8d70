// Package frontend holds the web pages of Twingraph and embeds what their build leaves in dist.
//
// The pages are an npm project in this same folder: index.html with src/home is the start page, graphiql.html with
// src/graphiql is the query editor, src/examples are the questions the editor offers, src/documents are the queries the
// start page itself sends, e2e drives both pages in a real browser, and audit.mjs runs the GraphQL-over-HTTP audit.
//
// The package imports the standard library only and does no HTTP: it hands out files. Start reading at [Dist].
package frontend
