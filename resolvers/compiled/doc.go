// Package compiled writes answers without gqlgen's executor: what a root field of a document
// selects is planned once, into functions that append bytes, and the plan is kept as long as
// the document is asked again (Plans). It knows GraphQL and JSON, and nothing of records: how a
// field is written is said by Fields, which package resolvers binds to the same functions that
// its resolvers call.
//
// A plan is only for answers in which all goes well. Whatever it does not know when it is made
// (a field, an argument, a directive), and whatever goes wrong when it is followed (an error, a
// null where there must be none), is left to gqlgen, which answers the whole root field as if
// nothing had been tried. So errors, their places and the nulls that they leave are gqlgen's.
//
// It imports gqlgen and gqlparser. Start at Planner.
package compiled
