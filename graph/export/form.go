package export

import (
	"encoding/base64"
	"strings"

	"twingraph/graph"
)

// Detail says how finely the past of links is cut, in the words of the API.
type Detail string

// The details.
const (
	DetailStatus Detail = "STATUS" // a new spell for each change of status
	DetailAnswer Detail = "ANSWER" // a new spell for each change of any part of the answer that is exported
)

// Details lists the details.
func Details() []Detail { return []Detail{DetailStatus, DetailAnswer} }

// Form is how a network is written, where its formats leave a choice. The zero Form has
// spells by status, lists as lists and addresses of pages without a server.
type Form struct {
	Detail Detail // empty for DetailStatus

	// TextLists writes lists and spells in GeoJSON as texts, as in tables: GeoPackage and
	// FlatGeobuf have no columns of lists.
	TextLists bool

	// Site is where the pages of the server are, such as https://twins.example.org; with
	// or without a slash at its end. It is empty where that is not known.
	Site string
}

// In returns the same network, to be written in another form.
func (n *Network) In(form Form) *Network {
	if n.Form == form {
		return n
	}
	other := *n
	other.Form = form
	return &other
}

// pages are where the pages of records are on the site.
func pages(word graph.Word) string {
	if word == graph.WordCity {
		return "/city/"
	}
	return "/link/"
}

// address returns where the page of a record is that shows it as the export does: a URL
// when the site is known, otherwise a path.
func (n *Network) address(word graph.Word, slug graph.ID) string {
	address := strings.TrimSuffix(n.Form.Site, "/") + pages(word) + string(slug) + "?asOf=" + n.AsOf.String()
	if known := n.known(); known != "" {
		address += "&knownAt=" + known
	}
	return address
}

// globalID returns the id by which the API's node and nodes know a record on any day.
func globalID(word graph.Word, slug graph.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(word) + ":" + string(slug)))
}

// citation returns how to cite what an export says of a record.
func (n *Network) citation(title string, word graph.Word, slug graph.ID) string {
	known := ""
	if at := n.known(); at != "" {
		known = ", known at " + at
	}
	return title + ". Twingraph, as of " + n.AsOf.String() + known + ", change " + itoa(int64(n.Seq)) + ". " + n.address(word, slug)
}

// known returns the instant of KnownAt, empty for everything recorded.
func (n *Network) known() string {
	if n.KnownAt.Before(graph.Latest()) {
		return instantCell(n.KnownAt).text
	}
	return ""
}

// leads are fields that lead from a record of a file back to it: its id in the API, its
// page and a line to cite it by.
func leads[T any](n *Network, word graph.Word, slug func(T) graph.ID, title func(T) string) []field[T] {
	return []field[T]{
		{"globalId", text, func(r T) cell { return textCell(globalID(word, slug(r))) }},
		addressField(n, word, slug),
		{"citation", text, func(r T) cell { return textCell(n.citation(title(r), word, slug(r))) }},
	}
}

func addressField[T any](n *Network, word graph.Word, slug func(T) graph.ID) field[T] {
	return field[T]{"address", text, func(r T) cell { return textCell(n.address(word, slug(r))) }}
}

// inTexts returns the fields with lists and spells as texts, as tables have them.
func inTexts[T any](fields []field[T]) []field[T] {
	texts := make([]field[T], len(fields))
	for i, f := range fields {
		texts[i] = f
		if f.kind != list && f.kind != spells {
			continue
		}
		texts[i].kind = text
		texts[i].of = func(row T) cell {
			c := f.of(row)
			if f.kind == list {
				return cell{known: c.known, text: joined(c.list)}
			}
			s := &stream{}
			s.cell(spells, c)
			return cell{known: c.known, text: string(s.buf)}
		}
	}
	return texts
}

// title names a link by its two cities.
func (n *Network) title(l Link) string { return n.Cities[l.A].Name + " – " + n.Cities[l.B].Name }

func slugOfCity(c *graph.City) graph.ID { return c.ID }
func slugOfLink(l linkRow) graph.ID     { return l.Record.ID }
