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
	other.pages = other.pagesOf()
	return &other
}

// page is what leads from an export to the pages of one word's records, but for what
// differs from record to record. There are many rows, and all this is the same in each.
type page struct {
	globalID string // before the slug, in what is encoded
	before   string // the slug in an address
	after    string // it
	cited    string // between the title of a record and its address
}

// pagesOf returns the pages of a network in its form.
func (n *Network) pagesOf() map[graph.Word]page {
	after, known := "?asOf="+n.AsOf.String(), ""
	if at := n.known(); at != "" {
		after += "&knownAt=" + at
		known = ", known at " + at
	}
	cited := ". Twingraph, as of " + n.AsOf.String() + known + ", change " + itoa(int64(n.Seq)) + ". "
	pages := map[graph.Word]page{}
	for word, path := range map[graph.Word]string{graph.WordCity: "/city/", graph.WordTwinningLink: "/link/"} {
		pages[word] = page{
			globalID: string(word) + ":",
			before:   strings.TrimSuffix(n.Form.Site, "/") + path,
			after:    after,
			cited:    cited,
		}
	}
	return pages
}

// address returns where the page of a record is that shows it as the export does: a URL
// when the site is known, otherwise a path.
func (p page) address(slug graph.ID) string { return p.before + string(slug) + p.after }

// citation returns how to cite what an export says of a record.
func (p page) citation(title string, slug graph.ID) string {
	return title + p.cited + p.before + string(slug) + p.after
}

// lead returns what leads back to a record.
func (p page) lead(slug graph.ID, title string) Lead {
	return Lead{GlobalID: p.id(slug), Address: p.address(slug), Citation: p.citation(title, slug)}
}

// id returns the id by which the API's node and nodes know a record on any day.
func (p page) id(slug graph.ID) string {
	var plain [128]byte
	var encoded [192]byte
	text := append(append(plain[:0], p.globalID...), slug...)
	return string(base64.RawURLEncoding.AppendEncode(encoded[:0], text))
}

// known returns the instant of KnownAt, empty for everything recorded.
func (n *Network) known() string {
	if n.KnownAt.Before(graph.Latest()) {
		return written(n.KnownAt)
	}
	return ""
}

// leads are fields that lead from a record of a file back to it: its id in the API, its
// page and a line to cite it by.
func leads[T any](n *Network, word graph.Word, slug func(T) graph.ID, title func(T) string) []field[T] {
	page := n.pages[word]
	return []field[T]{
		{"globalId", text, func(r T) cell { return textCell(page.id(slug(r))) }},
		addressField(n, word, slug),
		{"citation", text, func(r T) cell { return textCell(page.citation(title(r), slug(r))) }},
	}
}

func addressField[T any](n *Network, word graph.Word, slug func(T) graph.ID) field[T] {
	page := n.pages[word]
	return field[T]{"address", text, func(r T) cell { return textCell(page.address(slug(r))) }}
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
