package neostore

import "twingraph/graph"

func (c *codec) source(r *graph.Source) {
	text(c, "title", &r.Title)
	text(c, "publisher", &r.Publisher)
	text(c, "url", &r.URL)
	c.date("date", &r.Date)
	text(c, "archivedHash", &r.ArchivedHash)
}
