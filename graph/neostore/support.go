package neostore

import "twingraph/graph"

func (c *codec) supportTwinning(r *graph.SupportTwinning) {
	text(c, "programme", &r.Programme)
	text(c, "mandateCountry", &r.MandateCountry)
	text(c, "defenderCountry", &r.DefenderCountry)
	text(c, "theme", &r.Theme)
}
