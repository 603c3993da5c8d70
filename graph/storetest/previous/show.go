package previous

import (
	"encoding"
	"fmt"
	"reflect"
	"time"
)

// shown returns a value in the terms of JSON: a struct as its fields that have a
// value, embedded ones in place, so that fields which later releases add change no
// answer about what this one stored.
func shown(v any) any { return show(reflect.ValueOf(v)) }

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
		return fields
	case reflect.Slice, reflect.Array:
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
