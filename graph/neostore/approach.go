package neostore

import "twingraph/graph"

func (c *codec) approach(r *graph.Approach) {
	text(c, "from", &r.From)
	text(c, "to", &r.To)
	c.date("date", &r.Date)
	text(c, "channel", &r.Channel)
	text(c, "outcome", &r.Outcome)
}
