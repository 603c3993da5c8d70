package export

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// xmlHead begins an XML document with a comment for people who open it.
func (n *Network) xmlHead(s *stream) {
	s.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n")
	for _, a := range n.head() {
		if a.value != "" {
			s.text(a.name + ": " + strings.ReplaceAll(a.value, "--", "- -") + "\n")
		}
	}
	s.text("-->\n")
}

// escaped writes text into an element or into an attribute between apostrophes; JSON
// with its many quotation marks stays short that way. What XML cannot hold at all,
// such as control characters, becomes U+FFFD.
func (s *stream) escaped(text string) {
	if !utf8.ValidString(text) || strings.IndexByte(text, 0xEF) >= 0 { // with it begin U+FFFE and U+FFFF
		s.escapedSlowly(text)
		return
	}
	done := 0
	for i := range len(text) {
		var entity string
		switch c := text[i]; {
		case c > '>':
			continue
		case c == '&':
			entity = "&amp;"
		case c == '<':
			entity = "&lt;"
		case c == '>':
			entity = "&gt;"
		case c == '\'':
			entity = "&#39;"
		case c == '\t':
			entity = "&#9;"
		case c == '\n':
			entity = "&#10;"
		case c == '\r':
			entity = "&#13;"
		case c < ' ':
			entity = "\uFFFD"
		default:
			continue
		}
		s.text(text[done:i])
		s.text(entity)
		done = i + 1
	}
	s.text(text[done:])
}

// escapedSlowly writes text that may hold what XML cannot.
func (s *stream) escapedSlowly(text string) {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
	s.text(b.String())
}

// attribute writes a known value as text in XML; lists and spells are JSON.
func (s *stream) attribute(k kind, c cell) {
	switch k {
	case text:
		s.escaped(c.text)
	case date:
		s.date("", c.date, "")
	case instant:
		s.instant(*c.instant)
	case spells: // in which nothing has to be escaped
		s.cell(k, c)
	case list:
		s.escaped(s.aside(func(json *stream) { json.cell(k, c) }))
	case integer, decimal, flag:
		s.cell(k, c)
	}
}
