package feed

import (
	"encoding/xml"
	"time"
)

// MediaType is that of feeds (https://www.rfc-editor.org/rfc/rfc4287).
const MediaType = "application/atom+xml"

// Feed is one page of a feed, as it is written.
type Feed struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle,omitempty"`
	Updated  string   `xml:"updated"`
	Author   string   `xml:"author>name"`
	Links    []Link   `xml:"link"`
	Entries  []Entry  `xml:"entry"`
}

// Link is where a feed or an entry leads.
type Link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// Entry is one piece of news.
type Entry struct {
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Published  string     `xml:"published"`
	Links      []Link     `xml:"link"`
	Categories []Category `xml:"category"`
	Content    Text       `xml:"content"`
}

// Category is a status.
type Category struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// Text is plain text.
type Text struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Document returns the feed as an Atom document, in UTF-8.
func (f *Feed) Document() ([]byte, error) {
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}

// atomTime writes an instant as Atom has it.
func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
