package matching

import (
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// where is one thing that a row says about where the place is.
type where struct {
	countries []string
	land      bool // the country of a row, and nothing else
	states    []naming.State
	forms     []string // of the text
	nation    string   // a part of the United Kingdom, empty for none
}

// readWhere reads a part of a name, or a region: a country, a state or a region.
func readWhere(text string) where {
	w := where{forms: naming.Forms(text)}
	w.countries = countriesCalled(text)
	w.states = statesCalled(text)
	w.nation = nationOf(w.forms[0])
	return w
}

// named reports whether the text is the name or code of a country or a state.
func (w *where) named() bool { return len(w.countries)+len(w.states) > 0 }

// verdict is what a place makes of something that a row says.
type verdict int

const (
	agrees verdict = iota
	agreesRegion
	agreesClaim // it is claimed by the country of the row
	open        // cannot be seen
	differsRegion
	differsCountry
)

// of says whether a place is where the row says.
func (w *where) of(p *Place) verdict {
	if len(w.countries) > 0 && inCountry(p.Country, w.countries) {
		if region := nationOf(graph.Fold(p.Region)); w.nation != "" && region != "" {
			return within(region == w.nation)
		}
		return agrees
	}
	if len(w.countries) == 1 && slices.Contains(p.ClaimedBy, w.countries[0]) {
		return agreesClaim
	}
	if w.land {
		if p.Country == "" {
			return open
		}
		return differsCountry
	}
	region := graph.Fold(p.Region)
	for _, s := range w.states {
		if s.Country != p.Country {
			continue
		}
		if region == "" {
			return open
		}
		return within(region == s.Form)
	}
	if region != "" && w.likeRegion(region) {
		return agreesRegion
	}
	if w.inName(p) {
		return agreesRegion
	}
	switch {
	case len(w.countries) > 0 || len(w.states) > 0:
		if p.Country == "" {
			return open
		}
		return differsCountry
	case slices.ContainsFunc(w.forms, func(f string) bool { return isState(p.Country, f) }):
		return differsRegion
	}
	return open
}

func within(holds bool) verdict {
	if holds {
		return agreesRegion
	}
	return differsRegion
}

// isState reports whether a text names another state of a country whose states are known.
func isState(country, form string) bool {
	return slices.ContainsFunc(statesCalled(form), func(s naming.State) bool { return s.Country == country })
}

// statesCalled returns the states whose name or code a text is, or how newspapers shorten it.
func statesCalled(text string) []naming.State {
	if code, ok := shortStates[graph.Fold(text)]; ok {
		text = code
	}
	return naming.StatesCalled(text)
}

// shortStates are the abbreviations of states that are not their codes.
var shortStates = map[string]string{
	"ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT", "del": "DE", "fla": "FL", "ill": "IL", "ind": "IN",
	"kan": "KS", "kans": "KS", "ky": "KY", "mass": "MA", "mich": "MI", "minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "n h": "NH",
	"n j": "NJ", "n m": "NM", "n y": "NY", "n c": "NC", "n d": "ND", "okla": "OK", "ore": "OR", "penn": "PA", "penna": "PA", "r i": "RI", "s c": "SC", "s d": "SD",
	"tenn": "TN", "tex": "TX", "wash": "WA", "w va": "WV", "wis": "WI", "wisc": "WI", "wyo": "WY", "d c": "DC", "b c": "BC", "ont": "ON", "que": "QC", "alta": "AB", "sask": "SK",
}

// likeRegion reports whether the text is a region's name, its first words, or written but
// a little otherwise: Lombardia for Lombardy, Murmanskaya for Murmansk Oblast.
func (w *where) likeRegion(region string) bool {
	for _, form := range w.forms {
		if form == "" {
			continue
		}
		if form == region || strings.HasPrefix(region, form+" ") || strings.HasPrefix(form, region+" ") || strings.HasSuffix(region, " "+form) || strings.HasSuffix(form, " "+region) {
			return true
		}
		a, _, _ := strings.Cut(form, " ")
		b, _, _ := strings.Cut(region, " ")
		if n := common(a, b); n >= 5 && n >= min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))-2 {
			return true
		}
	}
	return false
}

// common returns how many letters two words begin with together.
func common(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// inName reports whether the words are in a name of the place: "(Saale)" in "Halle an der
// Saale", "(Oder)" in "Frankfurt (Oder)".
func (w *where) inName(p *Place) bool {
	for _, names := range [][]string{{p.Name}, p.OwnNames, p.Aliases} {
		for _, name := range names {
			words := strings.Fields(graph.Fold(name))
			if len(words) > 1 && w.forms[0] != "" && !slices.ContainsFunc(strings.Fields(w.forms[0]), func(word string) bool { return !slices.Contains(words[1:], word) }) {
				return true
			}
		}
	}
	return false
}
