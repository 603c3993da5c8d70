package previous

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"time"

	"twingraph/graph"
)

// shown returns a value in the terms of JSON: a struct as its fields that have a
// value, embedded ones in place, so that fields which later releases add change no
// answer about what this one stored.
func shown(v any) any { return show(reflect.ValueOf(v)) }

// newer are fields that later releases added to answers, and that nearly always have a value.
var newer = map[reflect.Type][]string{
	reflect.TypeFor[graph.SideStatus](): {"SinceAtLatest", "ListedSince", "Reviews", "ConfirmedTo", "Governing", "UnknownBecause"},
	reflect.TypeFor[graph.Spell]():      {"SinceAtLatest", "ListedSince", "Began", "BecameKnown", "ConfirmedTo", "UnknownBecause"},
	reflect.TypeFor[graph.LinkStatus](): {"SinceAtLatest", "ListedSince", "Began", "BecameKnown", "ConfirmedTo", "UnknownBecause"},
	reflect.TypeFor[graph.DiffPage]():   {"Uncertain"},
}

// joined returns spells as shown, without the cuts that newer fields make.
func joined(spells []any) []any {
	var list []any
	for _, spell := range spells {
		s := spell.(map[string]any)
		if n := len(list); n > 0 {
			last := list[n-1].(map[string]any)
			if alike(last, s) {
				delete(last, "To")
				if to, ends := s["To"]; ends {
					last["To"] = to
				}
				continue
			}
		}
		list = append(list, s)
	}
	return list
}

// alike reports whether two spells differ in nothing but their days.
func alike(a, b map[string]any) bool {
	rest := func(s map[string]any) map[string]any {
		s = maps.Clone(s)
		delete(s, "From")
		delete(s, "To")
		return s
	}
	return reflect.DeepEqual(rest(a), rest(b))
}

func show(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	switch value := v.Interface().(type) {
	case time.Time:
		return value.UTC().Format(time.RFC3339Nano)
	case encoding.TextMarshaler:
		if v.Kind() != reflect.Pointer {
			text, err := value.MarshalText()
			if err != nil {
				panic(err)
			}
			return string(text)
		}
	case fmt.Stringer:
		if v.Kind() != reflect.Pointer {
			return value.String()
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return show(v.Elem())
	case reflect.Struct:
		fields := map[string]any{}
		showFields(fields, v)
		if side, ok := v.Interface().(graph.SideStatus); ok && len(side.Governing) > 0 {
			fields["Claim"] = string(side.Governing[0]) // one governed a side
		}
		for _, name := range newer[v.Type()] {
			delete(fields, name)
		}
		return fields
	case reflect.Slice, reflect.Array:
		if history, ok := v.Interface().(graph.History); ok {
			list := make([]any, len(history))
			for i := range history {
				list[i] = show(v.Index(i))
			}
			return joined(list)
		}
		list := make([]any, v.Len())
		for i := range list {
			list[i] = show(v.Index(i))
		}
		return list
	case reflect.Map:
		entries := map[string]any{}
		for _, key := range v.MapKeys() {
			if value := v.MapIndex(key); !value.IsZero() { // what counts zero can be left out
				entries[fmt.Sprint(key)] = show(value)
			}
		}
		return dropEmpty(entries)
	}
	return v.Interface()
}

// dropEmpty leaves out maps without an entry.
func dropEmpty(entries map[string]any) map[string]any {
	for key, value := range entries {
		if inner, ok := value.(map[string]any); ok && len(inner) == 0 {
			delete(entries, key)
		}
	}
	return entries
}

func showFields(fields map[string]any, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch {
		case field.Anonymous && v.Field(i).Kind() == reflect.Struct:
			showFields(fields, v.Field(i))
		case !v.Field(i).IsZero() && field.IsExported():
			fields[field.Name] = show(v.Field(i))
		}
	}
}
