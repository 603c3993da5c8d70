package export

import (
	"io"
	"strings"

	"twingraph/graph"
)

// Format is one way of writing a network.
type Format struct {
	Name        string // of the file, such as links.geojson
	ContentType string
	Of          graph.Word // what a filter selects

	// Dated formats give statuses as of the day and leave out links that are
	// NOT_ESTABLISHED on it, as the API does; the others hold every day alike.
	Dated bool

	// Lasting formats hold every day alike although they are dated: they keep links that
	// are NOT_ESTABLISHED on the day.
	Lasting bool

	// Arranged formats need an Arrangement.
	Arranged bool

	// Write writes the network; a is nil for formats that are not Arranged. It fails
	// only when w does.
	Write func(w io.Writer, n *Network, a *Arrangement) error
}

// Formats lists the formats.
func Formats() []Format {
	of := func(write func(io.Writer, *Network) error) func(io.Writer, *Network, *Arrangement) error {
		return func(w io.Writer, n *Network, _ *Arrangement) error { return write(w, n) }
	}
	const (
		geoJSON = "application/geo+json"
		csv     = "text/csv; charset=utf-8; header=present"
		json    = "application/json"
	)
	return []Format{
		{Name: "cities.csv", ContentType: csv, Of: graph.WordCity, Dated: true, Write: of(CitiesCSV)},
		{Name: "cities.geojson", ContentType: geoJSON, Of: graph.WordCity, Dated: true, Write: of(CitiesGeoJSON)},
		{Name: "links.csv", ContentType: csv, Of: graph.WordTwinningLink, Dated: true, Write: of(LinksCSV)},
		{Name: "links.geojson", ContentType: geoJSON, Of: graph.WordTwinningLink, Dated: true, Write: of(LinksGeoJSON)},
		{Name: "spells.csv", ContentType: csv, Of: graph.WordTwinningLink, Dated: true, Lasting: true, Write: of(SpellsCSV)},
		{Name: "spells.geojson", ContentType: geoJSON, Of: graph.WordTwinningLink, Dated: true, Lasting: true, Write: of(SpellsGeoJSON)},
		{Name: "network.gexf", ContentType: "application/gexf+xml", Of: graph.WordTwinningLink, Dated: true, Write: of(GEXF)},
		{Name: "network.graphml", ContentType: "application/graphml+xml", Of: graph.WordTwinningLink, Dated: true, Write: of(GraphML)},
		{Name: "network.json", ContentType: json, Of: graph.WordTwinningLink, Dated: true, Write: of(NodeLink)},
		{Name: "network.jsonld", ContentType: "application/ld+json", Of: graph.WordTwinningLink, Dated: true, Write: of(LinkedData)},
		{Name: "network.ftm.json", ContentType: "application/x-ndjson", Of: graph.WordTwinningLink, Dated: true, Write: of(FollowTheMoney)},
		{Name: "map.json", ContentType: json, Of: graph.WordTwinningLink, Write: of(Columns)},
		{Name: "layout.json", ContentType: json, Of: graph.WordTwinningLink, Arranged: true, Write: Layout},
	}
}

// FileName returns what a file in this format is called when it is kept: a dated one
// has its day in its name.
func (f Format) FileName(day graph.Day) string {
	base, extension, _ := strings.Cut(f.Name, ".")
	if f.Dated {
		base += "-" + day.String()
	}
	return "twingraph-" + base + "." + extension
}
