package resolvers

import (
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
