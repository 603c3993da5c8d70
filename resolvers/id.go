package resolvers

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"twingraph/graph"
)

// globalID returns the opaque id of a record: unique over all words.
func globalID(word graph.Word, id graph.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(word) + ":" + string(id)))
}

// parseGlobalID takes a global id apart; ok is false when s is not one.
func parseGlobalID(s string) (word graph.Word, id graph.ID, ok bool) {
	plain, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return "", "", false
	}
	w, slug, found := strings.Cut(string(plain), ":")
	if !found || !slices.Contains(graph.Words(), graph.Word(w)) || !graph.ValidID(graph.ID(slug)) {
		return "", "", false
	}
	return graph.Word(w), graph.ID(slug), true
}

// parseID reads the slug or the global id of a record of word. Errors have code
// BadUserInput.
func parseID(word graph.Word, s string) (graph.ID, error) {
	if w, id, ok := parseGlobalID(s); ok {
		if w != word {
			return "", graph.Errorf(graph.BadUserInput, "%q is the id of a %s; a %s is asked for here", s, w, word).At("id")
		}
		return id, nil
	}
	if id := graph.ID(s); graph.ValidID(id) {
		return id, nil
	}
	return "", graph.Errorf(graph.BadUserInput,
		"%.100q is not an id: give a slug such as \"chicago-il-us\", or an id from an earlier answer", s).At("id")
}

// get returns the record of a root field that asks for one, and loads ahead what
// is selected of it. A merged id answers with the record it went to. Errors have
// code BadUserInput or NotFound, or are the reader's.
func get[T graph.Record](ctx context.Context, s string) (T, error) {
	var none T
	word := none.Word()
	id, err := parseID(word, s)
	if err != nil {
		return none, err
	}
	v := view(ctx)
	for range 10 { // a record merged again and again still answers
		found, err := read(ctx, v, selected(ctx), word, []graph.ID{id})
		if err != nil {
			return none, err
		}
		if found[0] != nil {
			return found[0].(T), ahead(ctx, v, selected(ctx), found)
		}
		fate, err := load(ctx).Reader().Fate(ctx, v, word, id)
		switch {
		case graph.CodeOf(err) == graph.NotFound:
			return none, graph.Errorf(graph.NotFound, "there is no %s %q; search finds ids by name", word, id).At("id")
		case err != nil:
			return none, err
		case fate.MovedTo == "":
			return none, graph.Errorf(graph.NotFound, "the %s %q was taken back: %s", word, id, fate.Reason).At("id")
		}
		id = fate.MovedTo
	}
	return none, graph.Errorf(graph.NotFound, "the %s %q was merged too many times", word, id).At("id")
}

// recordsOf returns the records of word with the given ids that the viewer may
// see.
func recordsOf[T graph.Record](ctx context.Context, ids []graph.ID) ([]T, error) {
	var none T
	found, err := load(ctx).Records(ctx, view(ctx), none.Word(), ids)
	if err != nil {
		return nil, err
	}
	records := make([]T, 0, len(found))
	for _, r := range found {
		if r != nil {
			records = append(records, r.(T))
		}
	}
	return records, nil
}

// recordOf returns the record with the given id, nil for an empty id or one that
// the viewer may not see.
func recordOf[T graph.Record](ctx context.Context, id graph.ID) (T, error) {
	var none T
	if id == "" {
		return none, nil
	}
	records, err := recordsOf[T](ctx, []graph.ID{id})
	if err != nil || len(records) == 0 {
		return none, err
	}
	return records[0], nil
}

// sourcesOf returns the sources that a record cites.
func sourcesOf(ctx context.Context, r graph.Record) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, r.Base().Sources)
}
