// Package world holds the second dataset that Twingraph ships with: which twin towns the
// lists of English Wikipedia show, of some 16,000 places. It stands on the bundled dataset,
// whose rows win over it: a city or a link that is there is not here, but for the claim that
// a list shows it.
//
// It holds data and no logic, compressed; make world builds it, by the program in make/, of
// two lists, the gazetteer and decisions.csv. It imports the standard library only. Start
// with PROVENANCE.md.
package world
