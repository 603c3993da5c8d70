package neostore

import "twingraph/graph"

func (c *codec) pledge(r *graph.Pledge) {
	text(c, "campaign", &r.Campaign)
	text(c, "city", &r.City)
	text(c, "organisation", &r.Organisation)
	text(c, "entityName", &r.EntityName)
	text(c, "country", &r.Country)
	text(c, "countryBasis", &r.CountryBasis)
	texts(c, "visionThemes", &r.VisionThemes)
	texts(c, "motivations", &r.Motivations)
	texts(c, "focusAreas", &r.FocusAreas)
	c.date("date", &r.Date)
}
