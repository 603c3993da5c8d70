package export

import (
	"bytes"
	"encoding/xml"
	"strings"
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

// escaped writes text into XML. What XML cannot hold at all, such as control
// characters, becomes U+FFFD.
func (s *stream) escaped(text string) {
	if ordinary(text) {
		s.text(text)
		return
	}
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
	s.text(b.String())
}

// ordinary reports whether text is printable ASCII without anything that XML escapes.
func ordinary(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c >= 0x7f, c == '<', c == '>', c == '&', c == '"', c == '\'':
			return false
		}
	}
	return true
}

// attribute writes a known value as text in XML; lists and spells are JSON.
func (s *stream) attribute(k kind, c cell) {
	switch k {
	case text:
		s.escaped(c.text)
	case list, spells:
		json := &stream{}
		json.cell(k, c)
		s.escaped(string(json.buf))
	case whole, decimal, flag:
		s.cell(k, c)
	}
}
