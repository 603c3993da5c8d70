// Package frontend holds the web pages of Twingraph and embeds what their build leaves in dist.
//
// The pages are an npm project in this same folder. index.html with src/main.tsx is the explorer: a folder of src for
// each of its pages, src/app for what is around them, src/view for what their addresses say. graphiql.html with
// src/graphiql is the query editor, src/examples are the questions it offers. e2e drives all of them in a real browser,
// and audit.mjs runs the GraphQL-over-HTTP audit.
//
// The package imports the standard library only and does no HTTP: it hands out files. Start reading at [Dist].
package frontend
