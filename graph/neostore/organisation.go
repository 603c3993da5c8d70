package neostore

import "twingraph/graph"

func (c *codec) organisation(r *graph.Organisation) {
	text(c, "name", &r.Name)
	texts(c, "aliases", &r.Aliases)
	text(c, "kind", &r.Kind)
	text(c, "country", &r.Country)
	text(c, "url", &r.URL)
}
