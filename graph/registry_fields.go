package graph

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of one record. They keep a mistake (a whole page pasted into a field)
// out, and every answer of a sane size.
const (
	maxText = 10_000 // characters
	maxList = 1_000  // values
)

func (v *validation) required(field, value string) {
	if value == "" {
		v.say(field, "is required")
	}
}

// texts checks that texts can be stored, shown and exported (XML has no control
// characters) and are not too long or too many.
func (v *validation) texts(field string, values ...string) {
	if len(values) > maxList {
		v.say(field, "%d values are too many: at most %d", len(values), maxList)
		return
	}
	for _, s := range values {
		if len(s) > maxText && utf8.RuneCountInString(s) > maxText {
			v.say(field, "is longer than %d characters", maxText)
		}
		if !utf8.ValidString(s) {
			v.say(field, "is not valid UTF-8")
		} else if strings.ContainsFunc(s, unprintable) {
			v.say(field, "contains a control character")
		}
	}
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF'
}

// enumerated checks a value that must be one of a closed list.
func enumerated[T ~string](v *validation, field string, value T, allowed []T) {
	if slices.Contains(allowed, value) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	if value == "" {
		v.say(field, "is required: one of %s", strings.Join(names, ", "))
		return
	}
	v.say(field, "%q is not one of %s", value, strings.Join(names, ", "))
}

func (v *validation) country(field, value string) {
	if value != "" && !isCountry(value) {
		v.say(field, "%q is not a country code: write two capital letters (ISO 3166-1), such as PL", value)
	}
}

func (v *validation) web(field, value string) {
	if value != "" && !isWeb(value) {
		v.say(field, "%q is not a web address: it begins with https:// or http://", value)
	}
	v.texts(field, value)
}

// date checks that a date exists in the calendar; the zero value does.
func (v *validation) date(field string, d PartialDate) {
	if d == (PartialDate{}) {
		return
	}
	if _, err := ParsePartialDate(d.String()); err != nil {
		v.say(field, "%q is not a date", d)
	}
}

// notBefore checks that later is not certain to be before earlier.
func (v *validation) notBefore(field string, later PartialDate, than string, earlier PartialDate) {
	if !later.IsZero() && !earlier.IsZero() && later.Last() < earlier.First() {
		v.say(field, "%s is before %s %s", later, than, earlier)
	}
}

func (v *validation) notItself(field string, ids []ID) {
	if slices.Contains(ids, v.id) {
		v.say(field, "a %s cannot refer to itself here", v.word)
	}
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// number reports whether s is a positive whole number of at most 18 digits.
func number(s string) bool {
	if s == "" || len(s) > 18 || s[0] == '0' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsFunc(s, unicode.IsSpace)
}

func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(domain, "@/") &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '<' || r == '>' })
}

func isPhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-()/. ", r):
			return false
		}
	}
	return digits >= 3
}
