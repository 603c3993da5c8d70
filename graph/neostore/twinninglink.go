package neostore

import "twingraph/graph"

func (c *codec) twinningLink(r *graph.TwinningLink) {
	text(c, "a", &r.A)
	text(c, "b", &r.B)
	text(c, "kind", &r.Kind)
	texts(c, "disputes", &r.Disputes)
	text(c, "disputeNote", &r.DisputeNote)
}
