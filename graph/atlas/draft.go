package atlas

import (
	"context"
	"encoding/base32"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Entry is one record of a submission: the values of its fields as they were given, by the
// names of its properties, with id and ifRecordedAt. One that is left out stays as it is;
// nil empties it.
type Entry struct {
	Word   graph.Word
	Fields map[string]any
}

// Retraction is one record that a submission takes back.
type Retraction struct {
	Word         graph.Word
	ID, MovedTo  string // slugs or global ids; empty for moved nowhere
	Reason       string
	IfRecordedAt *time.Time
}

// EntriesOf reads the lists of records that a submission has, by the names of the lists, in
// order of word and then as they were given.
func EntriesOf(lists map[string]any) []Entry {
	var entries []Entry
	for _, word := range graph.Words() {
		list, _ := lists[graph.ShapeOf(word).List()].([]any)
		for _, fields := range list {
			entries = append(entries, Entry{Word: word, Fields: fields.(map[string]any)})
		}
	}
	return entries
}

// placeholder begins an id that names a record within one submission until the server has
// made its id.
const placeholder = "new:"

// draft is a submission on its way to the registry. What is wrong with it is judged by what
// its viewer sees: a problem says nothing of records that the viewer may not know of.
type draft struct {
	r      *Request
	reader graph.Reader // what the store holds where the draft is recorded
	v      graph.View
	s      registry.Submission
	chance io.Reader // where ids that say nothing are drawn from

	entries []*entry
	made    map[graph.Target]graph.ID     // placeholders and the ids made for them
	numbers map[graph.Target]int          // the last number that was tried for the id after a slug
	known   map[graph.Target]graph.Record // of the store that the viewer sees; nil for "looked, not there"
	here    map[graph.Target]graph.Record // of the submission
}

// entry is one record of a draft.
type entry struct {
	Entry
	given  graph.ID // slug or placeholder; empty for none
	record graph.Record
	was    graph.Record // nil for a new one
	gone   bool         // a correction of a record that is known no more
}

// draft makes what the registry is given of a submission, against what the store holds now.
// Errors are the reader's.
func (r *Request) draft(ctx context.Context, reader graph.Reader, s Submission) (registry.Submission, error) {
	d, err := r.drafted(ctx, reader, s, r.knowing(), r.chance)
	return d.s, err
}

// drafted makes a draft of a submission, against what is known in a view. Errors are the
// reader's.
func (r *Request) drafted(ctx context.Context, reader graph.Reader, s Submission, v graph.View, chance io.Reader) (*draft, error) {
	d := &draft{
		r: r, reader: reader, v: v, chance: chance,
		s: registry.Submission{
			Actor: r.viewer.Name, Note: s.Note, Key: r.keyOf(s.Key), Expected: map[graph.Target]time.Time{}, Explain: true,
		},
		made: map[graph.Target]graph.ID{}, numbers: map[graph.Target]int{}, known: map[graph.Target]graph.Record{}, here: map[graph.Target]graph.Record{},
	}
	if strings.TrimSpace(s.Note) == "" {
		d.s.Problems = append(d.s.Problems, graph.Problem{Field: "note", Message: "is required: say in a sentence what this change is"})
	}
	for _, e := range s.Records {
		d.entries = append(d.entries, &entry{Entry: e})
	}
	steps := []func(context.Context) error{d.identify, d.fill, d.name, d.refer, d.permit}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return d, err
		}
	}
	for _, e := range d.entries {
		if e.record != nil && !e.gone {
			d.s.Records = append(d.s.Records, e.record)
		}
	}
	return d, d.retract(ctx, s.Retractions)
}

// reject notes a problem of the record at t.
func (d *draft) reject(t graph.Target, field string, code graph.ProblemCode, format string, args ...any) {
	d.s.Problems = append(d.s.Problems, graph.Problem{Word: t.Word, ID: t.ID, Field: field, Code: code, Message: fmt.Sprintf(format, args...)})
}

// identify finds out which records the entries are about, and reads those that are known.
func (d *draft) identify(ctx context.Context) error {
	var named []graph.Target
	var kept []*entry
	for _, e := range d.entries {
		text, given := e.Fields["id"].(string) // null is as good as nothing
		switch {
		case !given:
		case strings.HasPrefix(text, placeholder):
			e.given = graph.ID(text)
			if _, twice := d.made[graph.Target{Word: e.Word, ID: e.given}]; twice {
				d.reject(graph.Target{Word: e.Word, ID: e.given}, "id", graph.ProblemInvalid, "the submission has two records with this id")
			}
			d.made[graph.Target{Word: e.Word, ID: e.given}] = ""
		default:
			id, err := ParseID(e.Word, text, "id")
			if err != nil {
				d.reject(graph.Target{Word: e.Word, ID: graph.ID(text)}, "id", graph.ProblemInvalid, "%s", messageOf(err))
				continue // nothing more can be said of it
			}
			e.given = id
			named = append(named, graph.Target{Word: e.Word, ID: id})
		}
		kept = append(kept, e)
	}
	d.entries = kept
	return d.read(ctx, named)
}

// messageOf returns the sentence of an error about an argument.
func messageOf(err error) string {
	if e, ok := err.(*graph.Error); ok {
		return e.Message
	}
	return err.Error()
}

// read reads the named records as the viewer sees them.
func (d *draft) read(ctx context.Context, named []graph.Target) error {
	ids := map[graph.Word][]graph.ID{}
	for _, t := range named {
		if _, done := d.known[t]; !done && graph.ValidID(t.ID) {
			d.known[t] = nil
			ids[t.Word] = append(ids[t.Word], t.ID)
		}
	}
	for _, word := range graph.Words() {
		for chunk := range slices.Chunk(ids[word], graph.MaxFirst) {
			records, err := d.reader.Records(ctx, d.v, word, chunk)
			if err != nil {
				return err
			}
			for _, record := range records {
				if record != nil {
					d.known[graph.TargetOf(record)] = record
				}
			}
		}
	}
	return nil
}

// fill makes the records: known ones as they are, with the fields that were given.
func (d *draft) fill(ctx context.Context) error {
	for _, e := range d.entries {
		t := graph.Target{Word: e.Word, ID: e.given}
		shape := graph.ShapeOf(e.Word)
		if e.was = d.known[t]; e.was != nil {
			e.record = graph.Canonical(e.was)
		} else {
			e.record = shape.Blank()
			e.record.Base().ID = e.given
		}
		if at, given := e.Fields["ifRecordedAt"].(time.Time); given {
			if e.was == nil {
				d.reject(t, "ifRecordedAt", graph.ProblemConflict, "no version of it is known that could have been read")
			} else {
				d.s.Expected[t] = at
			}
		}
		for _, p := range shape.Entered() {
			if value, given := e.Fields[p.Name]; given && p.Name != "id" {
				d.set(t, e.record, p, value)
			}
		}
		if err := d.miss(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// miss notes that a record is corrected that is not known: an id with some fields is no new
// record, and what it lacks for one says little to somebody who mistyped the id. Errors are the
// reader's.
func (d *draft) miss(ctx context.Context, e *entry) error {
	if e.was != nil || !graph.ValidID(e.given) || !slices.ContainsFunc(graph.Validate(e.record), func(p graph.Problem) bool {
		_, given := e.Fields[p.Field]
		return !given
	}) {
		return nil
	}
	t := graph.Target{Word: e.Word, ID: e.given}
	gone, err := d.reader.Fate(ctx, d.v, t.Word, t.ID)
	switch {
	case graph.CodeOf(err) == graph.NotFound:
		d.reject(t, "id", graph.ProblemMissing, "there is no %s to correct; a new one needs more", t)
		return nil
	case err != nil:
		return err
	case gone.MovedTo != "":
		d.reject(t, "id", graph.ProblemMissing, "%s was retracted; it moved to %q: correct that one", t, gone.MovedTo)
	default:
		d.reject(t, "id", graph.ProblemMissing, "%s was retracted: %s", t, gone.Reason)
	}
	e.gone = true
	return nil
}

// set puts a value that was given into a record.
func (d *draft) set(t graph.Target, record graph.Record, p graph.Property, value any) {
	if value == nil {
		p.Clear(record)
		return
	}
	switch given := value.(type) {
	case []any:
		texts := make([]string, len(given))
		for i, one := range given {
			texts[i] = d.referred(t, p, one.(string))
		}
		value = texts
	case string:
		value = d.referred(t, p, given)
	case int:
		value = int64(given)
	}
	if err := p.Set(record, value); err != nil {
		d.reject(t, p.Name, graph.ProblemInvalid, "%s", messageOf(err))
	}
}

// referred returns the slug for an id that a reference was given, and all else as it is.
func (d *draft) referred(t graph.Target, p graph.Property, text string) string {
	if p.To == "" || text == "" || strings.HasPrefix(text, placeholder) {
		return text
	}
	id, err := ParseID(p.To, text, p.Name)
	if err != nil {
		d.reject(t, p.Name, graph.ProblemInvalid, "%s", messageOf(err))
	}
	return string(id)
}

// name makes the ids of new records that have none, each after those that it refers to, and
// puts them in place of placeholders.
func (d *draft) name(ctx context.Context) error {
	taken := map[graph.Target]bool{}
	for _, e := range d.entries {
		if e.given != "" && !strings.HasPrefix(string(e.given), placeholder) {
			taken[graph.Target{Word: e.Word, ID: e.given}] = true
		}
	}
	for _, e := range d.entries { // in order of word
		d.resolve(e.record)
		if graph.ValidID(e.given) || e.given != "" && !strings.HasPrefix(string(e.given), placeholder) {
			d.here[graph.TargetOf(e.record)] = e.record
			continue
		}
		id, err := d.newID(ctx, e.record, taken)
		if err != nil {
			return err
		}
		if e.given != "" {
			d.made[graph.Target{Word: e.Word, ID: e.given}] = id
		}
		e.record.Base().ID = id
		taken[graph.Target{Word: e.Word, ID: id}] = true
		d.here[graph.TargetOf(e.record)] = e.record
	}
	for _, e := range d.entries { // what refers to records of its own word that come later
		d.resolve(e.record)
	}
	return nil
}

// resolve puts the ids that were made in place of placeholders.
func (d *draft) resolve(record graph.Record) {
	for _, p := range graph.ShapeOf(record.Word()).Properties {
		if p.To == "" {
			continue
		}
		switch value := p.Of(record).(type) {
		case string:
			if id := d.made[graph.Target{Word: p.To, ID: graph.ID(value)}]; id != "" {
				_ = p.Set(record, string(id)) // an id is a text like any other
			}
		case []string:
			for i, text := range value {
				if id := d.made[graph.Target{Word: p.To, ID: graph.ID(text)}]; id != "" {
					value[i] = string(id)
				}
			}
			_ = p.Set(record, value)
		}
	}
}

// drawn is how many random bytes an id has that must not be guessed or met twice.
const drawn = 10

// newID makes the id of a new record: by the habit of its word, with a number where that is
// taken. The ids of words of which records may be hidden have a random end instead, since a
// number would say that a hidden record has the id.
func (d *draft) newID(ctx context.Context, record graph.Record, taken map[graph.Target]bool) (graph.ID, error) {
	shape := graph.ShapeOf(record.Word())
	slug := shape.Slug(record)
	if slug == "" || !shape.Open {
		random := make([]byte, drawn)
		if _, err := io.ReadFull(d.chance, random); err != nil {
			return "", fmt.Errorf("draw an id: %w", err)
		}
		end := strings.ToLower(base32.StdEncoding.EncodeToString(random))
		if slug == "" {
			return graph.ID(end), nil
		}
		return slug + "-" + graph.ID(end), nil
	}
	for first := (graph.Target{Word: record.Word(), ID: slug}); ; {
		n := d.numbers[first] + 1
		d.numbers[first] = n
		id := slug
		if n > 1 {
			id += graph.ID("-" + strconv.Itoa(n))
		}
		t := graph.Target{Word: record.Word(), ID: id}
		if taken[t] {
			continue
		}
		if err := d.read(ctx, []graph.Target{t}); err != nil {
			return "", err
		}
		if d.known[t] != nil {
			continue
		}
		if _, err := d.reader.Fate(ctx, d.v, t.Word, t.ID); graph.CodeOf(err) == graph.NotFound {
			return id, nil
		} else if err != nil {
			return "", err
		}
	}
}
