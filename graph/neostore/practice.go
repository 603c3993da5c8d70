package neostore

import "twingraph/graph"

func (c *codec) practice(r *graph.Practice) {
	text(c, "kind", &r.Kind)
	text(c, "title", &r.Title)
	text(c, "summary", &r.Summary)
	texts(c, "cities", &r.Cities)
	texts(c, "opposes", &r.Opposes)
}
