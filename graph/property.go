package graph

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Form says what the value of a property is, and so how stores and files write it.
type Form string

// The forms, with the Go type of a value.
const (
	FormText   Form = "text"   // string
	FormTexts  Form = "texts"  // []string
	FormDate   Form = "date"   // PartialDate
	FormFlag   Form = "flag"   // bool
	FormNumber Form = "number" // int64
	FormPlace  Form = "place"  // Location
)

// Property is one stored value of the records of a word. Codecs of stores, columns of
// files, the canonical form, validation, references and most fields to filter by follow
// from the properties of a word. Make one with TextProperty and its like.
type Property struct {
	Name    string // in the schema and in Neo4j; the Go field has the same but for capitals
	Form    Form
	Columns []string // in the word's file: one, two for a place, none for what is never entered
	Spare   bool     // a file may lack the columns
	Allowed []string // the closed list that its values are of; nil for any other

	// Of a property that holds ids of other records; To is empty for any other.
	To           Word
	Relationship string // its type in Neo4j
	Edge         string // to what it refers to; empty for none
	Back         string // of the word To, to the records that refer; empty for none

	compared FieldType // how it is filtered by
	many     bool
	filtered bool
	ordered  bool
	long     bool                     // a list of as many values as maxLongList
	sorted   bool                     // a list whose order says nothing
	missing  string                   // what is wrong where there is no value; empty when nothing is
	checks   []func(value any) string // what is wrong with a value, empty for nothing
	get      func(Record) any
	set      func(Record, any) error
	clear    func(Record)          // nil for lists, which an empty list clears
	clone    func(from, to Record) // of values that the canonical form leaves as they are; nil for all others
	json     func(to []byte, r Record) []byte
	id       func(Record) ID   // of a property that holds the id of another record
	ids      func(Record) []ID // of one that holds a list of them
}

// Entered reports whether people enter the property; the registry sets all others.
func (p Property) Entered() bool { return len(p.Columns) > 0 }

// Of returns the value in a record, nil when it is not known, empty or false. What it
// returns is not shared with the record.
func (p Property) Of(r Record) any { return p.get(r) }

// ID returns the id of another record that the value is, empty where it is not known. It must
// be called for a reference to one record only, IDs for one to several.
func (p Property) ID(r Record) ID { return p.id(r) }

// IDs returns the ids of other records that the value is. They are the record's own and must
// not be changed.
func (p Property) IDs(r Record) []ID { return p.ids(r) }

// Set puts a value of the property's Form into a record. Errors have code BadUserInput:
// a text that is not written as such values are. It panics for a value of another form.
func (p Property) Set(r Record, value any) error { return p.set(r, value) }

// Clear makes the value in a record one that is not known, empty or false.
func (p Property) Clear(r Record) {
	if p.clear != nil {
		p.clear(r)
		return
	}
	_ = p.set(r, []string(nil)) // an empty list can always be set
}

// Filtered returns the property as a field that records can be filtered by; texts, dates
// and numbers are ordered by as well.
func (p Property) Filtered() Property {
	p.filtered = true
	return p
}

// Ordered returns the property as a field to filter and to order by.
func (p Property) Ordered() Property {
	p.ordered = true
	return p.Filtered()
}

// Required returns the property as one that no record may lack.
func (p Property) Required() Property {
	p.missing = "is required"
	return p
}

// Optional takes Required back.
func (p Property) Optional() Property {
	p.missing = ""
	return p
}

// Column returns the property with another name in files, none for no column.
func (p Property) Column(names ...string) Property {
	p.Columns = names
	return p
}

// SpareColumn returns the property with a column of that name, which a file may lack.
func (p Property) SpareColumn(name string) Property {
	p.Spare = true
	return p.Column(name)
}

// Checked returns the property with one more check of its values, which returns what is
// wrong with one, or nothing.
func (p Property) Checked(check func(value string) string) Property {
	p.checks = append(slices.Clip(p.checks), func(value any) string {
		if list, ok := value.([]string); ok {
			for _, s := range list {
				if wrong := check(s); wrong != "" {
					return wrong
				}
			}
			return ""
		}
		return check(value.(string))
	})
	return p
}

// WithBack returns a reference with an edge of that name, of the word that it refers to,
// that leads back to the records that refer. References can share one.
func (p Property) WithBack(edge string) Property {
	p.Back = edge
	return p
}

// WithEdge returns a reference whose edge has another name than the property, none for
// no edge. References to one word can share one.
func (p Property) WithEdge(edge string) Property {
	p.Edge = edge
	return p
}

// InGivenOrder returns a list whose order says something: the canonical form keeps it.
func (p Property) InGivenOrder() Property {
	p.sorted = false
	return p
}

// Long returns a list of ids that can have some ten thousand: it is shown by pages and
// submitted by imports.
func (p Property) Long() Property {
	p.long = true
	return p
}

// IsLong reports whether the property is a list that can have some ten thousand ids.
func (p Property) IsLong() bool { return p.long }

// field returns the property as a field to filter by.
func (p Property) field() Field {
	return Field{Name: p.Name, Type: p.compared, Many: p.many, Ordered: p.ordered, of: func(r Record) []any {
		switch value := p.get(r).(type) {
		case nil:
			if p.Form == FormFlag {
				return []any{false}
			}
			return nil
		case []string:
			values := make([]any, 0, len(value))
			for _, s := range value {
				if s != "" {
					values = append(values, s)
				}
			}
			return values
		default:
			return []any{value}
		}
	}}
}

// property returns a property of a Go field of type V, whose zero value is "not known".
func property[T Record, V comparable](name string, form Form, compared FieldType, at func(T) *V, json func([]byte, V) []byte, get func(V) any, set func(any) (V, error)) Property {
	return Property{
		Name: name, Form: form, compared: compared, Columns: []string{snake(name)},
		get: func(r Record) any {
			var none V
			if v := *at(r.(T)); v != none {
				return get(v)
			}
			return nil
		},
		set: func(r Record, value any) (err error) {
			*at(r.(T)), err = set(value)
			return err
		},
		clear: func(r Record) {
			var none V
			*at(r.(T)) = none
		},
		json: func(to []byte, r Record) []byte { return json(to, *at(r.(T))) },
	}
}

// TextProperty returns a text in words, compared after Fold.
func TextProperty[T Record, S ~string](name string, at func(T) *S) Property {
	p := property(name, FormText, Text, at, textJSON[S], func(v S) any { return string(v) }, func(v any) (S, error) { return S(v.(string)), nil })
	p.ordered = true
	return p.Checked(Unsound)
}

// CodeProperty returns a text that is compared as it is: a code, an id of another
// register. It is not checked.
func CodeProperty[T Record, S ~string](name string, at func(T) *S) Property {
	p := TextProperty(name, at)
	p.compared, p.ordered, p.checks = Enum, false, nil
	return p
}

// EnumProperty returns one of a closed list of values; it is required.
func EnumProperty[T Record, S ~string](name string, at func(T) *S, allowed []S) Property {
	p := CodeProperty(name, at)
	p.missing, p.Allowed = "is required: one of "+listOf(allowed), textsOf(allowed)
	p.checks = []func(any) string{func(v any) string { return notOf(v.(string), allowed) }}
	return p
}

// RefProperty returns the id of a record of word to.
func RefProperty[T Record](name string, at func(T) *ID, to Word, relationship string) Property {
	p := CodeProperty(name, at)
	p.compared, p.To, p.Relationship, p.Edge = Ref, to, relationship, name
	p.id = func(r Record) ID { return *at(r.(T)) }
	return p
}

// TextsProperty returns a list of texts in words.
func TextsProperty[T Record, S ~string](name string, at func(T) *[]S) Property {
	return Property{
		Name: name, Form: FormTexts, compared: Text, many: true, Columns: []string{snake(name)},
		sorted: reflect.TypeFor[S]() != reflect.TypeFor[string](),
		checks: []func(any) string{func(v any) string { return unsoundList(v.([]string)) }},
		get: func(r Record) any {
			list := *at(r.(T))
			if len(list) == 0 {
				return nil
			}
			return textsOf(list)
		},
		set: func(r Record, value any) error {
			var list []S
			for _, s := range value.([]string) {
				list = append(list, S(s))
			}
			*at(r.(T)) = list
			return nil
		},
		json: func(to []byte, r Record) []byte { return AppendTexts(to, *at(r.(T))) },
	}
}

func textsOf[S ~string](list []S) []string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = string(s)
	}
	return texts
}

// CodesProperty returns a list of texts that are compared as they are.
func CodesProperty[T Record, S ~string](name string, at func(T) *[]S) Property {
	p := TextsProperty(name, at)
	p.compared = Enum
	return p
}

// EnumsProperty returns a list of values of a closed list.
func EnumsProperty[T Record, S ~string](name string, at func(T) *[]S, allowed []S) Property {
	p := CodesProperty(name, at).Checked(func(s string) string { return notOf(s, allowed) })
	p.Allowed = textsOf(allowed)
	return p
}

// RefsProperty returns ids of records of word to.
func RefsProperty[T Record](name string, at func(T) *[]ID, to Word, relationship string) Property {
	p := CodesProperty(name, at)
	p.compared, p.checks, p.To, p.Relationship, p.Edge = Ref, nil, to, relationship, name
	p.ids = func(r Record) []ID { return *at(r.(T)) }
	return p
}

// DateProperty returns a partial date.
func DateProperty[T Record](name string, at func(T) *PartialDate) Property {
	p := property(name, FormDate, Date, at, func(to []byte, d PartialDate) []byte { return d.AppendJSON(to) }, func(d PartialDate) any { return d }, func(v any) (PartialDate, error) { return v.(PartialDate), nil })
	p.ordered = true
	p.checks = []func(any) string{notADate}
	return p
}

// FlagProperty returns a truth value; false is not stored.
func FlagProperty[T Record](name string, at func(T) *bool) Property {
	return property(name, FormFlag, Bool, at, strconv.AppendBool, func(b bool) any { return b }, func(v any) (bool, error) { return v.(bool), nil })
}

// NumberProperty returns a whole number; nil is "not known".
func NumberProperty[T Record](name string, at func(T) **int) Property {
	p := property(name, FormNumber, Number, at, numberJSON, func(n *int) any { return int64(*n) }, func(v any) (*int, error) {
		n := int(v.(int64))
		return &n, nil
	})
	p.ordered = true
	return p
}

// PlaceProperty returns a point on earth, in files in two columns; nil is "not known".
func PlaceProperty[T Record](name string, at func(T) **Location) Property {
	return property(name, FormPlace, Decimal, at, nil, func(l *Location) any { return *l }, func(v any) (*Location, error) {
		l := v.(Location)
		return &l, nil
	}).Column("latitude", "longitude")
}

// parsedProperty returns a list of values that are written as texts.
func parsedProperty[T Record, V any](name string, at func(T) *[]V, write func(V) string, parse func(string) (V, error)) Property {
	return Property{
		Name: name, Form: FormTexts, compared: Text, many: true, Columns: []string{snake(name)},
		clone: func(from, to Record) { *at(to.(T)) = append([]V(nil), *at(from.(T))...) },
		get: func(r Record) any {
			list := *at(r.(T))
			if len(list) == 0 {
				return nil
			}
			texts := make([]string, len(list))
			for i, v := range list {
				texts[i] = write(v)
			}
			return texts
		},
		set: func(r Record, value any) error {
			var list []V
			for _, s := range value.([]string) {
				v, err := parse(s)
				if err != nil {
					return err
				}
				list = append(list, v)
			}
			*at(r.(T)) = list
			return nil
		},
	}
}

// snake writes a name of the schema as columns are named: localName is local_name.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
