package graph_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"twingraph/graph"
)

// Of what an edition covers, the cities that left and came are shown, and not all of them.
func TestDifferencesOfALongListAreWhatLeftAndCame(t *testing.T) {
	edition := func(from, to int) *graph.Edition {
		e := &graph.Edition{Directory: "lists"}
		for i := from; i < to; i++ {
			e.Covers = append(e.Covers, graph.ID(fmt.Sprintf("c%05d", i)))
		}
		return e
	}
	for _, c := range []struct {
		says                 string
		before, after        graph.Record
		left, came, more     int
		firstLeft, firstCame string
	}{
		{"one left and two came", edition(1, 20_000), edition(2, 20_002), 1, 2, 0, "c00001", "c20000"},
		{"more came than are shown", edition(0, 10), edition(0, 20_010), 0, 100, 19_900, "", "c00010"},
		{"it is new", nil, edition(0, 250), 0, 100, 150, "", "c00000"},
		{"other cities", edition(0, 300), edition(300, 450), 100, 100, 250, "c00000", "c00300"},
	} {
		t.Run(c.says, func(t *testing.T) {
			for _, change := range graph.Differences(c.before, c.after) {
				if change.Field != "covers" {
					continue
				}
				same(t, "left", len(change.Before), c.left)
				same(t, "came", len(change.After), c.came)
				same(t, "more", change.More, c.more)
				same(t, "first that left", strings.Join(change.Before[:min(1, c.left)], ""), c.firstLeft)
				same(t, "first that came", change.After[0], c.firstCame)
				return
			}
			t.Error("nothing became of what it covers")
		})
	}
}

func TestDifferences(t *testing.T) {
	town := func(change func(*graph.City)) *graph.City {
		c := &graph.City{Statement: graph.Statement{ID: "town", Sources: []graph.ID{"list"}, Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}
		change(c)
		return c
	}
	plain := town(func(*graph.City) {})
	for name, c := range map[string]struct {
		before, after graph.Record
		want          []graph.FieldChange
	}{
		"the same": {plain, town(func(*graph.City) {}), []graph.FieldChange{}},
		"a text, and a list": {plain, town(func(c *graph.City) { c.Name, c.Aliases = "Village", []string{"Hamlet", "Place"} }), []graph.FieldChange{
			{Field: "name", Before: []string{"Town"}, After: []string{"Village"}},
			{Field: "aliases", Before: []string{}, After: []string{"Hamlet", "Place"}},
		}},
		"a place, and no source any more": {
			town(func(c *graph.City) { c.Location = &graph.Location{Latitude: 50.5, Longitude: -7} }), town(func(c *graph.City) { c.Sources = nil }),
			[]graph.FieldChange{
				{Field: "location", Before: []string{"50.5", "-7"}, After: []string{}},
				{Field: "sources", Before: []string{"list"}, After: []string{}},
			},
		},
		"a new record": {nil, plain, []graph.FieldChange{
			{Field: "name", Before: []string{}, After: []string{"Town"}},
			{Field: "kind", Before: []string{}, After: []string{"TOWN"}},
			{Field: "sources", Before: []string{}, After: []string{"list"}},
			{Field: "confidence", Before: []string{}, After: []string{"DOCUMENTED"}},
		}},
		"nothing": {nil, nil, []graph.FieldChange{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := graph.Differences(c.before, c.after); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}
