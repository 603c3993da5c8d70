package matching

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// Match says which place a row means.
func (x *Index) Match(row Row) Result {
	q := x.read(row)
	byName := x.byName(q)
	byCode := x.byCode(q)
	if len(byCode) == 0 {
		return x.decide(q, byName)
	}
	return x.decideByCode(q, byCode, byName)
}

// question is a row that was read.
type question struct {
	readings    []reading
	codes       []string
	where       []where
	named       bool // the name is more than a code
	unread      bool // the country is no country
	codeUnknown bool // no place has the code
}

func (x *Index) read(row Row) *question {
	q := &question{codes: codesOf(row.Code)}
	if countries, parts := Country(row.Country, Kindly); len(countries)+len(parts) > 0 {
		if len(countries) > 0 {
			q.where = append(q.where, where{countries: countries, land: true})
		}
		for _, part := range parts {
			w := readWhere(part)
			w.countries = slices.DeleteFunc(w.countries, func(string) bool { return w.nation == "" })
			q.where = append(q.where, w)
			q.unread = q.unread || len(countries) == 0 && len(w.states) == 0
		}
	}
	if graph.Fold(row.Region) != "" {
		for _, part := range split(row.Region) {
			q.where = append(q.where, readWhere(part))
		}
	}
	name := strings.TrimSpace(row.Name)
	if _, known := x.codes[name]; known || len(naming.Read(graph.SearchQuery{Text: name}).Codes) > 0 {
		q.codes = append(q.codes, codesOf(name)...)
	} else if graph.Fold(name) != "" {
		q.named = true
		q.readings = readings(name)
	}
	return q
}

// Ways in which a name fits, the best first.
type way int

const (
	exactly way = iota
	bySound
	byTyping
	byPart
	never
)

// hit is a place that may be meant.
type hit struct {
	place                int32
	name                 int32 // of the index
	way                  way
	errors               int
	written              string // the form of the row
	own                  bool
	country, region      bool   // agrees
	claimedIn            string // the country of the row, where it is but one that claims the place
	open                 bool   // something that the row says cannot be seen
	part                 bool   // the row may speak of a part of it
	otherLand, otherPart bool   // differs
	namesakes            bool   // not on record, of a size that counts
	otherPlace           bool   // what is written is the name of a place that is not on record
	largest              bool   // by far, of several
	only                 bool   // no other place of its country has the name
}

func (h *hit) against() bool { return h.otherLand || h.otherPart }

// byName returns the places that a row may mean by its name, those that contradict it too.
func (x *Index) byName(q *question) []hit {
	var contradicted []hit
	for way := exactly; way < never; way++ {
		for i := range q.readings {
			hits := x.hits(q, &q.readings[i], way)
			if slices.ContainsFunc(hits, func(h hit) bool { return !h.against() }) {
				return x.withParts(q, &q.readings[i], append(hits, contradicted...))
			}
			if way == exactly { // what is but like a name and somewhere else is nobody's help
				contradicted = append(contradicted, hits...)
			}
		}
	}
	return oneEach(contradicted)
}

// withParts adds to what has a name exactly what is longer, for it may be the better known:
// Newcastle is a town in Northern Ireland, and Newcastle upon Tyne.
func (x *Index) withParts(q *question, r *reading, hits []hit) []hit {
	if hits[0].way == exactly {
		for _, h := range x.hits(q, r, byPart) {
			if !h.against() && x.longer(&h) {
				hits = append(hits, h)
			}
		}
	}
	return oneEach(hits)
}

// longer reports whether the rest of a name says where a place of the name before it is:
// "upon Tyne", "am Main", "(Oder)". "Aspen Hill" is no Aspen.
func (x *Index) longer(h *hit) bool {
	e := &x.names[h.name]
	word, _, _ := strings.Cut(strings.TrimSpace(e.form[len(h.written):]), " ")
	return slices.Contains(prepositions, word) || strings.Contains(x.written(e), "(")
}

var prepositions = strings.Fields("am an auf bei im in ob vor upon on by de del della di da do dos das du des d en sur sous lez les la le na nad pod pri u w kolo ved i pa aan op den")

// oneEach leaves the first hit of each place.
func oneEach(hits []hit) []hit {
	seen := map[int32]bool{}
	return slices.DeleteFunc(hits, func(h hit) bool {
		had := seen[h.place]
		seen[h.place] = true
		return had
	})
}

// hits returns the places that have one of the names of a reading in a way; of those that
// have several of its names alone, if there are any.
func (x *Index) hits(q *question, r *reading, way way) []hit {
	byPlace, times := map[int32]hit{}, map[int32]int{}
	for _, name := range r.names {
		seen := map[int32]bool{}
		x.find(name, way, func(written string, n int32, errors int) {
			e := &x.names[n]
			h := hit{place: e.place, name: n, way: way, errors: errors, own: x.own(e), written: written, part: r.part}
			if old, ok := byPlace[e.place]; !ok || h.errors < old.errors || h.errors == old.errors && h.own && !old.own {
				byPlace[e.place] = h
			}
			if !seen[e.place] {
				seen[e.place] = true
				times[e.place]++
			}
		})
	}
	most := 0
	for _, n := range times {
		most = max(most, n)
	}
	var list []hit
	for place, h := range byPlace {
		if times[place] == most && (!r.all || most == len(r.names)) {
			x.locate(&h, q.where)
			x.locate(&h, r.where)
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b hit) int { return int(a.place - b.place) })
	return list
}

// locate compares where a place is with what a row says of it.
func (x *Index) locate(h *hit, all []where) {
	for i := range all {
		switch all[i].of(&x.places[h.place]) {
		case agrees:
			h.country = true
		case agreesClaim:
			h.country, h.claimedIn = true, all[i].countries[0]
		case agreesRegion:
			h.region = true
			h.country = h.country || len(all[i].states) > 0
		case open:
			h.open = true
		case differsRegion:
			h.otherPart = true
		case differsCountry:
			h.otherLand = true
		}
	}
}

// leastOfSound is the letters from which on a name is looked for by its sound or part.
const leastOfSound = 3

// find reports the names that a form of a name is in a way.
func (x *Index) find(name string, way way, found func(form string, name int32, errors int)) {
	for _, form := range naming.Forms(name) {
		if form == "" {
			continue
		}
		switch way {
		case exactly:
			if n, ok := x.forms[form]; ok {
				for ; n >= 0; n = x.names[n].next {
					found(form, n, 0)
				}
			}
		case bySound:
			if sound := soundOf(form); utf8.RuneCountInString(sound) > leastOfSound {
				for _, n := range x.sounds()[sound] {
					found(form, n, 0)
				}
			}
		case byTyping:
			x.findTyped(form, found)
		case byPart:
			if utf8.RuneCountInString(form) >= leastOfSound {
				sorted := x.sorted()
				at, _ := slices.BinarySearchFunc(sorted, form+" ", func(n int32, form string) int { return strings.Compare(x.names[n].form, form) })
				for ; at < len(sorted) && strings.HasPrefix(x.names[sorted[at]].form, form+" "); at++ {
					found(form, sorted[at], 0)
				}
			}
		}
	}
}

// findTyped reports the names that a form is but for typing errors.
func (x *Index) findTyped(form string, found func(form string, name int32, errors int)) {
	most := naming.Allowance(strings.ReplaceAll(form, " ", ""))
	if most == 0 {
		return
	}
	first, _ := utf8.DecodeRuneInString(form)
	want := shapeOf(form, 0)
	for _, s := range x.typed()[first] {
		if apart := int(s.length) - int(want.length); apart > most || -apart > most || bits.OnesCount32(s.letters^want.letters) > 2*most {
			continue
		}
		if errors, ok := typingErrors(form, x.names[s.name].form, most); ok {
			found(form, s.name, errors)
		}
	}
}

// typingErrors returns how many typing errors lie between two names that differ, and
// whether each of their words has no more than are forgiven in it. Where one has a space
// more, that is the only error.
func typingErrors(a, b string, most int) (int, bool) {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		errors, ok := naming.Errors(a, b, 1)
		return errors, ok && strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
	}
	sum := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		errors, ok := naming.Errors(x[i], y[i], naming.Allowance(x[i]))
		if sum += errors; !ok || errors == 0 || sum > most {
			return 0, false
		}
	}
	return sum, sum > 0
}

// byCode returns the places that have one of the row's codes.
func (x *Index) byCode(q *question) []hit {
	var hits []hit
	for _, code := range q.codes {
		for _, place := range x.codes[code] {
			h := hit{place: place, name: -1}
			x.locate(&h, q.where)
			hits = append(hits, h)
		}
	}
	q.codeUnknown = len(q.codes) > 0 && len(hits) == 0
	return oneEach(hits)
}
