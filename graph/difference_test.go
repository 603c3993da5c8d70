package graph_test

import (
	"reflect"
	"testing"

	"twingraph/graph"
)

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
