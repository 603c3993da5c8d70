package matching

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// reading is what the name of a row may mean: names of one place, and where it is.
type reading struct {
	names []string
	where []where
	all   bool // the place has all of the names
	part  bool // what is set apart may be a part of the place: "Antwerp – Ekeren"
}

// Bounds of what a name is read as.
const (
	mostText       = 300 // bytes of a name that are read
	mostParts      = 4   // "Portland, Cumberland County, Maine, USA" has as many
	mostPlaceWords = 4   // of a place that is set off by nothing but a space
)

// readings returns what a name may mean, the likeliest first: the text as it is; a name
// and where that is, set apart by commas, brackets or dashes; names with a stroke between
// them; a name and its last words as where it is; and each without words such as "City of".
func readings(text string) []reading {
	text = strings.TrimSpace(text)
	if len(text) > mostText {
		text = text[:mostText]
	}
	text = strings.ToValidUTF8(text, "")
	text = strings.TrimSpace(mark.ReplaceAllString(text, ""))
	list := []reading{{names: []string{text}}}
	add := func(r reading) {
		if len(r.names) > 0 && graph.Fold(r.names[0]) != "" {
			list = append(list, r)
		}
	}
	parts := split(text)
	if n := len(parts); n > 1 && n <= mostParts {
		part := dash.MatchString(text) || slices.ContainsFunc(parts[1:], isArea)
		if n == 2 && dash.MatchString(text) {
			add(reading{names: parts, all: true}) // "Bolzano - Bozen"
		}
		add(reading{names: twoNames(parts[0]), where: readAll(parts[1:]), part: part})
		if len(countriesCalled(parts[0])) > 0 {
			add(reading{names: twoNames(parts[n-1]), where: readAll(parts[:n-1]), part: part}) // "Austria: Vienna"
		}
	}
	if names := twoNames(parts[0]); len(parts) == 1 && len(names) > 1 {
		add(reading{names: names})
	}
	if words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) }); len(parts) == 1 {
		for n := 1; n < len(words) && n <= mostPlaceWords; n++ {
			place := strings.Join(words[len(words)-n:], " ")
			if n == 1 && len(place) == 2 && place != strings.ToUpper(place) {
				continue // "Palma de": a code is in capitals
			}
			if w := readWhere(place); w.named() {
				add(reading{names: []string{strings.Join(words[:len(words)-n], " ")}, where: []where{w}})
			}
			for last := 1; last < n; last++ { // "Portland Oregon USA"
				state, country := readWhere(strings.Join(words[len(words)-n:len(words)-last], " ")), readWhere(strings.Join(words[len(words)-last:], " "))
				if len(country.countries) > 0 && len(state.states) > 0 {
					country.states = nil
					add(reading{names: []string{strings.Join(words[:len(words)-n], " ")}, where: []where{state, country}})
				}
			}
		}
	}
	for _, r := range slices.Clone(list) {
		if r.all {
			continue
		}
		if plain := withoutKind(r.names[0]); plain != "" {
			list = append(list, reading{names: []string{plain}, where: r.where, part: r.part})
		}
	}
	return list
}

// isArea reports whether a text says that an area is meant and not the town of its name:
// "Roth (district)".
func isArea(text string) bool {
	return slices.ContainsFunc(strings.Fields(graph.Fold(text)), func(word string) bool { return slices.Contains(areas, word) })
}

var areas = strings.Fields("area bezirk canton comarca communaute county departement department district distrikt gmina island kanton kraj kreis landkreis oblast powiat prefecture province provincia raion region rural rajon район область")

// mark is a footnote's mark, which comes along from web pages.
var mark = regexp.MustCompile(`\[[^\]]{0,12}\]|[†‡*]|[⁰¹²³⁴-⁹]+`)

// dash sets a part of a place apart as often as where it is.
var dash = regexp.MustCompile(` [-–—|] |:`)

// split divides a text at what sets a place apart.
func split(text string) []string {
	text = dash.ReplaceAllString(text, ",")
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;:()[]、，（）", r) }) {
		if graph.Fold(part) != "" {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	if len(parts) == 0 {
		return []string{text}
	}
	return parts
}

// twoNames divides "Bozen/Bolzano".
func twoNames(text string) []string {
	var names []string
	for _, name := range strings.Split(text, "/") {
		if graph.Fold(name) != "" {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

func readAll(parts []string) []where {
	list := make([]where, len(parts))
	for i, part := range parts {
		list[i] = readWhere(part)
	}
	return list
}

// kindsBefore and kindsAfter are words for a town that come with its name.
var (
	kindsBefore = strings.Split("city of|town of|municipality of|borough of|village of|commune of|the city of|stadt|landeshauptstadt|hansestadt|freie hansestadt|gemeinde|markt|ville de|ville d|commune de|citta di|comune di|comune d|ciudad de|municipio de|ayuntamiento de|ajuntament de|cidade de|camara municipal de|miasto|gmina|miasto stoleczne|gemeente|mesto|obec|grad|orasul|municipiul|kommune|stad|г|город|місто|м|gorod|dimos", "|")
	kindsAfter  = strings.Split("city|town|municipality|kommune|kommun|stadt|shi|si|kaupunki|city council|town council|borough council", "|")
)

// withoutKind returns a name without the words for what it is; empty when it has none. A
// county or a district is another thing than the town of its name, so that its word stays.
func withoutKind(name string) string {
	form := graph.Fold(name)
	best := ""
	for _, kind := range kindsBefore {
		if rest, ok := strings.CutPrefix(form, kind+" "); ok && (best == "" || len(rest) < len(best)) {
			best = rest
		}
	}
	if best != "" {
		return best
	}
	for _, kind := range kindsAfter {
		if rest, ok := strings.CutSuffix(form, " "+kind); ok {
			return rest
		}
	}
	return ""
}

// codesOf returns the codes that a text is, or is the web address of.
func codesOf(text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	for _, prefix := range []string{"geonames:", "wikidata:", "wd:", "gn:"} {
		if len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
			text = strings.TrimSpace(text[len(prefix):])
		}
	}
	if read := naming.Read(graph.SearchQuery{Text: text}).Codes; len(read) > 0 {
		return read
	}
	return []string{text}
}
