package filestore

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"twingraph/graph"
)

// A change is stored as a compressed stream of JSON values: a head, and then for
// each record or retraction a tag and the thing itself. A tag is what was done ("+"
// added, "~" corrected, "-" retracted) and the word, such as "+City". Records are
// objects of their Go fields without those that have no value; RecordedAt is the
// change's. Histories are not stored: they are derived. Before the tag of what is sealed
// is "#", and after it comes the seal, which holds the thing itself. After the tag "!"
// comes what an erasure left of a record.

// head is what is stored of a change besides its records.
type head struct {
	After       graph.Seq
	RecordedAt  time.Time
	CommittedAt time.Time
	Actor       string
	Note        string
	Key         string  `json:",omitempty"`
	Request     string  `json:",omitempty"`
	Sealed      *sealed `json:",omitempty"` // a saying, in place of Note, Key and Request
}

// saying is what a change says of itself.
type saying struct {
	Note, Key string
	Request   string `json:",omitempty"`
}

// retracted is a retraction of what is personal. Where the record went is sealed by the key
// of the record that it went to.
type retracted struct {
	graph.Retraction
	Moved *sealed `json:",omitempty"`
}

// destroyed is what an erasure leaves of one record, with the names of the keys that it
// destroyed.
type destroyed struct {
	Word       graph.Word
	RecordedAt []time.Time
	By         graph.Role
	Keys       []keyName
}

// codec encodes and decodes one change after the other. The zero value is ready; it is not
// safe for concurrent use. It keeps what takes time to make: the memory of the compression.
type codec struct {
	packed   *flate.Writer
	unpacked io.ReadCloser
}

// encode returns the batch as it is stored, and what an erasure leaves. Keys that it has to
// make are added to the ring.
func (c *codec) encode(b graph.Batch, gone []destroyed, keys *keyring) ([]byte, error) {
	var out bytes.Buffer
	if c.packed == nil {
		var err error
		if c.packed, err = flate.NewWriter(&out, flate.BestSpeed); err != nil {
			return nil, err
		}
	}
	c.packed.Reset(&out)
	w := &encoder{to: c.packed, keys: keys}
	h := head{b.After, b.RecordedAt.UTC(), b.CommittedAt.UTC(), b.Actor, b.Note, b.Key, b.Request, nil}
	if isPersonal(b) {
		text, err := json.Marshal(saying{b.Note, b.Key, b.Request})
		if err != nil {
			return nil, err
		}
		s := keys.seal(noteKey(keys.seq), boundNote, text)
		h.Note, h.Key, h.Request, h.Sealed = "", "", "", &s
	}
	w.value(h)
	for _, d := range gone {
		w.value(tagDestroyed)
		w.value(d)
	}
	for _, r := range b.Added {
		w.record('+', r)
	}
	for _, r := range b.Corrected {
		w.record('~', r)
	}
	for _, r := range b.Retracted {
		w.retraction(r)
	}
	err := errors.Join(w.err, c.packed.Close())
	return out.Bytes(), err
}

const (
	tagDestroyed = "!"
	boundNote    = "note"
	boundMoved   = "moved"
)

// isPersonal reports whether a batch has to do with what is personal.
func isPersonal(b graph.Batch) bool {
	is := func(r graph.Record) bool { return graph.ShapeOf(r.Word()).Personal }
	return slices.ContainsFunc(b.Added, is) || slices.ContainsFunc(b.Corrected, is) ||
		slices.ContainsFunc(b.Retracted, func(r graph.Retraction) bool { return graph.ShapeOf(r.Word).Personal })
}

// encoder writes JSON values one after the other and remembers the first error.
type encoder struct {
	to   io.Writer
	keys *keyring
	buf  bytes.Buffer
	err  error
}

func (w *encoder) value(v any) {
	text, err := json.Marshal(v)
	w.write(append(text, '\n'), err)
}

func (w *encoder) write(text []byte, err error) {
	if err == nil && w.err == nil {
		_, err = w.to.Write(text)
	}
	if w.err == nil {
		w.err = err
	}
}

func (w *encoder) record(done byte, r graph.Record) {
	tag := string(done) + string(r.Word())
	w.buf.Reset()
	w.buf.WriteByte('{')
	err := fields(&w.buf, reflect.ValueOf(r).Elem())
	w.buf.WriteString("}\n")
	if graph.ShapeOf(r.Word()).Personal {
		w.sealed(graph.TargetOf(r), tag, w.buf.Bytes(), err)
		return
	}
	w.value(tag)
	w.write(w.buf.Bytes(), err)
}

func (w *encoder) retraction(r graph.Retraction) {
	tag := "-" + string(r.Word)
	if !graph.ShapeOf(r.Word).Personal {
		w.value(tag)
		w.value(r)
		return
	}
	gone := retracted{Retraction: r}
	if r.MovedTo != "" {
		moved := w.keys.sealFor(graph.Target{Word: r.Word, ID: r.MovedTo}, boundMoved, []byte(r.MovedTo))
		gone.MovedTo, gone.Moved = "", &moved
	}
	text, err := json.Marshal(gone)
	w.sealed(graph.Target{Word: r.Word, ID: r.ID}, tag, text, err)
}

func (w *encoder) sealed(of graph.Target, tag string, text []byte, err error) {
	w.value("#" + tag)
	w.value(w.keys.sealFor(of, tag, text))
	w.write(nil, err)
}

// fields writes the fields of a struct that have a value, embedded ones in place.
func fields(to *bytes.Buffer, v reflect.Value) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch {
		case v.Field(i).IsZero(), field.Type == reflect.TypeFor[time.Time]():
			continue
		case field.Anonymous:
			if err := fields(to, v.Field(i)); err != nil {
				return err
			}
			continue
		}
		if to.Bytes()[to.Len()-1] != '{' {
			to.WriteByte(',')
		}
		text, err := json.Marshal(v.Field(i).Interface())
		if err != nil {
			return err
		}
		fmt.Fprintf(to, "%q:%s", field.Name, text)
	}
	return nil
}

// decode reads what encode wrote, but for what is sealed by a key that is not there. It
// fails on anything that it does not know, so that nothing is lost unnoticed. The ring gets
// to know which key is that of which record.
func (c *codec) decode(from io.Reader, keys *keyring) (graph.Batch, []destroyed, error) {
	if c.unpacked == nil {
		c.unpacked = flate.NewReader(from)
	} else if err := c.unpacked.(flate.Resetter).Reset(from, nil); err != nil {
		return graph.Batch{}, nil, err
	}
	in := strict(c.unpacked)
	var h head
	if err := in.Decode(&h); err != nil {
		return graph.Batch{}, nil, fmt.Errorf("head: %w", err)
	}
	if h.Sealed != nil {
		var says saying
		if _, err := keys.read(*h.Sealed, boundNote, &says); err != nil {
			return graph.Batch{}, nil, fmt.Errorf("head: %w", err)
		}
		h.Note, h.Key, h.Request = says.Note, says.Key, says.Request
	}
	b := graph.Batch{After: h.After, RecordedAt: h.RecordedAt, CommittedAt: h.CommittedAt, Actor: h.Actor, Note: h.Note, Key: h.Key, Request: h.Request}
	var gone []destroyed
	for {
		var tag string
		err := in.Decode(&tag)
		switch {
		case errors.Is(err, io.EOF):
			return b, gone, nil
		case err != nil:
			return graph.Batch{}, nil, fmt.Errorf("tag: %w", err)
		case tag == tagDestroyed:
			var d destroyed
			err = in.Decode(&d)
			gone = append(gone, d)
		case strings.HasPrefix(tag, "#"):
			err = decodeSealed(in, tag[1:], keys, &b)
		default:
			_, err = decodeOne(in, tag, keys, &b)
		}
		if err != nil {
			return graph.Batch{}, nil, fmt.Errorf("%s: %w", tag, err)
		}
	}
}

// strict returns a decoder that fails on fields that it does not know.
func strict(from io.Reader) *json.Decoder {
	in := json.NewDecoder(from)
	in.DisallowUnknownFields()
	return in
}

// read reads a sealed value; false when its key is not there.
func (k *keyring) read(s sealed, bound string, value any) (bool, error) {
	text, there, err := k.open(s, bound)
	if err != nil || !there {
		return there, err
	}
	return true, strict(bytes.NewReader(text)).Decode(value)
}

// decodeSealed reads the seal that follows a tag, and the thing in it.
func decodeSealed(in *json.Decoder, tag string, keys *keyring, b *graph.Batch) error {
	var s sealed
	if err := in.Decode(&s); err != nil {
		return err
	}
	text, there, err := keys.open(s, tag)
	if err != nil || !there {
		return err
	}
	of, err := decodeOne(strict(bytes.NewReader(text)), tag, keys, b)
	keys.of[of] = s.Key
	return err
}

// decodeOne reads the thing that follows a tag, and returns the record that it is about.
func decodeOne(in *json.Decoder, tag string, keys *keyring, b *graph.Batch) (graph.Target, error) {
	if len(tag) < 2 {
		return graph.Target{}, errors.New("no such tag")
	}
	word := graph.Word(tag[1:])
	if tag[0] == '-' {
		var r retracted
		if err := in.Decode(&r); err != nil {
			return graph.Target{}, err
		}
		if r.Moved != nil {
			to, there, err := keys.open(*r.Moved, boundMoved)
			if err != nil {
				return graph.Target{}, err
			}
			if r.MovedTo = graph.ID(to); there {
				keys.of[graph.Target{Word: word, ID: r.MovedTo}] = r.Moved.Key
			}
		}
		b.Retracted = append(b.Retracted, r.Retraction)
		return graph.Target{Word: r.Word, ID: r.ID}, nil
	}
	shape, known := graph.FindShape(word)
	if !known {
		return graph.Target{}, errors.New("no such word")
	}
	r := shape.Blank()
	if err := in.Decode(r); err != nil {
		return graph.Target{}, err
	}
	r.Base().RecordedAt = b.RecordedAt
	switch tag[0] {
	case '+':
		b.Added = append(b.Added, r)
	case '~':
		b.Corrected = append(b.Corrected, r)
	default:
		return graph.Target{}, errors.New("no such tag")
	}
	return graph.TargetOf(r), nil
}
