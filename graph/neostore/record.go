package neostore

import (
	"time"

	"twingraph/graph"
)

// knownFrom is the property of when a version was recorded: the only one of a record
// that is no graph.Property.
const knownFrom = "knownFrom"

// properties returns the names of the stored properties of a word, in the order
// in which decode wants their values.
func properties(word graph.Word) []string {
	var names []string
	for _, p := range graph.ShapeOf(word).Properties {
		names = append(names, p.Name)
	}
	return append(names, knownFrom)
}

// encode returns the stored properties of a record: what decode reads back, and
// what is derived from it for filters, orders and search.
func encode(r graph.Record) map[string]any {
	out := map[string]any{}
	for _, p := range graph.ShapeOf(r.Word()).Properties {
		if value := p.Of(r); value != nil {
			out[p.Name] = valueOf(value)
		}
	}
	if at := r.Base().RecordedAt; !at.IsZero() {
		out[knownFrom] = instantOf(at)
	}
	derive(out, r)
	return out
}

// decode reads a record of word from the values of its properties.
func decode(word graph.Word, values []any) (graph.Record, error) {
	shape := graph.ShapeOf(word)
	r := shape.Blank()
	if len(values) != len(shape.Properties)+1 {
		return nil, unreadable(word, "list of properties")
	}
	for i, p := range shape.Properties {
		if values[i] == nil {
			continue
		}
		value, ok := readValue(p.Form, values[i])
		if !ok || p.Set(r, value) != nil {
			return nil, unreadable(word, p.Name)
		}
	}
	if in := values[len(values)-1]; in != nil {
		at, ok := in.(time.Time)
		if !ok {
			return nil, unreadable(word, knownFrom)
		}
		r.Base().RecordedAt = at.UTC()
	}
	return r, nil
}

func unreadable(word graph.Word, what string) error {
	return graph.Errorf(graph.Internal, "a stored %s cannot be read: its %s is not what it should be", word, what)
}
