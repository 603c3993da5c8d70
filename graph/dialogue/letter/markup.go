package letter

import (
	"strings"

	"twingraph/graph"
)

// text returns a string from the data as it can stand in a letter: on one line, and in
// Markdown without a meaning to Markdown or HTML.
func (d *draft) text(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if !d.markdown {
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

func (d *draft) strong(s string) string {
	if d.markdown {
		return "**" + s + "**"
	}
	return s
}

func (d *draft) heading(s string) string {
	if d.markdown {
		return "## " + s
	}
	return s + "\n" + strings.Repeat("-", len([]rune(s)))
}

// reference writes a source: title, publisher, date, address. An address is a link
// only when it is one of the web and holds nothing that could end the link.
func (d *draft) reference(s *graph.Source) string {
	parts := []string{d.text(s.Title)}
	if s.Publisher != "" {
		parts = append(parts, d.text(s.Publisher))
	}
	if !s.Date.IsZero() {
		parts = append(parts, calendar{d.language, d.markdown}.plain(s.Date))
	}
	web := strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://")
	switch {
	case s.URL == "":
	case d.markdown && web && !strings.ContainsAny(s.URL, " \t\r\n<>\\"):
		parts = append(parts, "<"+s.URL+">")
	default:
		parts = append(parts, d.text(s.URL))
	}
	return strings.Join(parts, ", ")
}
