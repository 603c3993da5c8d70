package filestore

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"

	"twingraph/graph"
)

// A change is stored as a compressed stream of JSON values: a head, and then for
// each record or retraction a tag and the thing itself. A tag is what was done ("+"
// added, "~" corrected, "-" retracted) and the word, such as "+City". Records are
// objects of their Go fields without those that have no value; RecordedAt is the
// change's. Histories are not stored: they are derived.

// head is what is stored of a change besides its records.
type head struct {
	After       graph.Seq
	RecordedAt  time.Time
	CommittedAt time.Time
	Actor       string
	Note        string
	Key         string `json:",omitempty"`
}

// encode returns the batch as it is stored.
func encode(b graph.Batch) ([]byte, error) {
	var out bytes.Buffer
	packed, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	w := &encoder{to: packed}
	w.value(head{b.After, b.RecordedAt.UTC(), b.CommittedAt.UTC(), b.Actor, b.Note, b.Key})
	for _, r := range b.Added {
		w.record('+', r)
	}
	for _, r := range b.Corrected {
		w.record('~', r)
	}
	for _, r := range b.Retracted {
		w.value("-" + string(r.Word))
		w.value(r)
	}
	err = errors.Join(w.err, packed.Close())
	return out.Bytes(), err
}

// encoder writes JSON values one after the other and remembers the first error.
type encoder struct {
	to  io.Writer
	buf bytes.Buffer
	err error
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
	w.value(string(done) + string(r.Word()))
	w.buf.Reset()
	w.buf.WriteByte('{')
	err := fields(&w.buf, reflect.ValueOf(r).Elem())
	w.buf.WriteString("}\n")
	w.write(w.buf.Bytes(), err)
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

// decode reads what encode wrote. It fails on anything that it does not know, so
// that nothing is lost unnoticed.
func decode(from io.Reader) (graph.Batch, error) {
	in := json.NewDecoder(flate.NewReader(from))
	in.DisallowUnknownFields()
	var h head
	if err := in.Decode(&h); err != nil {
		return graph.Batch{}, fmt.Errorf("head: %w", err)
	}
	b := graph.Batch{After: h.After, RecordedAt: h.RecordedAt, CommittedAt: h.CommittedAt, Actor: h.Actor, Note: h.Note, Key: h.Key}
	for {
		var tag string
		if err := in.Decode(&tag); errors.Is(err, io.EOF) {
			return b, nil
		} else if err != nil {
			return graph.Batch{}, fmt.Errorf("tag: %w", err)
		}
		if err := decodeOne(in, tag, &b); err != nil {
			return graph.Batch{}, fmt.Errorf("%s: %w", tag, err)
		}
	}
}

// decodeOne reads the thing that follows a tag.
func decodeOne(in *json.Decoder, tag string, b *graph.Batch) error {
	if len(tag) < 2 {
		return errors.New("no such tag")
	}
	word := graph.Word(tag[1:])
	if tag[0] == '-' {
		var r graph.Retraction
		err := in.Decode(&r)
		b.Retracted = append(b.Retracted, r)
		return err
	}
	shape, known := graph.FindShape(word)
	if !known {
		return errors.New("no such word")
	}
	r := shape.Blank()
	if err := in.Decode(r); err != nil {
		return err
	}
	r.Base().RecordedAt = b.RecordedAt
	switch tag[0] {
	case '+':
		b.Added = append(b.Added, r)
	case '~':
		b.Corrected = append(b.Corrected, r)
	default:
		return errors.New("no such tag")
	}
	return nil
}
