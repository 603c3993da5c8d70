package atlas

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"twingraph/graph"
)

// GlobalID returns the opaque id of a record: unique over all words.
func GlobalID(word graph.Word, id graph.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(word) + ":" + string(id)))
}

// ParseGlobalID takes a global id apart; ok is false when s is not one.
func ParseGlobalID(s string) (word graph.Word, id graph.ID, ok bool) {
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

// ParseID reads the slug or the global id of a record of word, given as the argument at
// path. Errors have code BadUserInput.
func ParseID(word graph.Word, s, path string) (graph.ID, error) {
	if w, id, ok := ParseGlobalID(s); ok {
		if w != word {
			return "", graph.Errorf(graph.BadUserInput, "%q is the id of a %s; a %s is asked for here", s, w, word).At(path)
		}
		return id, nil
	}
	if id := graph.ID(s); graph.ValidID(id) {
		return id, nil
	}
	return "", graph.Errorf(graph.BadUserInput,
		"%.100q is not an id: give a slug such as \"chicago-il-us\", or an id from an earlier answer", s).At(path)
}

// merges bounds how often a record is followed that was merged again and again.
const merges = 10

// Resolve returns the id of the record that an argument names by slug or global id; a
// merged one is followed to the record it went to. known reports whether there is a
// record with an id. Errors are known's and the reader's, or are about the argument at
// path with code BadUserInput or NotFound.
func (r *Request) Resolve(ctx context.Context, v graph.View, word graph.Word, s, path string, known func(graph.ID) (bool, error)) (graph.ID, error) {
	return resolve(ctx, r.reader, v, word, s, path, known)
}

func resolve(ctx context.Context, reader graph.Reader, v graph.View, word graph.Word, s, path string, known func(graph.ID) (bool, error)) (graph.ID, error) {
	id, err := ParseID(word, s, path)
	if err != nil {
		return "", err
	}
	for range merges {
		if ok, err := known(id); ok || err != nil {
			return id, err
		}
		fate, err := reader.Fate(ctx, v, word, id)
		switch {
		case graph.CodeOf(err) == graph.NotFound:
			return "", graph.Errorf(graph.NotFound, "there is no %s %q; search finds ids by name", word, id).At(path)
		case err != nil:
			return "", err
		case fate.MovedTo == "":
			return "", graph.Errorf(graph.NotFound, "the %s %q was taken back: %s", word, id, fate.Reason).At(path)
		}
		id = fate.MovedTo
	}
	return "", graph.Errorf(graph.NotFound, "the %s %q was merged too many times", word, id).At(path)
}

// idOf resolves an id in the state.
func (s *state) idOf(ctx context.Context, word graph.Word, given, path string) (graph.ID, error) {
	return resolve(ctx, s.reader, s.view, word, given, path, func(id graph.ID) (bool, error) { return s.Record(word, id) != nil, nil })
}

// optional resolves an id that can be left out.
func (s *state) optional(ctx context.Context, word graph.Word, given *string, path string) (graph.ID, error) {
	if given == nil {
		return "", nil
	}
	return s.idOf(ctx, word, *given, path)
}

// at returns err as one about the argument at path, when it is about an argument.
func at(err error, path string) error {
	if e, ok := errors.AsType[*graph.Error](err); ok {
		return e.At(path)
	}
	return err
}
