package export

import (
	"io"

	"twingraph/graph"
)

// linkedContext says what the names in the document mean; nothing has to be fetched for it.
const linkedContext = `{"@context":{"schema":"https://schema.org/","prov":"http://www.w3.org/ns/prov#",` +
	`"xsd":"http://www.w3.org/2001/XMLSchema#","tg":"urn:twingraph:term:",` +
	`"prov:generatedAtTime":{"@type":"xsd:dateTime"},"prov:wasDerivedFrom":{"@type":"@id"},"schema:sameAs":{"@type":"@id"},"schema:license":{"@type":"@id"},` +
	`"schema:url":{"@type":"schema:URL"},"tg:between":{"@type":"@id"},"tg:about":{"@type":"@id"},"tg:side":{"@type":"@id"}},"@graph":[`

// LinkedData writes JSON-LD 1.1 with the words of schema.org and PROV: cities as
// schema:City or schema:AdministrativeArea; links as prov:Entity derived from their claims;
// claims as prov:Entity derived from their sources, with the instant of recording as
// prov:generatedAtTime; sources as schema:CreativeWork. The first node is the export, a
// schema:Dataset with its day, its credits and the licence of what it is based on; cities and
// links have the id, the page and the line to cite them by that tables have. What the two vocabularies have no word for has
// one in urn:twingraph:term:.
func LinkedData(w io.Writer, n *Network) error {
	claims := n.claimsOf()
	s := newStream(w)
	s.text(linkedContext)
	n.datasetNode(s)
	s.inBatches(len(n.Cities), func(part *stream, row int) {
		c := n.Cities[row]
		cityNode(part, c, n.pages[graph.WordCity].lead(c.ID, c.Name))
	})
	s.inBatches(len(n.Links), func(part *stream, row int) {
		of := claims[n.Links[row].Record.ID]
		linkNode(part, n.row(n.Links[row]), of, n.Lead(n.Links[row]))
		for _, c := range of {
			claimNode(part, c)
		}
	})
	sources := n.sourcesOf(claims)
	s.inBatches(len(sources), func(part *stream, row int) { sourceNode(part, sources[row]) })
	s.text("\n]}\n")
	return s.end()
}

// iri names a record.
func iri(word graph.Word, id graph.ID) string {
	return "urn:twingraph:" + string(word) + ":" + string(id)
}

// node begins a node after the first one.
func node(s *stream, id, types string) {
	s.text(",\n{\"@id\":")
	s.quoted(id)
	s.text(`,"@type":` + types)
}

// member writes a text of a node that is known.
func member[T ~string](s *stream, name string, value T) {
	if value != "" {
		s.text(`,"` + name + `":`)
		s.quoted(string(value))
	}
}

// listed writes a list of a node that is not empty.
func listed(s *stream, name string, values []string) {
	if len(values) > 0 {
		s.text(`,"` + name + `":`)
		column(s, values, s.quoted)
	}
}

// flagged writes what is true of a node.
func flagged(s *stream, name string, is bool) {
	if is {
		s.text(`,"` + name + `":true`)
	}
}

func (n *Network) datasetNode(s *stream) {
	s.text("\n{\"@id\":\"urn:twingraph:export\",\"@type\":\"schema:Dataset\"")
	names := map[string]string{"title": "schema:name", "asOf": "schema:temporalCoverage", "knownAt": "tg:knownAt", "change": "schema:version", "credits": "schema:creditText"}
	for _, a := range n.head() {
		if name, ok := names[a.name]; ok {
			member(s, name, a.value)
		}
	}
	s.text(`,"schema:isBasedOn":{"@id":"https://www.geonames.org","@type":"schema:Dataset","schema:name":"GeoNames","schema:license":"` + licence + `"}}`)
}

// leadsBack writes what leads from a node back to its record.
func leadsBack(s *stream, lead Lead) {
	member(s, "schema:identifier", lead.GlobalID)
	member(s, "schema:url", lead.Address)
	member(s, "tg:citation", lead.Citation)
}

func cityNode(s *stream, c *graph.City, lead Lead) {
	kind := `"schema:AdministrativeArea"`
	switch c.Kind {
	case graph.CityKindCity, graph.CityKindTown, graph.CityKindMunicipality:
		kind = `"schema:City"`
	}
	node(s, iri(graph.WordCity, c.ID), kind)
	member(s, "schema:name", c.Name)
	var other []string
	for _, name := range append([]string{c.LocalName}, c.Aliases...) {
		if name != "" {
			other = append(other, name)
		}
	}
	listed(s, "schema:alternateName", other)
	member(s, "tg:kind", c.Kind)
	if c.Country != "" || c.Region != "" {
		s.text(`,"schema:address":{"@type":"schema:PostalAddress"`)
		member(s, "schema:addressCountry", c.Country)
		member(s, "schema:addressRegion", c.Region)
		s.text("}")
	}
	if c.Location != nil {
		s.text(`,"schema:geo":{"@type":"schema:GeoCoordinates","schema:latitude":`)
		s.degrees(c.Location.Latitude)
		s.text(`,"schema:longitude":`)
		s.degrees(c.Location.Longitude)
		s.text("}")
	}
	if c.Population != nil {
		s.text(`,"tg:population":`)
		s.number(int64(*c.Population))
	}
	var same []string
	if c.Wikidata != "" {
		same = append(same, "http://www.wikidata.org/entity/"+c.Wikidata)
	}
	if c.GeoNames != "" {
		same = append(same, "https://sws.geonames.org/"+c.GeoNames+"/")
	}
	listed(s, "schema:sameAs", same)
	leadsBack(s, lead)
	derived(s, &c.Statement, citations(c.Sources))
}

// derived writes what every record ends with.
func derived(s *stream, of *graph.Statement, from []string) {
	member(s, "tg:confidence", of.Confidence)
	member(s, "schema:description", of.Notes)
	listed(s, "prov:wasDerivedFrom", from)
	member(s, "prov:generatedAtTime", written(of.RecordedAt))
	s.text("}")
}

func citations[T ~string](sources []T) []string {
	var ids []string
	for _, id := range sources {
		ids = append(ids, iri(graph.WordSource, graph.ID(id)))
	}
	return ids
}

func linkNode(s *stream, l linkRow, claims []*graph.Claim, lead Lead) {
	node(s, iri(graph.WordTwinningLink, l.Record.ID), `["tg:TwinningLink","prov:Entity"]`)
	listed(s, "tg:between", []string{iri(graph.WordCity, l.Record.A), iri(graph.WordCity, l.Record.B)})
	member(s, "tg:kind", l.Record.Kind)
	member(s, "tg:status", l.now.Status)
	member(s, "tg:since", l.now.Since.String())
	member(s, "tg:listedSince", l.now.ListedSince.String())
	member(s, "tg:basis", l.now.Basis)
	flagged(s, "tg:exact", l.now.Exact)
	flagged(s, "tg:unilateral", l.now.Unilateral)
	flagged(s, "tg:disputed", l.now.Disputed)
	flagged(s, "tg:underReview", l.now.UnderReview)
	leadsBack(s, lead)
	from := citations(l.Record.Sources)
	for _, c := range claims {
		from = append(from, iri(graph.WordClaim, c.ID))
	}
	derived(s, &l.Record.Statement, from)
}

func claimNode(s *stream, c *graph.Claim) {
	node(s, iri(graph.WordClaim, c.ID), `["tg:Claim","prov:Entity"]`)
	member(s, "tg:about", iri(graph.WordTwinningLink, c.Link))
	member(s, "tg:type", c.Type)
	if c.Side != "" {
		member(s, "tg:side", iri(graph.WordCity, c.Side))
	}
	member(s, "tg:date", c.Date.String())
	member(s, "tg:observed", c.Observed)
	member(s, "tg:authority", c.Authority)
	member(s, "tg:decidedBy", c.DecidedBy)
	member(s, "tg:reason", c.Reason)
	derived(s, &c.Statement, citations(c.Sources))
}

func sourceNode(s *stream, source *graph.Source) {
	node(s, iri(graph.WordSource, source.ID), `["schema:CreativeWork","prov:Entity"]`)
	member(s, "schema:name", source.Title)
	member(s, "schema:publisher", source.Publisher)
	member(s, "schema:url", source.URL)
	member(s, "schema:datePublished", source.Date.String())
	derived(s, &source.Statement, nil)
}
