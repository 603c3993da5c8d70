package export

import (
	"io"
	"strings"

	"twingraph/graph"
)

// FollowTheMoney writes entities of the FollowTheMoney model (https://followthemoney.tech),
// one JSON object a line: the export itself and the sources as Document, cities as
// PublicBody, links as UnknownLink with their kind as role, their status on the day, and
// the sources as proof. The summary of a city or a link is the line to cite it by, that of
// the export whose work it is. Ids begin with the word; countries are in lower case, as the model
// writes them.
func FollowTheMoney(w io.Writer, n *Network) error {
	claims := n.claimsOf()
	s := newStream(w)
	about := entity{id: "twingraph:export", schema: "Document"}
	for _, a := range n.head() {
		switch a.name {
		case "title":
			about.add("title", a.value)
			about.add("fileName", "network.ftm.json")
		case "credits":
			about.add("summary", a.value)
		default:
			if a.value != "" {
				about.add("keywords", a.name+" "+a.value)
			}
		}
	}
	about.write(s)
	sources := n.sourcesOf(claims)
	s.inBatches(len(sources), func(part *stream, row int) {
		source := sources[row]
		e := entity{id: entityID(graph.WordSource, source.ID), schema: "Document"}
		e.add("title", source.Title)
		e.add("fileName", string(source.ID))
		e.add("publisher", source.Publisher)
		e.add("sourceUrl", source.URL)
		e.add("date", source.Date.String())
		e.write(part)
	})
	s.inBatches(len(n.Cities), func(part *stream, row int) {
		c := n.Cities[row]
		e := entity{id: entityID(graph.WordCity, c.ID), schema: "PublicBody"}
		e.add("name", c.Name)
		e.add("alias", append([]string{c.LocalName}, c.Aliases...)...)
		e.add("country", strings.ToLower(c.Country))
		e.add("classification", string(c.Kind))
		e.add("wikidataId", c.Wikidata)
		e.add("notes", c.Notes)
		e.add("summary", n.pages[graph.WordCity].lead(c.ID, c.Name).Citation)
		e.add("sourceUrl", n.addresses(stringsOf(c.Sources))...)
		e.write(part)
	})
	s.inBatches(len(n.Links), func(part *stream, row int) {
		l := n.row(n.Links[row])
		e := entity{id: entityID(graph.WordTwinningLink, l.Record.ID), schema: "UnknownLink"}
		e.add("subject", entityID(graph.WordCity, l.Record.A))
		e.add("object", entityID(graph.WordCity, l.Record.B))
		e.add("role", string(l.Record.Kind))
		e.add("status", string(l.now.Status))
		e.add("startDate", began(claims[l.Record.ID]))
		if l.now.Status == graph.StatusEnded {
			e.add("endDate", l.now.Since.String())
		}
		e.add("recordId", string(l.Record.ID))
		e.add("description", l.Record.Notes)
		e.add("summary", n.Lead(l.Link).Citation)
		e.add("sourceUrl", n.addresses(l.sources)...)
		for _, id := range l.sources {
			e.add("proof", entityID(graph.WordSource, graph.ID(id)))
		}
		e.write(part)
	})
	return s.end()
}

// began returns the earliest date at which claims say that a link was established.
func began(claims []*graph.Claim) string {
	var first graph.PartialDate
	for _, c := range claims {
		if c.Type == graph.Established && !c.Date.IsZero() && (first.IsZero() || c.Date.Compare(first) < 0) {
			first = c.Date
		}
	}
	return first.String()
}

// entityID returns an id that no other register has.
func entityID(word graph.Word, id graph.ID) string {
	return "twingraph:" + string(word) + ":" + string(id)
}

// entity is one entity of FollowTheMoney.
type entity struct {
	id, schema string
	properties []property
}

type property struct {
	name   string
	values []string
}

// add adds the values that are known; a property is named in one row of calls.
func (e *entity) add(name string, values ...string) {
	for _, v := range values {
		switch last := len(e.properties) - 1; {
		case v == "":
		case last >= 0 && e.properties[last].name == name:
			e.properties[last].values = append(e.properties[last].values, v)
		default:
			e.properties = append(e.properties, property{name, []string{v}})
		}
	}
}

// write writes the entity as one line.
func (e *entity) write(s *stream) {
	s.text(`{"id":`)
	s.quoted(e.id)
	s.text(`,"schema":"` + e.schema + `","properties":{`)
	for i, p := range e.properties {
		if i > 0 {
			s.text(",")
		}
		s.text(`"` + p.name + `":`)
		column(s, p.values, s.quoted)
	}
	s.text("}}\n")
}
