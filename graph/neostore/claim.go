package neostore

import "twingraph/graph"

func (c *codec) claim(r *graph.Claim) {
	text(c, "link", &r.Link)
	text(c, "type", &r.Type)
	text(c, "side", &r.Side)
	c.date("date", &r.Date)
	c.date("assumed", &r.Assumed)
	text(c, "observed", &r.Observed)
	text(c, "authority", &r.Authority)
	text(c, "decidedBy", &r.DecidedBy)
	text(c, "reason", &r.Reason)
	text(c, "resolution", &r.Resolution)
	texts(c, "respondsTo", &r.RespondsTo)
}
