package resolvers

import (
	"reflect"
	"strings"

	"twingraph/graph"
)

// plain reduces a filter as gqlgen hands it over, with pointers, enums and lists of these,
// to the values that the question wrote: nil, string, bool, a number, graph.Day,
// map[string]any or []any of these. It is nil for none.
func plain(filter map[string]any) map[string]any {
	if filter == nil {
		return nil
	}
	written := make(map[string]any, len(filter))
	for name, value := range filter {
		written[name] = plainValue(value)
	}
	return written
}

func plainValue(v any) any {
	switch v := v.(type) {
	case nil, string, bool, graph.Day:
		return v
	case map[string]any:
		if v == nil {
			return nil
		}
		return plain(v)
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer:
		if r.IsNil() {
			return nil
		}
		return plainValue(r.Elem().Interface())
	case reflect.Slice:
		if r.IsNil() {
			return nil
		}
		list := make([]any, r.Len())
		for i := range list {
			list[i] = plainValue(r.Index(i).Interface())
		}
		return list
	case reflect.String:
		return r.String()
	}
	return v
}

// fieldOf returns the name of the field that an order value stands for: SINCE is
// since, LAST_CONFIRMED is lastConfirmed.
func fieldOf(order string) string {
	words := strings.Split(strings.ToLower(order), "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}
