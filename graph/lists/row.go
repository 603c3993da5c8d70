package lists

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/naming"
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

// nations are parts of the United Kingdom that lists write where a country belongs, each
// with the name of the region that it is there.
var nations = []string{"England", "Scotland", "Wales", "Northern Ireland"}

// alsoCountries are names of countries and territories that lists use and the table of
// package naming has not. Northern Cyprus and the West Bank have no code of their own: what
// lies there is listed under the code that ISO 3166-1 has for it.
var alsoCountries = map[string]string{
	"northern cyprus": "CY", "west bank": "PS", "republic of ireland": "IE", "east timor": "TL", "moldavia": "MD",
	"surinam": "SR", "bosnia and hercegovina": "BA", "federated states of micronesia": "FM", "republic of china": "TW",
	"macedonia": "MK", "swaziland": "SZ", "burma": "MM", "holland": "NL", "korea": "KR",
}

// dependent are codes of territories that lists write with the state that they belong to.
var dependent = strings.Fields("AS AW AX BL BM BQ CC CK CW CX FK FO GF GG GI GL GP GU HK IM JE KY MF MO MP MQ MS NC NU PF PM PR RE SH SX TC VG VI WF YT")

// countries finds codes of countries by what lists write.
type countries struct {
	byName map[string]string
	named  map[string]string
}

func newCountries() *countries {
	c := &countries{byName: map[string]string{}, named: map[string]string{}}
	for _, country := range naming.Countries() {
		c.named[country.Country] = country.CountryName
		c.byName[strings.ToLower(country.Country)] = country.Country
		for _, name := range country.Names {
			for _, form := range name.Forms {
				c.byName[form] = country.Country
			}
		}
	}
	for name, code := range alsoCountries {
		c.byName[name] = code
	}
	return c
}

// code returns the code of a country, with "and" or "&" in its name.
func (c *countries) code(name string) string {
	folded := graph.Fold(name)
	return cmp.Or(c.byName[folded], c.byName[strings.ReplaceAll(folded, " and ", " ")])
}

// find returns the code of a country, and the region that stands before it or instead of
// it; empty for what is not known. Of "Réunion, France" the code is that of Réunion.
func (c *countries) find(text string) (code, region string) {
	text, _, _ = strings.Cut(text, " (country)")
	text = strings.TrimSpace(text)
	if slices.Contains(nations, text) {
		return "GB", text
	}
	if code := c.code(text); code != "" {
		return code, ""
	}
	before, last, divided := cutLast(text, ",")
	if !divided {
		return "", ""
	}
	if code := c.code(before); c.code(last) != "" && slices.Contains(dependent, code) {
		return code, ""
	}
	if code := c.code(last); code != "" {
		return code, strings.TrimSpace(before)
	}
	return "", ""
}

// within returns a place that has no country of its own with the one that its name ends in,
// "Varna, Bulgaria", or is, "Falkland Islands".
func (c *countries) within(w Written) Written {
	before, last, divided := cutLast(w.Name, ",")
	switch {
	case c.code(w.Name) != "":
		w.Country = w.Name
	case divided && c.code(last) != "":
		w.Name, w.Country = strings.TrimSpace(before), strings.TrimSpace(last)
	}
	return w
}

func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
