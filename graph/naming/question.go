package naming

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"twingraph/graph"
)

// Question is a search query that was read.
type Question struct {
	Readings []Reading // what the text may mean; none without a letter or digit
	Codes    []string  // that the text may be: a Wikidata id, a GeoNames id
	Country  string    // the country code that the text may be; empty for none

	countries []string
	region    *qualifier
	texts     bool // texts about things are looked at

	cities           bool // are searched
	exact, beginning *led // what other names lead to, once it is looked up
}

// Reading is what a text may mean: a name, and where what has it is.
type Reading struct {
	forms []form
	where []qualifier // all of them hold
}

// Bounds of what a text is read as.
const (
	mostQualifiers = 3 // "Portland, Cumberland County, Maine, USA" has as many
	mostPlaceWords = 4 // of a place that is set off by nothing but a space
	leastOfText    = 3 // letters to look for in texts about things
)

// Read reads a query, which is sound (graph.SearchQuery.Check). The first of its readings
// takes the text as a name.
func Read(query graph.SearchQuery) *Question {
	q := &Question{countries: query.Countries}
	words, _ := query.Sought()
	q.cities = slices.Contains(words, graph.WordCity)
	if strings.TrimSpace(query.Region) != "" {
		region := newQualifier(query.Region).loose()
		q.region = &region
	}
	text := strings.TrimSpace(query.Text)
	if code := codeOf(text); code != "" {
		q.Codes = []string{code}
	}
	if _, ok := countryNames()[text]; ok {
		q.Country = text
	}
	q.read(text, nil)
	if len(q.Readings) == 0 {
		return q
	}
	q.texts = utf8.RuneCountInString(q.Readings[0].forms[0].text) >= leastOfText
	if at := strings.IndexAny(text, ",;("); at >= 0 {
		q.readParts(text[:at], strings.FieldsFunc(text[at:], func(r rune) bool { return strings.ContainsRune(",;()", r) }))
	} else {
		q.readWords(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }))
	}
	return q
}

// read adds a reading.
func (q *Question) read(name string, where []qualifier) {
	if forms := newForms(name); len(forms) > 0 {
		q.Readings = append(q.Readings, Reading{forms, where})
	}
}

// readParts reads a name and where it is, set apart by commas or in brackets. The last words
// of the name may say it, too: "Chicago IL, USA".
func (q *Question) readParts(name string, parts []string) {
	var where []qualifier
	for _, part := range parts {
		if graph.Fold(part) != "" {
			where = append(where, newQualifier(part).loose())
		}
	}
	if n := len(where); n == 0 || n > mostQualifiers {
		return
	}
	q.read(name, where)
	if len(where) == mostQualifiers {
		return
	}
	words := strings.Fields(name)
	for n := 1; n < len(words) && n <= mostPlaceWords; n++ {
		region := newQualifier(strings.Join(words[len(words)-n:], " "))
		q.read(strings.Join(words[:len(words)-n], " "), append([]qualifier{region}, where...))
	}
}

// readWords reads the last words as where something is: a country, a state or a region by
// its name or code, or one of the latter and a country.
func (q *Question) readWords(words []string) {
	join := func(words []string) string { return strings.Join(words, " ") }
	for n := 1; n < len(words) && n <= mostPlaceWords; n++ {
		name, place := words[:len(words)-n], words[len(words)-n:]
		q.read(join(name), []qualifier{newQualifier(join(place))})
		for last := 1; last < n; last++ {
			region, country := place[:n-last], newQualifier(join(place[n-last:]))
			if len(country.countries) > 0 {
				country.states = nil
				q.read(join(name), []qualifier{newQualifier(join(region)), country})
			}
		}
	}
}

// codeOf returns the code that a text is, or the web address of: a Wikidata id or a
// number, which is how GeoNames and others know places.
func codeOf(text string) string {
	for _, before := range []string{"www.wikidata.org/wiki/", "www.wikidata.org/entity/", "www.geonames.org/"} {
		if _, rest, ok := strings.Cut(text, before); ok {
			text, _, _ = strings.Cut(rest, "/")
		}
	}
	number := text
	if len(text) > 1 && (text[0] == 'Q' || text[0] == 'q') {
		number = text[1:]
		text = "Q" + number
	}
	if number == "" || len(number) > 18 || strings.ContainsFunc(number, func(r rune) bool { return r < '0' || r > '9' }) {
		return ""
	}
	return text
}

// Forms returns the words of each form of the name of a reading.
func (r *Reading) Forms() [][]string {
	words := make([][]string, len(r.forms))
	for i, f := range r.forms {
		words[i] = f.words
	}
	return words
}

// Qualified reports whether the reading says where something is.
func (r *Reading) Qualified() bool { return len(r.where) > 0 }

// holds reports whether a place is where a reading says.
func (r *Reading) holds(at *Where) bool {
	for i := range r.where {
		if !r.where[i].holds(at) {
			return false
		}
	}
	return true
}

// Narrow leaves out the readings that speak of a region that is not known, which changes
// nothing but how long a search takes. Known is asked for the forms of names of regions.
func (q *Question) Narrow(known func(form string) bool) {
	q.Readings = slices.DeleteFunc(q.Readings, func(r Reading) bool {
		return slices.ContainsFunc(r.where, func(w qualifier) bool {
			return !w.named() && !w.beginning && !slices.ContainsFunc(w.forms, func(f form) bool { return known(f.text) })
		})
	})
}

// Within reports whether what is there is among what the query asks for.
func (q *Question) Within(at *Where) bool {
	return (len(q.countries) == 0 || slices.Contains(q.countries, at.Country)) && (q.region == nil || q.region.holds(at))
}

// Anywhere reports whether Within is true of everything.
func (q *Question) Anywhere() bool { return len(q.countries) == 0 && q.region == nil }

// Texts reports whether texts about things are looked at: not for a letter or two, which
// begin a word of nearly all.
func (q *Question) Texts() bool { return q.texts }

// Fit is how well a name matches; the zero value is no match.
type Fit struct {
	rank   int // notAtAll - place in graph.Matches; 0 for none
	errors int
}

// Found reports whether there is a match.
func (f Fit) Found() bool { return f.rank > 0 }

// Match returns the match, which must have been found.
func (f Fit) Match() graph.Match { return graph.Matches()[notAtAll-f.rank] }

// Errors returns the typing errors that were forgiven.
func (f Fit) Errors() int { return f.errors }

// Compare orders fits, the better first.
func (f Fit) Compare(g Fit) int {
	return cmp.Or(cmp.Compare(g.rank, f.rank), cmp.Compare(f.errors, g.errors))
}

// Code is the fit of a code.
func Code() Fit { return Fit{rank: notAtAll - byCode} }

// Fit says how well a name of something that is there matches, with typing errors or
// without. A text about something is compared with all of what was typed, and no error in
// it is forgiven.
func (q *Question) Fit(n *Name, typing bool, at *Where) Fit {
	var best Fit
	if n.Kind == graph.NameText {
		if !typing && q.texts && len(q.Readings) > 0 && n.beginsWith(q.Readings[0].forms) {
			best = Fit{rank: notAtAll - byWords}
		}
		return best
	}
	for i := range q.Readings {
		r := &q.Readings[i]
		var fit Fit
		if typing {
			if errors, ok := n.errors(r.forms); ok && errors > 0 {
				fit = Fit{notAtAll - byFuzzy, errors}
			}
		} else {
			fit.rank = notAtAll - n.match(r.forms)
		}
		if !fit.Found() || best.Found() && fit.Compare(best) >= 0 {
			continue
		}
		if r.holds(at) {
			best = fit
		}
	}
	return best
}
