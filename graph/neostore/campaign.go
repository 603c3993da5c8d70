package neostore

import "twingraph/graph"

func (c *codec) campaign(r *graph.Campaign) {
	text(c, "name", &r.Name)
	text(c, "organiser", &r.Organiser)
	text(c, "organiserCity", &r.OrganiserCity)
	text(c, "stance", &r.Stance)
	texts(c, "scope", &r.Scope)
	texts(c, "about", &r.About)
	c.date("start", &r.Start)
	c.date("end", &r.End)
	c.milestones("milestones", &r.Milestones)
	text(c, "target", &r.Target)
	text(c, "summary", &r.Summary)
	text(c, "claimedNumbers", &r.ClaimedNumbers)
	texts(c, "opposes", &r.Opposes)
}
