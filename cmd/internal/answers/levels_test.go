package answers_test

import (
	"fmt"
	"sync"
	"testing"

	"twingraph/graph/neostore"
)

// Over Neo4j a question takes at most one statement a level, whatever the number of
// rows.
func TestOneStatementALevel(t *testing.T) {
	var mu sync.Mutex
	var sent []string
	store := onNeo4jHeard(t, func(statement neostore.Sent) {
		mu.Lock()
		defer mu.Unlock()
		sent = append(sent, statement.Name)
	})
	address := served(t, store)
	for _, c := range []struct {
		name, question string
		levels         int
	}{
		{"cities", `{ cities(first: %d) { nodes { name } } }`, 1},
		{
			"cities, links, the other city with claims, sources",
			`{ cities(first: %d) { nodes { slug name links(first: 10) { nodes { kind status { status since }
				cities { slug name country } claims { type date reason sources { title url } } } } } } }`, 4,
		},
		{
			"links, cities with claims, sources",
			`{ twinningLinks(first: %d, filter: {kind: {eq: SISTER_CITY}}) { nodes { a { name } b { name } status { status } claims { type sources { title } } } } }`, 3,
		},
		{"resolutions, city with links, status of links", `{ resolutions(first: %d) { nodes { title city { name } links { nodes { kind status { status } } } } } }`, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, rows := range []int{3, 100} {
				mu.Lock()
				sent = nil
				mu.Unlock()
				ask(t, address, fmt.Sprintf(c.question, rows), nil)
				if len(sent) == 0 || len(sent) > c.levels {
					t.Errorf("%d rows took %d statements (%v) for %d levels", rows, len(sent), sent, c.levels)
				}
			}
		})
	}
}
