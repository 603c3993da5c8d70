package resolvers

import (
	"context"
	"errors"

	"twingraph/graph"
)

// idOf reads the slug or global id of a record that an argument names. A merged id
// answers with the record it went to. Errors are about the argument at path and have
// code BadUserInput or NotFound, or are the reader's.
func (w whole) idOf(ctx context.Context, word graph.Word, s, path string) (graph.ID, error) {
	id, err := parseID(word, s)
	if err != nil {
		return "", at(err, path)
	}
	for range 10 { // a record merged again and again still answers
		if w.Record(word, id) != nil {
			return id, nil
		}
		fate, err := load(ctx).Reader().Fate(ctx, viewOf(ctx).View, word, id)
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

// optional reads an id that can be left out.
func (w whole) optional(ctx context.Context, word graph.Word, s *string, path string) (graph.ID, error) {
	if s == nil {
		return "", nil
	}
	return w.idOf(ctx, word, *s, path)
}

// at returns err as one about the argument at path, when it is about an argument.
func at(err error, path string) error {
	if e, ok := errors.AsType[*graph.Error](err); ok {
		return e.At(path)
	}
	return err
}

// text returns an optional text, "" where it is left out.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
