package neostore

import "twingraph/graph"

func (c *codec) partnership(r *graph.Partnership) {
	texts(c, "cities", &r.Cities)
	texts(c, "organisations", &r.Organisations)
	text(c, "programme", &r.Programme)
	texts(c, "themes", &r.Themes)
	c.date("start", &r.Start)
	c.date("end", &r.End)
	text(c, "funder", &r.Funder)
}
