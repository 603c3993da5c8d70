package atlas

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
)

// GlobalID names a record as it is seen: what is shown of a record depends on the day and
// the instant that a question is about, so both are in the id when the question gave them.
// Who keeps records by id keeps two days apart, and asks for the right one again.
type GlobalID struct {
	Word graph.Word
	ID   graph.ID
	Times
}

// Times are the times that a question gave. Where one is left out, it stands for today
// or for everything recorded, whenever it is asked.
type Times struct {
	AsOf    *graph.Day
	KnownAt *time.Time
}

// At returns the view of v at the times, where they are given.
func (t Times) At(v graph.View) graph.View {
	if t.AsOf != nil {
		v.AsOf = *t.AsOf
	}
	if t.KnownAt != nil {
		v.KnownAt = t.KnownAt.UTC()
	}
	return v
}

// String returns the times as ids have them: nothing when none is given, or an at sign
// with the day, as days since 1970, and after a comma the instant, as seconds since then.
func (t Times) String() string {
	if t.AsOf == nil && t.KnownAt == nil {
		return ""
	}
	text := []byte{'@'}
	if t.AsOf != nil {
		text = strconv.AppendInt(text, int64(*t.AsOf), 10)
	}
	if t.KnownAt != nil {
		text = append(text, ',')
		text = strconv.AppendInt(text, t.KnownAt.Unix(), 10)
		if nanos := t.KnownAt.Nanosecond(); nanos > 0 {
			text = fmt.Appendf(text, ".%09d", nanos)
		}
	}
	return string(text)
}

// String returns the id as it is written: opaque, unique over all words and times.
func (g GlobalID) String() string { return WriteGlobalID(g.Word, g.ID, g.Times.String()) }

// WriteGlobalID returns the global id of a record; times are those of Times.String, which
// a page of records shares.
func WriteGlobalID(word graph.Word, id graph.ID, times string) string {
	return string(AppendGlobalID(nil, word, id, times))
}

// AppendGlobalID appends what WriteGlobalID returns.
func AppendGlobalID(to []byte, word graph.Word, id graph.ID, times string) []byte {
	var plain [256]byte // most ids fit
	text := append(append(append(append(plain[:0], word...), ':'), id...), times...)
	return base64.RawURLEncoding.AppendEncode(to, text)
}

// ParseGlobalID takes a global id apart, given as the argument at path. Errors have code
// BadUserInput.
func ParseGlobalID(s, path string) (GlobalID, error) {
	var g GlobalID
	plain, err := base64.RawURLEncoding.DecodeString(s)
	word, rest, found := strings.Cut(string(plain), ":")
	slug, times, timed := strings.Cut(rest, "@")
	g.Word, g.ID = graph.Word(word), graph.ID(slug)
	if err != nil || !found || !slices.Contains(graph.Words(), g.Word) || !graph.ValidID(g.ID) {
		return GlobalID{}, graph.Errorf(graph.BadUserInput,
			"%.100q is not a global id: take the id field of an earlier answer; slugs are for city(id:), twinningLink(id:) and so on", s).At(path)
	}
	if timed {
		g.Times = parseTimes(times)
	}
	if g.String() != s {
		return g, graph.Errorf(graph.BadUserInput,
			"%.100q is an id of the %s %q, but its times cannot be read: take the id field of an earlier answer, unchanged", s, g.Word, g.ID).At(path)
	}
	return g, nil
}

// parseTimes reads what Times.String writes, without the at sign. Of another text it
// returns times that are written otherwise.
func parseTimes(text string) Times {
	var t Times
	day, instant, known := strings.Cut(text, ",")
	if n, err := strconv.ParseInt(day, 10, 32); err == nil && inYears(graph.Day(n).Time(), 1, 9999) {
		t.AsOf = new(graph.Day(n))
	}
	if known {
		seconds, nanos, _ := strings.Cut(instant, ".")
		s, err := strconv.ParseInt(seconds, 10, 64)
		n, _ := strconv.ParseInt(nanos, 10, 64)
		if at := time.Unix(s, n).UTC(); err == nil && inYears(at, -1, 10_000) { // in some time zone in 0 to 9999
			t.KnownAt = &at
		}
	}
	return t
}

// inYears reports whether an instant is in the years from first to last.
func inYears(t time.Time, first, last int) bool { return t.Year() >= first && t.Year() <= last }

// ParseID reads the slug or a global id of a record of word, given as the argument at
// path; the times of a global id are those of another question, and left out. Errors have
// code BadUserInput.
func ParseID(word graph.Word, s, path string) (graph.ID, error) {
	if id := graph.ID(s); graph.ValidID(id) {
		return id, nil
	}
	switch g, err := ParseGlobalID(s, path); {
	case err != nil && g.Word == "":
		return "", graph.Errorf(graph.BadUserInput,
			"%.100q is not an id: give a slug such as \"chicago-il-us\", or an id from an earlier answer", s).At(path)
	case err != nil:
		return "", err
	case g.Word != word:
		return "", graph.Errorf(graph.BadUserInput, "%q is the id of a %s; a %s is asked for here", s, g.Word, word).At(path)
	default:
		return g.ID, nil
	}
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
			return "", graph.Errorf(graph.NotFound, "there is no %s %q; %s", word, id, whereIDsAre(word)).At(path)
		case err != nil:
			return "", err
		case fate.MovedTo == "":
			return "", graph.Errorf(graph.NotFound, "the %s %q was taken back: %s", word, id, fate.Reason).At(path)
		}
		id = fate.MovedTo
	}
	return "", graph.Errorf(graph.NotFound, "the %s %q was merged too many times", word, id).At(path)
}

// whereIDsAre says how to come by the ids of a type.
func whereIDsAre(word graph.Word) string {
	if shape := graph.ShapeOf(word); len(shape.Names) == 0 {
		return shape.List() + " lists those that there are"
	}
	return "search finds ids by name"
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
