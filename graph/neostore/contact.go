package neostore

import "twingraph/graph"

func (c *codec) contact(r *graph.Contact) {
	text(c, "city", &r.City)
	text(c, "organisation", &r.Organisation)
	text(c, "role", &r.Role)
	text(c, "person", &r.Person)
	text(c, "channel", &r.Channel)
	text(c, "value", &r.Value)
	text(c, "tier", &r.Tier)
	c.flag("personal", &r.Personal)
	c.date("verified", &r.Verified)
}
