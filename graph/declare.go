package graph

import (
	"cmp"
	"reflect"
	"slices"
	"sync"
)

// Declaration is what the file of a word says of it. Nothing has a default that could be
// forgotten: a declaration with a part missing fails TestShapesAreWhole.
type Declaration[T Record] struct {
	Word    Word
	File    string // of a dataset, such as cities.csv
	Blank   func() T
	Sourced bool // a record without a source breaks the law

	// Exactly one of these says who may see a record; see Shape.
	Open    bool
	Tier    func(T) Tier
	CitedBy bool

	// Personal says that records can be about people, and can be erased; see Shape.
	Personal bool

	Properties []Property // besides those that every record has
	Fields     []Field    // besides those that follow from properties
	Edges      []Edge     // besides those that follow from references
	Orders     []Order    // by what is related
	Names      []string   // properties with names to search by; empty, not nil, for none
	Texts      []string   // of a word with names: other properties that search looks at
	Codes      []string   // of a word with names: properties with codes to search by
	Size       string
	Back       string // the edge from a source to the records that cite it; empty for none

	// Slug says how a new record gets an id where none is given: names of properties in
	// braces, such as {name}-{country}; empty for words whose ids say nothing. See
	// Shape.Slug.
	Slug string

	// Tidy adds to what the canonical form is for every word; nil for nothing.
	Tidy func(T)
	// Validate reports what is wrong with a record in its canonical form beyond what
	// the properties say; NoFurtherRule for nothing.
	Validate func(T, Reject)
}

// Reject notes what is wrong with a field of a record, in a sentence.
type Reject func(field, format string, args ...any)

// NoFurtherRule is the Validate of a word whose properties say all.
func NoFurtherRule[T Record](T, Reject) {}

// declarations are the shapes declared so far, without the edges that others give them.
// Declarations are package variables: the list is complete before anything asks, and does
// not change from then on.
var declarations struct {
	sync.Mutex
	shapes []*Shape
	closed bool
}

// Declare adds a word and returns its shape. It is called in the initialisation of a
// package variable and nowhere else; it panics for a word that is declared twice, is
// incomplete, or comes after somebody has asked for words.
func Declare[T Record](d Declaration[T]) *Shape {
	open := 0
	for _, says := range []bool{d.Open, d.Tier != nil, d.CitedBy} {
		if says {
			open++
		}
	}
	if d.Word == "" || d.File == "" || d.Blank == nil || open != 1 || d.Names == nil || d.Validate == nil || len(d.Properties) == 0 {
		panic("graph: the declaration of " + string(d.Word) + " is incomplete: " + reflect.TypeFor[T]().String())
	}
	s := &Shape{
		Word: d.Word, File: d.File, Sourced: d.Sourced, Open: d.Open, CitedBy: d.CitedBy, Personal: d.Personal, Names: d.Names, Texts: d.Texts, Codes: d.Codes, Size: d.Size, slug: d.Slug,
		Properties: slices.Concat(statement(), d.Properties, citation(d.Word, d.Back)),
		blank:      func() Record { return d.Blank() },
		validate:   func(r Record, reject Reject) { d.Validate(r.(T), reject) },
		tidy: func(r Record) {
			if d.Tidy != nil {
				d.Tidy(r.(T))
			}
		},
		tier: func(r Record) Tier {
			switch {
			case d.Open:
				return TierPublic
			case d.Tier != nil:
				return d.Tier(r.(T))
			}
			return TierPartner
		},
	}
	for _, p := range s.Properties {
		if p.filtered {
			s.Fields = append(s.Fields, p.field())
		}
		if p.To != "" {
			s.refer(p)
		}
	}
	s.Fields = append(s.Fields, d.Fields...)
	s.Edges = append(s.Edges, d.Edges...)
	s.Orders = d.Orders
	if len(d.Names) > 1 {
		s.Fields = append(s.Fields, anyName())
	}
	declarations.Lock()
	defer declarations.Unlock()
	if declarations.closed || slices.ContainsFunc(declarations.shapes, func(o *Shape) bool { return o.Word == d.Word }) {
		panic("graph: " + string(d.Word) + " is declared twice or too late")
	}
	declarations.shapes = append(declarations.shapes, s)
	return s
}

// statement returns the properties that every record begins with.
func statement() []Property {
	id := CodeProperty("id", func(r Record) *ID { return &r.Base().ID })
	id.compared = Ref
	return []Property{id.Filtered()}
}

// citation returns the properties that every record ends with. A source is no list of
// sources: that it cites others is no edge, and in few files.
func citation(word Word, back string) []Property {
	sources := RefsProperty("sources", func(r Record) *[]ID { return &r.Base().Sources }, WordSource, "CITES").Filtered().WithBack(back)
	if word == WordSource {
		sources = sources.WithEdge("").SpareColumn("sources")
	}
	return []Property{
		sources,
		EnumProperty("confidence", func(r Record) *Confidence { return &r.Base().Confidence }, Confidences()).Filtered(),
		TextProperty("notes", func(r Record) *string { return &r.Base().Notes }),
	}
}

// refer adds a reference and the edge to what it refers to.
func (s *Shape) refer(p Property) {
	s.References = append(s.References, Reference{Field: p.Name, To: p.To, Relationship: p.Relationship})
	if p.Edge != "" {
		e := s.join(Edge{Name: p.Edge, To: p.To})
		e.Fields = append(e.Fields, p.Name)
	}
}

// join returns the edge of that name, a new one where there is none.
func (s *Shape) join(e Edge) *Edge {
	i := slices.IndexFunc(s.Edges, func(o Edge) bool { return o.Name == e.Name })
	if i < 0 {
		i = len(s.Edges)
		s.Edges = append(s.Edges, e)
	}
	return &s.Edges[i]
}

// anyName is the field that compares every name of a record.
func anyName() Field {
	return Field{Name: "anyName", Type: Text, Many: true, of: func(r Record) []any {
		var values []any
		for _, name := range NamesOf(r) {
			if name != "" {
				values = append(values, name)
			}
		}
		return values
	}}
}

// vocabulary is all words, ready to be asked for.
type vocabulary struct {
	shapes     map[Word]*Shape
	words      []Word // each after those that it refers to
	searchable []Word
}

// words returns the vocabulary. The first call ends the time of declarations.
var words = sync.OnceValue(func() vocabulary {
	declarations.Lock()
	defer declarations.Unlock()
	declarations.closed = true
	v := vocabulary{shapes: map[Word]*Shape{}}
	for _, s := range declarations.shapes {
		v.shapes[s.Word] = s
		v.words = append(v.words, s.Word)
	}
	depths := map[Word]int{}
	for range declarations.shapes { // a chain of references is no longer than the list of words
		for _, s := range declarations.shapes {
			for _, ref := range s.References {
				if ref.To != s.Word {
					depths[s.Word] = max(depths[s.Word], depths[ref.To]+1)
				}
			}
		}
	}
	slices.SortFunc(v.words, func(a, b Word) int { return cmp.Or(cmp.Compare(depths[a], depths[b]), cmp.Compare(a, b)) })
	for _, word := range v.words {
		s := v.shapes[word]
		if len(s.Names) > 0 {
			v.searchable = append(v.searchable, word)
		}
		for _, p := range s.Properties {
			if p.Back != "" {
				e := v.shapes[p.To].join(Edge{Name: p.Back, To: word})
				e.Back = append(e.Back, p.Name)
			}
		}
	}
	return v
})

// Words lists every word in the order in which records must be written so that each
// refers only to words before it or to its own.
func Words() []Word { return slices.Clone(words().words) }

// Searchable lists the words whose records have names to search by.
func Searchable() []Word { return slices.Clone(words().searchable) }

// ShapeOf returns the shape of a word. It panics for an unknown word: words come from
// code, never from input; see FindShape.
func ShapeOf(w Word) *Shape {
	s, ok := FindShape(w)
	if !ok {
		panic("graph: no shape for word " + string(w))
	}
	return s
}

// FindShape returns the shape of a word, false for one that is not declared.
func FindShape(w Word) (*Shape, bool) {
	s, ok := words().shapes[w]
	return s, ok
}

// dateField returns a field of a date that is no property of its own.
func dateField[T Record](name string, of func(T) PartialDate) Field {
	return Field{Name: name, Type: Date, Ordered: true, of: func(r Record) []any {
		if d := of(r.(T)); !d.IsZero() {
			return []any{d}
		}
		return nil
	}}
}
