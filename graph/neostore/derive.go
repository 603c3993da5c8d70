package neostore

import (
	"slices"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// Suffixes of derived properties.
const (
	folded = "Fold"  // of a Text field: graph.Fold of each value
	first  = "First" // of a Date field: its first day
)

// keyLength bounds the bytes of nameKey: an index entry holds 8 kB at most.
const keyLength = 600

// derive adds the properties that follow from a record: what its word's fields
// compare and order by, the life of a resolution, the tier of a contact, and what
// search looks at.
func derive(out map[string]any, r graph.Record) {
	for _, field := range graph.ShapeOf(r.Word()).Fields {
		if field.At {
			continue
		}
		values := field.Of(r)
		if len(values) == 0 {
			continue
		}
		switch field.Type {
		case graph.Text:
			out[compared(field)] = foldedOf(field, values)
		case graph.Date:
			out[field.Name+first] = dateOf(values[0].(graph.PartialDate).First())
		}
	}
	switch r := r.(type) {
	case *graph.City:
		if name, ok := out["name"+folded].(string); ok {
			out["nameKey"] = key(name)
		}
	case *graph.Resolution:
		life := r.Life()
		out["notBefore"], out["inForceFrom"] = dateOf(life.NotBefore), dateOf(life.From)
		out["inForceUntil"], out["gone"] = dateOf(life.Until), dateOf(life.Gone)
	}
	if shape := graph.ShapeOf(r.Word()); !shape.Open && !shape.CitedBy {
		out["tierRank"] = int64(shape.TierOf(r).Rank())
	}
	deriveSearched(out, r)
}

// searched are the derived properties that the full-text index is on, of words with names.
var searched = [...]string{"searchForms", "searchTexts", "searchCodes", "searchRegion"}

// deriveSearched adds what search finds a record by, and the region that it finds by a
// city.
func deriveSearched(out map[string]any, r graph.Record) {
	forms := map[graph.NameKind][]string{}
	for _, text := range graph.SearchTextsOf(r) {
		kind := text.Kind
		if kind == graph.NameAlias {
			kind = graph.NameOwn
		}
		for _, form := range naming.Forms(text.Written) {
			if form != "" && !slices.Contains(forms[kind], form) {
				forms[kind] = append(forms[kind], form)
			}
		}
	}
	lists := map[string][]string{"searchForms": forms[graph.NameOwn], "searchTexts": forms[graph.NameText], "searchCodes": graph.CodesOf(r)}
	if _, region := graph.PlaceOf(r); region != "" && r.Word() == graph.WordCity {
		lists["searchRegion"] = naming.Forms(region)
	}
	for property, list := range lists {
		if len(list) > 0 {
			out[property] = list
		}
	}
}

// compared returns the property that holds what a field of a record compares.
func compared(field graph.Field) string {
	switch {
	case field.Name == "anyName":
		return "searchNames"
	case field.Type == graph.Text:
		return field.Name + folded
	}
	return field.Name
}

// foldedOf returns what a Text field compares: one text, or a list for a field
// with several values.
func foldedOf(field graph.Field, values []any) any {
	if !field.Many {
		return graph.Fold(values[0].(string))
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.(string)
	}
	return foldAll(texts)
}

func foldAll(texts []string) []string {
	list := make([]string, 0, len(texts))
	for _, s := range texts {
		if s != "" {
			list = append(list, graph.Fold(s))
		}
	}
	return list
}

// key returns the beginning of a text, short enough for an index: texts are in
// the order of their keys wherever their keys differ.
func key(s string) string {
	if len(s) <= keyLength {
		return s
	}
	n := keyLength
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
