package graph

import "slices"

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
}

// Reference is a field whose values are ids of records of another word.
type Reference struct {
	Field        string
	To           Word
	Relationship string // its type in Neo4j
}

// Shape is all that stores, the registry and the schema agree on about a word.
type Shape struct {
	Word       Word
	Sourced    bool // a record without a source breaks the law
	Fields     []Field
	References []Reference
	Edges      []Edge
}

// Field returns the field of that name.
func (s *Shape) Field(name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Edge returns the edge of that name.
func (s *Shape) Edge(name string) (Edge, bool) {
	i := slices.IndexFunc(s.Edges, func(e Edge) bool { return e.Name == name })
	if i < 0 {
		return Edge{}, false
	}
	return s.Edges[i], true
}

// ShapeOf returns the shape of a word. It panics for an unknown word: words come
// from code, never from input.
func ShapeOf(w Word) *Shape {
	s, ok := shapes[w]
	if !ok {
		panic("graph: no shape for word " + string(w))
	}
	return s
}
