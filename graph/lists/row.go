package lists

import (
	"fmt"
	"strings"

	"twingraph/graph"
	"twingraph/graph/matching"
)

// Written is a place as a list writes it.
type Written struct {
	Name    string
	Region  string
	Country string // a name or a code
	Code    string // of a register, such as Q1829; empty when the list has none
	// Location is where the list says that it is; nil when it says nothing. It decides
	// between namesakes and is never taken over.
	Location *graph.Location
}

// String returns the place as a person would write it.
func (w Written) String() string {
	parts := []string{w.Name}
	for _, part := range []string{w.Region, w.Country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// Row is a pair of a list.
type Row struct {
	File string
	Line int     // from 1
	A, B Written // A is the one on whose page or in whose list the pair stands
}

// Problem is a place in a list that cannot be read.
type Problem struct {
	File   string
	Line   int
	Reason string
}

// String returns file:line: reason.
func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason) }

// countryOf returns the code of a country, and the region that stands before it or instead of
// it; empty for what is not known, or is several. Of "Réunion, France" the code is that of
// Réunion. What is but nearly the name of a country is asked about.
func countryOf(text string) (code, region string) {
	codes, parts := matching.Country(text, matching.Strictly)
	if len(codes) != 1 {
		return "", ""
	}
	return codes[0], strings.Join(parts, ", ")
}

// within returns a place that has no country of its own with the one that its name ends in,
// "Varna, Bulgaria", or is, "Falkland Islands".
func within(w Written) Written {
	before, last, divided := cutLast(w.Name, ",")
	switch {
	case isCountry(w.Name):
		w.Country = w.Name
	case divided && isCountry(last):
		w.Name, w.Country = strings.TrimSpace(before), strings.TrimSpace(last)
	}
	return w
}

func isCountry(text string) bool { code, region := countryOf(text); return code != "" && region == "" }

func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
