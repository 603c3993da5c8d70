package neostore

import "twingraph/graph"

func (c *codec) resolution(r *graph.Resolution) {
	text(c, "city", &r.City)
	text(c, "title", &r.Title)
	text(c, "kind", &r.Kind)
	c.date("adopted", &r.Adopted)
	c.date("adoptedBy", &r.AdoptedBy)
	c.date("inForceOn", &r.InForceOn)
	c.date("amended", &r.Amended)
	c.date("repealed", &r.Repealed)
	c.date("annulled", &r.Annulled)
	c.date("lapsed", &r.Lapsed)
	c.date("rejected", &r.Rejected)
	c.date("notInForceBy", &r.NotInForceBy)
	text(c, "outcome", &r.Outcome)
	texts(c, "links", &r.Links)
}
