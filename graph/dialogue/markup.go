package dialogue

import (
	"strings"

	"twingraph/graph"
)

// text returns a string from the data as it can stand in a letter: on one line, and in
// Markdown without a meaning to Markdown or HTML.
func (n *pen) text(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if !n.markdown {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// texts returns strings from the data as they can stand in a letter.
func (n *pen) texts(given []string) []string {
	written := make([]string, len(given))
	for i, s := range given {
		written[i] = n.text(s)
	}
	return written
}

func (n *pen) strong(s string) string {
	if n.markdown {
		return "**" + s + "**"
	}
	return s
}

func (n *pen) heading(s string) string {
	if n.markdown {
		return "## " + s
	}
	return s + "\n" + strings.Repeat("-", len([]rune(s)))
}

// reference writes a source: title, publisher, date, address. An address is a link
// only when it is one of the web and holds nothing that could end the link.
func (n *pen) reference(s *graph.Source) string {
	parts := []string{n.text(s.Title)}
	if s.Publisher != "" {
		parts = append(parts, n.text(s.Publisher))
	}
	if !s.Date.IsZero() {
		parts = append(parts, calendar{n.language, n.markdown}.plain(s.Date))
	}
	web := strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://")
	switch {
	case s.URL == "":
	case n.markdown && web && !strings.ContainsAny(s.URL, " \t\r\n<>\\"):
		parts = append(parts, "<"+s.URL+">")
	default:
		parts = append(parts, n.text(s.URL))
	}
	return strings.Join(parts, ", ")
}
