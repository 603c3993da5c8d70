package graph

import (
	"slices"
	"strings"
)

// FieldType says how a field is compared.
type FieldType string

// The types of field.
const (
	Text    FieldType = "text"    // in, contains, startsWith; compared after Fold
	Enum    FieldType = "enum"    // in
	Ref     FieldType = "ref"     // in; the id itself or an id of another record
	Date    FieldType = "date"    // before, after, on
	Number  FieldType = "number"  // in, before, after; int64
	Decimal FieldType = "decimal" // before, after; float64
	Bool    FieldType = "bool"    // in
)

func (t FieldType) allows(op Op) bool {
	switch op {
	case OpIn:
		return t != Date && t != Decimal
	case OpContains, OpStartsWith:
		return t == Text
	case OpBefore, OpAfter:
		return t == Date || t == Number || t == Decimal
	case OpOn:
		return t == Date
	case OpMissing:
		return true
	}
	return false
}

func (t FieldType) holds(v any) bool {
	switch v.(type) {
	case string:
		return t == Text || t == Enum || t == Ref
	case Day:
		return t == Date
	case int64:
		return t == Number
	case float64:
		return t == Decimal
	case bool:
		return t == Bool
	}
	return false
}

// Field is one thing that records of a word can be filtered by.
type Field struct {
	Name string
	Type FieldType
	Many bool // several values
	// Ordered fields can be ordered by. Text is ordered by Fold, dates by their
	// first day; records without a value come last in either direction.
	Ordered bool
	// At fields depend on AsOf and are not in the record: they come from the
	// History of a link or the Life of a resolution.
	At bool
	// of returns the field's values in a record: string, PartialDate, int64,
	// float64 or bool; none when not known. Nil for At fields.
	of func(Record) []any
}

// Of returns the field's values in a record: string, PartialDate, int64, float64
// or bool; none when not known. It must not be called for an At field.
func (f Field) Of(r Record) []any { return f.of(r) }

// Edge leads from a record to others: along a reference that it holds, or back
// along one that they hold. Exactly one of Fields and Back is set.
type Edge struct {
	Name   string
	To     Word
	Fields []string // Ref fields of this word that hold the ids across
	Back   []string // Ref fields of To that hold this record's id
	// Alike leads to the other records of this word, which is To, that hold the same
	// two ids in these two Ref fields, either way round.
	Alike []string
}

// Several reports whether an edge of the word can lead from one record to several.
func (s *Shape) Several(e Edge) bool {
	if len(e.Fields) != 1 {
		return true
	}
	field, _ := s.Field(e.Fields[0])
	return field.Many
}

// Order is an order of records by a text of those that they refer to, as these are known
// at the same instant.
type Order struct {
	Name   string
	Across []string // Ref fields of one id each: the record across the first decides, between equals that across the next
	To     Word     // of an open word
	Field  string   // of To, a Text of one value
}

// Composed is what an Order orders by: the folded texts, one a line. It is compared as it
// is.
type Composed string

// Of returns what a record is ordered by, given the records across by id, nil for one that
// is not known; false where one of the texts is not known.
func (o Order) Of(r Record, across func(ID) Record) (Composed, bool) {
	var lines []string
	text, _ := ShapeOf(o.To).Field(o.Field)
	for _, name := range o.Across {
		field, _ := ShapeOf(r.Word()).Field(name)
		for _, id := range field.Of(r) {
			if to := across(ID(id.(string))); to != nil {
				for _, value := range text.Of(to) {
					lines = append(lines, Fold(value.(string)))
				}
			}
		}
	}
	return Composed(strings.Join(lines, "\n")), len(lines) == len(o.Across)
}

// Reference is a field whose values are ids of records of another word.
type Reference struct {
	Field        string
	To           Word
	Relationship string // its type in Neo4j
}

// Shape is everything about a word that others follow from: the codecs of the stores,
// the files of a dataset, filters and their schema, edges, search, tiers, validation.
// Declare makes one.
type Shape struct {
	Word       Word
	File       string     // of a dataset, such as cities.csv
	Sourced    bool       // a record without a source breaks the law
	Properties []Property // id first, sources, confidence and notes last
	Fields     []Field
	References []Reference
	Edges      []Edge
	Orders     []Order  // by what is related; by fields of the word itself see Field
	Names      []string // the properties that hold names to search by, the best first; empty for none. Lists hold aliases
	Texts      []string // those of words with names that hold texts about a record, which search looks at too
	Codes      []string // those that hold codes by which others know a record
	Size       string   // the Number field by which the larger of equal search results comes first; empty for none

	// Open says that every record is PUBLIC. Stores may leave out the question of tiers
	// for such words, and for no others.
	Open bool
	// CitedBy says that a record is as public as the most public record that refers to
	// it, and PARTNER where none does.
	CitedBy bool
	// Personal says that records can be about people, so that their content can be erased
	// for good; see Eraser. No record refers to one, so that an erasure leaves nothing
	// that leads nowhere.
	Personal bool

	slug     string
	blank    func() Record
	tier     func(Record) Tier
	tidy     func(Record)
	validate func(Record, Reject)
}

// Blank returns an empty record.
func (s *Shape) Blank() Record { return s.blank() }

// Entered lists the properties that people enter.
func (s *Shape) Entered() []Property {
	return slices.DeleteFunc(slices.Clone(s.Properties), func(p Property) bool { return !p.Entered() })
}

// List names a list of records of the word, as the schema does: twinningLinks.
func (s *Shape) List() string {
	var b strings.Builder
	for i, word := range strings.Split(strings.TrimSuffix(s.File, ".csv"), "_") {
		if i > 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
	}
	return b.String()
}

// TierOf returns the tier of a record of the word alone; see TierOf.
func (s *Shape) TierOf(r Record) Tier { return s.tier(r) }

// Field returns the field of that name.
func (s *Shape) Field(name string) (Field, bool) {
	return named(s.Fields, name, func(f Field) string { return f.Name })
}

// Edge returns the edge of that name.
func (s *Shape) Edge(name string) (Edge, bool) {
	return named(s.Edges, name, func(e Edge) string { return e.Name })
}

// Order returns the order of that name by what is related.
func (s *Shape) Order(name string) (Order, bool) {
	return named(s.Orders, name, func(o Order) string { return o.Name })
}

// Property returns the property of that name.
func (s *Shape) Property(name string) (Property, bool) {
	return named(s.Properties, name, func(p Property) string { return p.Name })
}

func named[T any, N comparable](list []T, name N, of func(T) N) (T, bool) {
	for _, one := range list {
		if of(one) == name {
			return one, true
		}
	}
	var none T
	return none, false
}

// NamesOf returns the names of a record by which search finds it, best first; none for
// words that search does not look at.
func NamesOf(r Record) []string {
	shape := ShapeOf(r.Word())
	return textsIn(r, shape, shape.Names)
}

// SearchText is something that search compares with what a person typed.
type SearchText struct {
	Written string
	Kind    NameKind
}

// SearchTextsOf returns the names of a record and the texts about it that search looks
// at, the best first: a name of its own is a property by itself, an alias one of a list.
func SearchTextsOf(r Record) []SearchText {
	var all []SearchText
	shape := ShapeOf(r.Word())
	for _, name := range shape.Names {
		property, _ := shape.Property(name)
		switch value := property.Of(r).(type) {
		case string:
			all = append(all, SearchText{value, NameOwn})
		case []string:
			for _, alias := range value {
				all = append(all, SearchText{alias, NameAlias})
			}
		}
	}
	for _, text := range textsIn(r, shape, shape.Texts) {
		all = append(all, SearchText{text, NameText})
	}
	return all
}

// CodesOf returns the codes by which others know a record; none where none is known.
func CodesOf(r Record) []string {
	shape := ShapeOf(r.Word())
	return textsIn(r, shape, shape.Codes)
}

// PlaceOf returns the country and the region that a record says it is in, by its
// properties of those names; empty for what is not known.
func PlaceOf(r Record) (country, region string) {
	shape := ShapeOf(r.Word())
	if property, ok := shape.Property("country"); ok {
		country, _ = property.Of(r).(string)
	}
	if property, ok := shape.Property("region"); ok {
		region, _ = property.Of(r).(string)
	}
	return country, region
}

// textsIn returns the values of properties that hold texts.
func textsIn(r Record, shape *Shape, properties []string) []string {
	var texts []string
	for _, name := range properties {
		property, _ := shape.Property(name)
		switch value := property.Of(r).(type) {
		case string:
			texts = append(texts, value)
		case []string:
			texts = append(texts, value...)
		}
	}
	return texts
}

// SizeOf returns what search results that match alike are ordered by, largest first; -1
// when it is not known.
func SizeOf(r Record) int64 {
	shape := ShapeOf(r.Word())
	if field, ok := shape.Field(shape.Size); ok {
		if values := field.Of(r); len(values) > 0 {
			return values[0].(int64)
		}
	}
	return -1
}
