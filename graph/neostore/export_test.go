package neostore

import (
	"fmt"
	"maps"
	"reflect"

	"twingraph/graph"
)

// DeriveAlso makes the store one of a release that derives another property of the
// records of every word.
func (s *Store) DeriveAlso(name string, of func(graph.Record) any) {
	s.derives(func(r graph.Record) map[string]any {
		out := derivedOf(r)
		if v := of(r); v != nil {
			out[name] = v
		}
		return out
	})
}

// DeriveWithout makes the store one of a release that gave up a derived property.
func (s *Store) DeriveWithout(name string) {
	s.derivation++
	s.derives(func(r graph.Record) map[string]any {
		out := derivedOf(r)
		delete(out, name)
		return out
	})
}

// InPortions makes the store look at so many nodes in each transaction.
func (s *Store) InPortions(n int) { s.portion = n }

// Unprepared makes the store answer without preparing the database: as it did in
// releases that backfilled nothing.
func (s *Store) Unprepared() { s.prepared.Store(true) }

// Marks returns the marks of all derived properties, as label.name=mark.
func (s *Store) Marks() []string {
	var all []string
	for _, d := range s.derived {
		for _, mark := range d.marks {
			all = append(all, d.label+"."+mark)
		}
	}
	return all
}

// FieldsWithoutSample returns the fields of records that no sample has a value in.
func FieldsWithoutSample() []string {
	var lacking []string
	for _, word := range graph.Words() {
		filled := map[string]bool{}
		for i := range samples {
			for name := range valuesOf(reflect.ValueOf(sampleRecord(word, i)).Elem()) {
				filled[name] = true
			}
		}
		t := reflect.TypeOf(sampleRecord(word, 0)).Elem()
		for i := range t.NumField() {
			if name := t.Field(i).Name; !filled[name] {
				lacking = append(lacking, fmt.Sprint(word, ".", name))
			}
		}
	}
	return lacking
}

func valuesOf(v reflect.Value) map[string]bool {
	filled := map[string]bool{}
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			filled[v.Type().Field(i).Name] = true
			if v.Type().Field(i).Anonymous {
				maps.Copy(filled, valuesOf(v.Field(i)))
			}
		}
	}
	return filled
}

// IndexStatements returns the statements of the indexes of words.
func IndexStatements(words, searchable []graph.Word) map[string]string {
	statements := map[string]string{}
	for _, set := range indexSets(words, searchable) {
		for i, name := range set.names {
			statements[name] = set.statements[i]
		}
	}
	return statements
}

// Compared returns the property that holds what a field compares, if it is derived.
func Compared(field graph.Field) (string, bool) {
	switch {
	case field.At:
		return "", false
	case field.Type == graph.Text:
		return compared(field), true
	case field.Type == graph.Date:
		return field.Name + first, true
	}
	return "", false
}
