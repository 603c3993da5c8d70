package resolvers_test

import (
	"fmt"
	"testing"
)

// The number of calls of the store grows with what is selected and never with the
// rows. A store that fetches along what it is asked to, as neostore does, gets by
// with one call a level: package answers holds it to that.
func TestCallsGrowWithDepthNotRows(t *testing.T) {
	store := bundled(t)
	for _, c := range []struct {
		name     string
		question string
		most     int // calls, at any number of rows
	}{
		{"cities alone", `{ cities(first: %d) { nodes { name } } }`, 1},
		{"cities with links", `{ cities(first: %d) { nodes { name links { nodes { kind status { status since } } } } } }`, 3},
		{
			"cities with links, other city, claims and sources",
			`{ cities(first: %d) { nodes { name slug links(first: 10) { totalCount nodes {
				cities { name sources { title } } status { status governing { reason sources { title } } }
				claims { type date side { name } sources { title } } sources { title } } } } } }`, 10,
		},
		{
			"links through edges and a fragment",
			`{ twinningLinks(first: %d) { edges { cursor node { ...Link } } } }
			fragment Link on TwinningLink { a { name } b { name } spells { status governing { sources { url } } } claims { sources { url } resolution { title city { name } } } }`, 10,
		},
		{"links and back again", `{ twinningLinks(first: %d) { nodes { a { links(first: 3) { nodes { b { name } status { status } } } } } } }`, 5},
		{"resolutions with responses", `{ resolutions(first: %d) { nodes { inForce { value } city { name } responses { link { cities { name } status { status } } sources { title } } } } }`, 7},
		{"a difference with its claims", `{ statusDiff(from: "2022-02-01", to: "2022-04-01", first: %d) { nodes { link { cities { name } } before { status sides { city { name } governing { reason } } } after { status governing { sources { title } } } claims { reason sources { title } } } } }`, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, rows := range []int{5, 100, 500} {
				counted := &counting{Reader: store}
				if _, errs := ask(t, t.Context(), counted, fmt.Sprintf(c.question, rows), nil); errs != nil {
					t.Fatal(errs)
				}
				if len(counted.calls) > c.most {
					t.Errorf("%d rows took %d calls, at most %d are allowed:\n%q", rows, len(counted.calls), c.most, counted.calls)
				}
			}
		})
	}
}
