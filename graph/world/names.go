package world

import (
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// names is an index of names by the words in them.
type names struct {
	all    []name
	tokens []token // in order of text
}

// name is one name of what a row has. Those of a row are neighbours, in order.
type name struct {
	naming.Name
	row   int32
	place int   // among the names of the row
	size  int64 // see graph.SizeOf; 0 for places
}

// token is one word of a name.
type token struct {
	text string
	name int32
}

// sheetNames is what search looks at in the rows of a sheet.
type sheetNames struct {
	names, texts names
	codes        map[string][]int32 // rows by code
	where        []*naming.Where    // where each row is; rows in one place share it
	regions      []naming.Place     // of the rows, in order of country and region
	regionNames  names
	regionForms  map[string]bool

	regionsIn, regionsWhere []*naming.Where // naming.Place.In and Where of each region
}

// nameIndex returns the index of the names of the rows.
func (s *sheet) nameIndex() *sheetNames {
	s.namesOnce.Do(func() {
		x := &sheetNames{codes: map[string][]int32{}}
		type place struct{ country, region string }
		places := map[place]*naming.Where{}
		for row, r := range s.rows {
			size := graph.SizeOf(r)
			for at, n := range naming.NamesOf(r) {
				to := &x.names
				if n.Kind == graph.NameText {
					to = &x.texts
				}
				to.add(name{n, int32(row), at, size})
			}
			for _, code := range graph.CodesOf(r) {
				x.codes[code] = append(x.codes[code], int32(row))
			}
			var at place
			at.country, at.region = graph.PlaceOf(r)
			if places[at] == nil {
				places[at] = naming.WhereOf(r)
			}
			x.where = append(x.where, places[at])
		}
		for p := range places {
			if p.region != "" && s.word == graph.WordCity {
				x.regions = append(x.regions, naming.Region(p.country, p.region))
			}
		}
		slices.SortFunc(x.regions, naming.Place.Compare)
		x.regionNames, x.regionForms = placeNames(x.regions), map[string]bool{}
		for _, n := range x.regionNames.all {
			for _, form := range n.Forms {
				x.regionForms[form] = true
			}
		}
		x.place()
		x.names.sort()
		x.texts.sort()
		s.names = x
	})
	return s.names
}

// place notes where regions are.
func (x *sheetNames) place() {
	for _, p := range x.regions {
		x.regionsIn, x.regionsWhere = append(x.regionsIn, p.In()), append(x.regionsWhere, p.Where())
	}
}

// placeNames returns the index of the names of places.
func placeNames(places []naming.Place) names {
	var ns names
	for row, p := range places {
		for at, n := range p.Names {
			ns.add(name{n, int32(row), at, 0})
		}
	}
	ns.sort()
	return ns
}

func (ns *names) add(n name) {
	from := len(ns.tokens)
	for _, form := range n.Forms {
		for text := range strings.FieldsSeq(form) {
			if !slices.ContainsFunc(ns.tokens[from:], func(t token) bool { return t.text == text }) {
				ns.tokens = append(ns.tokens, token{text, int32(len(ns.all))})
			}
		}
	}
	ns.all = append(ns.all, n)
}

func (ns *names) sort() {
	slices.SortFunc(ns.tokens, func(a, b token) int { return strings.Compare(a.text, b.text) })
}

// beginning returns the tokens that begin with a text.
func (ns *names) beginning(text string) []token {
	from, _ := slices.BinarySearchFunc(ns.tokens, text, func(t token, text string) int { return strings.Compare(t.text, text) })
	n, _ := slices.BinarySearchFunc(ns.tokens[from:], text, func(t token, text string) int {
		if strings.HasPrefix(t.text, text) {
			return -1
		}
		return 1
	})
	return ns.tokens[from : from+n]
}

// rarest returns the tokens that begin with the word for which there are the fewest:
// among their names are all that have each of the words.
func (ns *names) rarest(words []string) []token {
	rarest := ns.beginning(words[0])
	for _, w := range words[1:] {
		if tokens := ns.beginning(w); len(tokens) < len(rarest) {
			rarest = tokens
		}
	}
	return rarest
}

// fewTokens are few enough to look at each of their names.
const fewTokens = 200

// nearly returns tokens among whose names are all that have each of the words but for
// typing errors; none where no error is forgiven in any of them.
func (ns *names) nearly(words []string) []token {
	longest, allowed := "", 0
	var rarest []token
	spelt := false
	for _, word := range words {
		switch n := naming.Allowance(word); {
		case n == 0:
			if tokens := ns.beginning(word); !spelt || len(tokens) < len(rarest) {
				rarest, spelt = tokens, true
			}
		case len(word) > len(longest):
			longest, allowed = word, n
		}
	}
	if longest == "" || spelt && len(rarest) <= fewTokens {
		if longest == "" {
			return nil
		}
		return rarest
	}
	near := slices.Clone(ns.beginning(longest))
	first := []rune(longest)[0]
	last, close := "", false
	for _, t := range ns.beginning(string(first)) {
		if t.text != last {
			last = t.text
			_, close = naming.Errors(longest, t.text, allowed)
		}
		if close {
			near = append(near, t)
		}
	}
	return near
}
