// Package graph is the domain of Twingraph: cities, the twinning links between
// them, and the dated, sourced claims from which every status is derived.
//
// It is pure. It imports the standard library only, does no I/O, reads no clock
// and draws no random number: days, instants and viewers are passed in.
//
// # The laws
//
//  1. Two times. Valid time (AsOf, a Day) is when something was true in the
//     world; recorded time (KnownAt, an instant) is when we were told. Nothing is
//     overwritten: a correction closes a Version and opens the next one, so an
//     answer at an older KnownAt never changes.
//  2. Partial dates. A PartialDate stands for the closed interval of its days and
//     takes effect on the first of them.
//  3. Claims are acts or observations and carry the authority of whoever decided.
//  4. A side's status is a walk over its claims; see sideAt in status.go.
//  5. The joint status of a link follows from its two sides; see joinSides.
//  6. Status, since, spells and in-force are derived, never entered. A store may
//     materialise them but must be able to rebuild and compare.
//  7. No claim, resolution, pledge, partnership or practice without a source.
//  8. A name is not an identity: ids are stable slugs.
//  9. Do no harm: a record above the viewer's Tier does not exist for that viewer
//     on any route, in any order, count or cursor.
//
// # Where to start reading
//
// record.go lists the words, shape.go their fields and references, claim.go and
// status.go the derivation, store.go what a store promises, registry.go the one
// way to write.
package graph
