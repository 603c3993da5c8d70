// Package dialogue holds the packages for questions about dialogue: whom to approach, through
// which city, on what occasion and with what in hand. It has no code of its own; its tests
// ask all of them on the bundled dataset and on random networks. Each imports
// only those listed before it:
//
//	index      the network on a day, with what the questions look up in it
//	question   what all questions check, and pages
//	route      how a city can be reached
//	score      what speaks for a route and against it, and what to be careful about
//	candidate  channels for dialogue, ranked
//	plan       one channel opened up
//	letter     drafts of letters for a plan
//	partner    partners worth a look, and how good such suggestions are
//	progress   how far a campaign has come
//	support    what can safely be shown of support twinnings
//
// They are pure. Everything is a function of a moment, in which the viewer's tier is
// applied already, of the day asked about and of the arguments: no I/O, no clock, no
// randomness but that of a seed passed in. The same question on the same data has the same
// answer, byte for byte.
//
// Errors have code BadUserInput for what cannot be meant, NotFound for what is not known,
// LimitExceeded for too much, Timeout when the context ends. Messages are for the person
// who asked.
package dialogue
