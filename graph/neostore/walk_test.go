package neostore_test

import (
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/neostoretest"
)

// A page in an order that an index has is read in that order until it is full, from either
// end and within bounds.
func TestAPageIsReadInTheOrderOfItsIndex(t *testing.T) {
	var statements neostoretest.Statements
	store := neostoretest.Empty(t, statements.Hear)
	view := graph.View{KnownAt: graph.Latest(), AsOf: graph.DayOf(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC))}
	at := &graph.Position{Key: view.AsOf, ID: "a"}
	for _, q := range []graph.Query{
		{Word: graph.WordCity, OrderBy: "name", First: 10},
		{Word: graph.WordCity, OrderBy: "population", First: 10, Desc: true},
		{Word: graph.WordTwinningLink, OrderBy: "since", First: 10, Where: graph.In("status", string(graph.StatusActive))},
		{Word: graph.WordTwinningLink, OrderBy: "since", Last: 10, After: at, With: graph.WithHistories},
		{Word: graph.WordTwinningLink, OrderBy: "lastConfirmed", First: 10, Before: at, Desc: true},
	} {
		if _, err := store.List(t.Context(), view, q); err != nil {
			t.Error(err)
		}
	}
	keyed := func(sent neostore.Sent) bool { // not those that come last, without a key
		return (sent.Name == "list" || sent.Name == "page") && !strings.Contains(sent.Text, "null AS k")
	}
	if names := statements.InOrder(t, keyed); names["list"] != 4 || names["page"] != 1 {
		t.Errorf("statements %v", names)
	}
}
