package naming

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"twingraph/graph"
)

// Names of countries in English, German and Polish are those of the Unicode Common Locale
// Data Repository, release 48 (https://cldr.unicode.org, Unicode License V3), for the codes
// of ISO 3166-1 and for XK; other names of them are the last column's.
//
//go:embed countries.csv
var countriesFile []byte

// The states of the United States and the provinces of Canada with their codes of ISO
// 3166-2, which people write after the name of a city.
//
//go:embed states.csv
var statesFile []byte

// country is a country with its names.
type country struct {
	code  string
	name  string // in English
	names []Name
}

// state is a state or province that has a code.
type state struct {
	country, code string // code folded
	form          string // of its name
}

// The tables, made when they are first asked for.
var (
	countries = sync.OnceValue(func() []country {
		rows := table(countriesFile)
		list := make([]country, len(rows))
		for i, row := range rows {
			list[i] = country{code: row[0], name: row[1]}
			for _, name := range row[1:4] {
				list[i].names = append(list[i].names, NewName(name, graph.NameOwn))
			}
			for name := range strings.SplitSeq(row[4], "|") {
				if name != "" {
					list[i].names = append(list[i].names, NewName(name, graph.NameAlias))
				}
			}
		}
		return list
	})
	states = sync.OnceValue(func() []state {
		var list []state
		for _, row := range table(statesFile) {
			list = append(list, state{row[0], graph.Fold(row[1]), graph.Fold(row[2])})
		}
		return list
	})
	countryNames = sync.OnceValue(func() map[string]string {
		names := map[string]string{}
		for _, c := range countries() {
			names[c.code] = c.name
		}
		return names
	})
	countriesByForm = sync.OnceValue(func() map[string][]string {
		codes := map[string][]string{}
		add := func(form, code string) {
			if !slices.Contains(codes[form], code) {
				codes[form] = append(codes[form], code)
			}
		}
		for _, c := range countries() {
			add(graph.Fold(c.code), c.code)
			for _, name := range c.names {
				for _, form := range name.Forms {
					add(form, c.code)
				}
			}
		}
		return codes
	})
)

// table reads a file of the program without its head.
func table(file []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		panic("naming: " + err.Error()) // a test reads the files
	}
	return rows[1:]
}

// Place is a country or a region with its names.
type Place struct {
	graph.SearchPlace
	Names []Name
}

// Countries returns all countries, in order of their codes.
func Countries() []Place {
	list := make([]Place, len(countries()))
	for i, c := range countries() {
		list[i] = Place{graph.SearchPlace{Country: c.code, CountryName: c.name}, c.names}
	}
	return list
}

// Region returns a region of a country, as they are written with a city.
func Region(country, region string) Place {
	return Place{
		graph.SearchPlace{Country: country, CountryName: countryNames()[country], Region: region},
		[]Name{NewName(region, graph.NameOwn)},
	}
}

// Compare orders places by country and region.
func (p Place) Compare(o Place) int {
	return cmp.Or(cmp.Compare(p.Country, o.Country), cmp.Compare(p.Region, o.Region))
}

// Where returns the place as that in which something can be.
func (p Place) Where() *Where {
	if p.Region == "" {
		return &Where{Country: p.Country}
	}
	return &Where{p.Country, p.Names[0]}
}

// In returns where the place is: a region in its country, a country in nothing, so that a
// reading that says where something is never means it.
func (p Place) In() *Where {
	if p.Region == "" {
		return &Where{}
	}
	return &Where{Country: p.Country}
}

// Where is the country and the region in which something is; empty for what is not known.
type Where struct {
	Country string
	Region  Name
}

// WhereOf returns where a record says that it is.
func WhereOf(r graph.Record) *Where {
	country, region := graph.PlaceOf(r)
	if region == "" {
		return &Where{Country: country}
	}
	return &Where{country, NewName(region, graph.NameOwn)}
}

// qualifier says where something is, as a person wrote it.
type qualifier struct {
	forms     []form
	countries []string // of that name or code
	states    []state  // of that name or code
	beginning bool     // the beginnings of the words of a region or of a country suffice
}

// newQualifier reads where something is. What is the name or the code of a country or of a
// state is nothing else.
func newQualifier(text string) qualifier {
	q := qualifier{forms: newForms(text)}
	for _, f := range q.forms {
		q.countries = append(q.countries, countriesByForm()[f.text]...)
		for _, s := range states() {
			if f.text == s.code || f.text == s.form {
				q.states = append(q.states, s)
			}
		}
	}
	return q
}

// named reports whether it is the name or the code of a country or a state.
func (q qualifier) named() bool { return len(q.countries)+len(q.states) > 0 }

// loose returns a qualifier that is satisfied by beginnings, unless it is named.
func (q qualifier) loose() qualifier {
	if q.named() {
		return q
	}
	q.beginning = true
	for _, c := range countries() {
		if slices.ContainsFunc(c.names, func(n Name) bool { return n.beginsWith(q.forms) }) {
			q.countries = append(q.countries, c.code)
		}
	}
	return q
}

// holds reports whether what is there is where the qualifier says.
func (q *qualifier) holds(at *Where) bool {
	if at.Country != "" && slices.Contains(q.countries, at.Country) {
		return true
	}
	if len(at.Region.Forms) == 0 {
		return false
	}
	for _, s := range q.states {
		if s.country == at.Country && slices.Contains(at.Region.Forms, s.form) {
			return true
		}
	}
	if q.beginning {
		return at.Region.beginsWith(q.forms)
	}
	return slices.ContainsFunc(q.forms, func(f form) bool { return slices.Contains(at.Region.Forms, f.text) })
}
