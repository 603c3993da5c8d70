package naming

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"twingraph/graph"
)

// Names in other languages and scripts, and old ones, of the cities of the datasets that
// the program ships, by GeoNames id: made by graph/matching/make of GeoNames' alternate
// names (https://www.geonames.org, CC BY 4.0). They are not written into the records of
// cities, whose names are those that a source of the dataset has.
//
//go:embed othernames.txt.gz
var otherNamesFile []byte

// mostOtherName bounds a name, in bytes.
const mostOtherName = 60

// OtherLines returns the lines of the file of the other names of places by their GeoNames
// ids, in order of the ids, which are numbers: those that differ from the name and from one
// another in a way that counts.
func OtherLines(codes []string, name func(code string) string, others func(code string) []string) []string {
	number := func(code string) int {
		n, _ := strconv.Atoi(code)
		return n
	}
	var lines []string
	for _, code := range slices.SortedFunc(slices.Values(codes), func(a, b string) int { return cmp.Compare(number(a), number(b)) }) {
		seen := map[string]bool{}
		take := func(name string) bool {
			forms := Forms(name)
			is := forms[0] == "" || seen[forms[0]]
			for _, form := range forms {
				seen[form] = true
			}
			return !is
		}
		take(name(code))
		var kept []string
		for _, other := range slices.Sorted(slices.Values(others(code))) {
			sign := len(other) == 3 && strings.ToUpper(other) == other // of an airport
			if !sign && len(other) <= mostOtherName && !strings.ContainsAny(other, ";\t\n") && take(other) {
				kept = append(kept, other)
			}
		}
		if len(kept) > 0 {
			lines = append(lines, code+"\t"+strings.Join(kept, ";"))
		}
	}
	return lines
}

// otherNames is the file with an index of the forms of the names. Names and forms are
// pieces of two texts, not texts each, since there are 170,000.
type otherNames struct {
	text   string
	places []otherPlace // in order of their ids
	forms  string
	byForm []otherForm // in order of their forms, ids and places in text
}

// otherPlace is a line of the file.
type otherPlace struct {
	code     uint32
	from, to uint32 // of its names in text
}

// otherForm is a form of a name.
type otherForm struct {
	from  uint32 // in forms
	name  uint32 // where it begins in text
	place uint16 // in places
	bytes uint8  // of the form
}

// others is the table, made when it is first asked for: a third of a second of CPU, and 9
// MB of memory.
var others = sync.OnceValue(func() *otherNames {
	from, err := gzip.NewReader(bytes.NewReader(otherNamesFile))
	if err != nil {
		panic("naming: " + err.Error()) // a test reads the file
	}
	var text strings.Builder
	if _, err := io.Copy(&text, from); err != nil {
		panic("naming: " + err.Error())
	}
	return newOtherNames(strings.Clone(text.String()))
})

func newOtherNames(text string) *otherNames {
	o := &otherNames{text: text}
	var forms strings.Builder
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:], '\n')
		tab := at + strings.IndexByte(text[at:end], '\t')
		code, err := strconv.ParseUint(text[at:tab], 10, 32)
		if err != nil || len(o.places) == 1<<16 {
			panic(fmt.Sprintf("naming: other names of %q: %v", text[at:tab], err))
		}
		place := uint16(len(o.places))
		o.places = append(o.places, otherPlace{uint32(code), uint32(tab + 1), uint32(end)})
		name := tab + 1
		for written := range strings.SplitSeq(text[tab+1:end], ";") {
			for _, form := range Forms(written) {
				if len(form) >= leastOther && len(form) < 1<<8 {
					o.byForm = append(o.byForm, otherForm{uint32(forms.Len()), uint32(name), place, uint8(len(form))})
					forms.WriteString(form)
				}
			}
			name += len(written) + 1
		}
		at = end + 1
	}
	o.places, o.byForm, o.forms = slices.Clip(o.places), slices.Clip(o.byForm), strings.Clone(forms.String())
	slices.SortFunc(o.byForm, func(a, b otherForm) int {
		return cmp.Or(strings.Compare(o.form(a), o.form(b)), cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name))
	})
	return o
}

func (o *otherNames) form(f otherForm) string { return o.forms[f.from : f.from+uint32(f.bytes)] }

// written returns the name that begins there, as it is written.
func (o *otherNames) written(f otherForm) string {
	name, _, _ := strings.Cut(o.text[f.name:o.places[f.place].to], ";")
	return name
}

// beginning returns the names with a form that begins so.
func (o *otherNames) beginning(text string) []otherForm {
	from := sort.Search(len(o.byForm), func(i int) bool { return o.form(o.byForm[i]) >= text })
	n := sort.Search(len(o.byForm)-from, func(i int) bool { return !strings.HasPrefix(o.form(o.byForm[from+i]), text) })
	return o.byForm[from : from+n]
}

// OtherNames returns the names that GeoNames has for the place of an id, beside its own;
// none for a place that is in no dataset of the program.
func OtherNames(geoNames string) []string {
	code, err := strconv.ParseUint(geoNames, 10, 32)
	if err != nil {
		return nil
	}
	o := others()
	at, ok := slices.BinarySearchFunc(o.places, uint32(code), func(p otherPlace, code uint32) int { return cmp.Compare(p.code, code) })
	if !ok {
		return nil
	}
	return strings.Split(o.text[o.places[at].from:o.places[at].to], ";")
}

// Bounds of what is looked for among other names: they are many, and short ones say little.
const (
	leastOther     = 2   // bytes of a name
	leastBeginning = 3   // bytes of the beginning of one
	mostBeginnings = 100 // places of which one begins so
)

// other is a name that GeoNames has for a place, and a search asks for.
type other struct {
	written string
	fit     Fit
	where   []qualifier
}

// Others returns the GeoNames ids of places that have another name which is one of the
// readings or, where typing errors are looked for, begins with it; of those that begin with
// it the ones whose names have least more. Stores look for cities by these ids, as by Codes.
func (q *Question) Others(typing bool) []string {
	if !q.cities {
		return nil
	}
	return q.led(typing).codes
}

// led is what other names lead to.
type led struct {
	codes []string
	named map[string][]other
}

func (q *Question) led(typing bool) *led {
	to := &q.exact
	if typing {
		to = &q.beginning
	}
	if *to == nil {
		*to = q.lookUp(typing)
	}
	return *to
}

func (q *Question) lookUp(beginnings bool) *led {
	f := &led{named: map[string][]other{}}
	type hit struct {
		otherForm
		reading int
		more    int // bytes
	}
	var hits []hit
	o := others()
	for i := range q.Readings {
		for _, form := range q.Readings[i].forms {
			if len(form.text) < leastOther || beginnings && len(form.text) < leastBeginning {
				continue
			}
			for _, name := range o.beginning(form.text) {
				more := int(name.bytes) - len(form.text)
				if (more > 0) != beginnings {
					if !beginnings {
						break // those that are the text come first
					}
					continue
				}
				hits = append(hits, hit{name, i, more})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.more, b.more) })
	fit := Fit{rank: notAtAll - byExact}
	if beginnings {
		fit.rank = notAtAll - byWords
	}
	for _, h := range hits {
		code := strconv.FormatUint(uint64(o.places[h.place].code), 10)
		if f.named[code] == nil {
			if beginnings && len(f.codes) == mostBeginnings {
				continue
			}
			f.codes = append(f.codes, code)
		}
		f.named[code] = append(f.named[code], other{o.written(h.otherForm), fit, q.Readings[h.reading].where})
	}
	return f
}

// Other returns the name that GeoNames has for a city and that matches, and how: EXACT, or
// WORDS for one that begins with the text. It is asked of what Others lead to.
func (q *Question) Other(r graph.Record, typing bool, at *Where) (Name, Fit) {
	city, ok := r.(*graph.City)
	if !ok || city.GeoNames == "" || len(q.Others(typing)) == 0 {
		return Name{}, Fit{}
	}
	for _, o := range q.led(typing).named[city.GeoNames] {
		if (&Reading{where: o.where}).holds(at) {
			return Name{Written: o.written, Kind: graph.NameGazetteer}, o.fit
		}
	}
	return Name{}, Fit{}
}
