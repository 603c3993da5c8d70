package graph

import (
	"regexp"
	"strings"
)

// maxSlug bounds the slug that is made for a record, in bytes: ids are read and typed.
const maxSlug = 120

// part is the name of a property in a Declaration's Slug, with what stands before it.
var part = regexp.MustCompile(`([^{}]*)\{(\w+)\}`)

// Slug returns the id that a new record of the word would have by the habit of the word,
// empty when the word has none or the record lacks what ids are made of. Whether the id is
// taken is for the caller to see.
func (s *Shape) Slug(r Record) ID {
	var b strings.Builder
	for _, found := range part.FindAllStringSubmatch(s.slug, -1) {
		property, _ := s.Property(found[2])
		text := slugOf(property, property.Of(r))
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(found[1])
		}
		b.WriteString(text)
	}
	slug := b.String()
	if len(slug) > maxSlug {
		slug = strings.TrimRight(slug[:maxSlug], "-._")
	}
	if id := ID(slug); ValidID(id) {
		return id
	}
	return ""
}

// slugOf writes a value of a property as a part of an id.
func slugOf(p Property, value any) string {
	switch value := value.(type) {
	case PartialDate:
		return value.String()
	case []string:
		if p.To != "" {
			return strings.Join(value, "--")
		}
	case string:
		if p.To != "" {
			return value
		}
		return slugOfText(value)
	}
	return ""
}

// slugOfText writes a text with the letters of ids: what Fold leaves of it that is ASCII.
func slugOfText(text string) string {
	var b strings.Builder
	for _, r := range Fold(text) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}
