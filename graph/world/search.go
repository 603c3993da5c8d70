package world

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// Search finds records and places; see graph.Reader.
func (w *World) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return nil, err
	}
	question := naming.Read(q)
	regions := ask.sheet(graph.WordCity).nameIndex().regionForms
	question.Narrow(func(form string) bool { return regions[form] })
	look := search{question, best{limit: max(q.First, graph.FewHits)}}
	from := ask.sources(q)
	for _, s := range from {
		look.codes(s)
		look.names(s, &s.names, question.Readings, (*names).rarest, false)
		look.others(s, false)
	}
	for _, s := range from {
		look.texts(s)
	}
	if len(look.top.list) < graph.FewHits {
		for _, s := range from {
			look.names(s, &s.names, question.Readings, (*names).nearly, true)
			look.others(s, true)
		}
	}
	return look.top.hits(q.First), stopped(ctx)
}

// source is what has names: the records of a word, countries or regions.
type source struct {
	*sheetNames            // of a place its names alone
	class       int        // in the order of records, countries, regions
	word        graph.Word // of records
	country     func(code string) (int32, bool)
	seen        func(row int32) bool
	hit         func(row int32) graph.Hit
	in          []*naming.Where // what each row is in
	within      []*naming.Where // what a query that asks for a place looks at
}

// sources returns what a query searches.
func (q *inquiry) sources(query graph.SearchQuery) []*source {
	words, kinds := query.Sought()
	var list []*source
	for _, word := range words {
		sheet, seen := q.sheet(word), q.seen(word)
		index := sheet.nameIndex()
		list = append(list, &source{
			sheetNames: index, word: word, seen: seen.has, in: index.where, within: index.where,
			hit: func(row int32) graph.Hit { return graph.Hit{Record: sheet.rows[row]} },
		})
	}
	for _, kind := range kinds {
		if kind == graph.PlaceCountry {
			list = append(list, places(1, countryNames()))
		} else {
			list = append(list, places(2, q.sheet(graph.WordCity).nameIndex()))
		}
	}
	return list
}

// countryNames is the index of the names of countries.
var countryNames = sync.OnceValue(func() *sheetNames {
	countries := naming.Countries()
	x := &sheetNames{regions: countries, regionNames: placeNames(countries)}
	x.place()
	return x
})

// places returns the places of an index as a source.
func places(class int, x *sheetNames) *source {
	list := x.regions
	return &source{
		sheetNames: &sheetNames{names: x.regionNames}, class: class, seen: func(int32) bool { return true },
		hit: func(row int32) graph.Hit { return graph.Hit{Place: &list[row].SearchPlace} },
		in:  x.regionsIn, within: x.regionsWhere,
		country: func(code string) (int32, bool) {
			at, ok := slices.BinarySearchFunc(list, code, func(p naming.Place, code string) int { return cmp.Compare(p.Country, code) })
			return int32(at), ok && class == 1
		},
	}
}

// search is a search under way.
type search struct {
	question *naming.Question
	top      best
}

// takes reports whether a row of a source is among what the query asks for.
func (l *search) takes(s *source, row int32) bool {
	return s.seen(row) && l.question.Within(s.within[row])
}

// codes adds what the text is a code of.
func (l *search) codes(s *source) {
	add := func(code string, row int32, size int64) {
		if l.takes(s, row) {
			n := &name{Name: naming.Name{Written: code, Kind: graph.NameOwn}, row: row, place: -1, size: size}
			l.top.add(candidate{s, n, naming.Code()})
		}
	}
	for _, code := range l.question.Codes {
		for _, row := range s.codes[code] {
			add(code, row, graph.SizeOf(s.hit(row).Record))
		}
	}
	if code := l.question.Country; code != "" && s.country != nil {
		if row, ok := s.country(code); ok {
			add(code, row, 0)
		}
	}
}

// names adds what has a name that matches one of the readings; tokens leads to those that
// may.
func (l *search) names(s *source, index *names, readings []naming.Reading, tokens func(*names, []string) []token, typing bool) {
	for i := range readings {
		for _, words := range readings[i].Forms() {
			for _, t := range tokens(index, words) {
				n := &index.all[t.name]
				fit := l.question.Fit(&n.Name, typing, s.in[n.row])
				if !fit.Found() {
					continue
				}
				if c := (candidate{s, n, fit}); l.top.takes(c) && l.takes(s, n.row) {
					l.top.add(c)
				}
			}
		}
	}
}

// others adds the cities that GeoNames has a name for which matches.
func (l *search) others(s *source, typing bool) {
	if s.word != graph.WordCity {
		return
	}
	for _, code := range l.question.Others(typing) {
		for _, row := range s.codes[code] {
			if !l.takes(s, row) {
				continue
			}
			record := s.hit(row).Record
			if written, fit := l.question.Other(record, typing, s.in[row]); fit.Found() {
				l.top.add(candidate{s, &name{Name: written, row: row, place: -1, size: graph.SizeOf(record)}, fit})
			}
		}
	}
}

// texts adds what has a text that matches, unless better hits are enough.
func (l *search) texts(s *source) {
	if l.question.Texts() && !l.top.fullOf(graph.MatchWords, graph.NameAlias) {
		l.names(s, &s.sheetNames.texts, l.question.Readings[:1], (*names).rarest, false)
	}
}

// candidate is a name that matches.
type candidate struct {
	from *source
	name *name
	fit  naming.Fit
}

// compare orders candidates as hits are.
func (a candidate) compare(b candidate) int {
	return cmp.Or(
		a.fit.Compare(b.fit),
		cmp.Compare(naming.Rank(a.name.Kind), naming.Rank(b.name.Kind)),
		cmp.Compare(a.from.class, b.from.class),
		cmp.Compare(b.name.size, a.name.size),
		cmp.Compare(a.from.word, b.from.word),
		cmp.Compare(a.name.row, b.name.row),
		cmp.Compare(a.name.place, b.name.place),
	)
}

// best keeps the best candidates, one a row of a source, in order.
type best struct {
	limit int
	list  []candidate
}

// takes reports whether a candidate is among the best.
func (b *best) takes(c candidate) bool {
	return len(b.list) < b.limit || c.compare(b.list[len(b.list)-1]) < 0
}

// fullOf reports whether there is no place left for what matches worse than that.
func (b *best) fullOf(match graph.Match, kind graph.NameKind) bool {
	if len(b.list) < b.limit {
		return false
	}
	last := b.list[len(b.list)-1]
	return last.fit.Match() != match || naming.Rank(last.name.Kind) <= naming.Rank(kind)
}

// add takes a candidate in if it is among the best.
func (b *best) add(c candidate) {
	if !b.takes(c) {
		return
	}
	had := slices.IndexFunc(b.list, func(o candidate) bool { return o.from == c.from && o.name.row == c.name.row })
	if had >= 0 {
		if c.compare(b.list[had]) >= 0 {
			return
		}
		b.list = slices.Delete(b.list, had, had+1)
	}
	at, _ := slices.BinarySearchFunc(b.list, c, candidate.compare)
	b.list = slices.Insert(b.list, at, c)
	b.list = b.list[:min(len(b.list), b.limit)]
}

// hits returns the first of the best.
func (b *best) hits(first int) []graph.Hit {
	hits := make([]graph.Hit, min(first, len(b.list)))
	for i := range hits {
		c := b.list[i]
		hits[i] = c.from.hit(c.name.row)
		hits[i].Match, hits[i].Errors, hits[i].Kind, hits[i].Name = c.fit.Match(), c.fit.Errors(), c.name.Kind, c.name.Written
	}
	return hits
}
