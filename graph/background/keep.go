package background

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"time"

	"twingraph/graph"
)

// kind is that of the documents that hold results, by name.
const kind = "computed"

// keptWithin bounds how long keeping a result takes. It is kept even when the program ends.
const keptWithin = 5 * time.Second

// keeping is a result as it is kept.
type keeping struct {
	Version int       `json:"version"`
	Inputs  string    `json:"inputs"`
	Head    graph.Seq `json:"head"`
	Result  []byte    `json:"result"` // JSON, compressed by gzip
}

// place is what is where a result is kept.
type place struct {
	revision int64     // of the document; 0 for none
	head     graph.Seq // of the result
}

// recall returns the result of a computation that is kept, nil when there is none, and what is
// in its place.
func (b *Background) recall(ctx context.Context, j *job) (value any, last place) {
	if b.kept == nil {
		return nil, place{}
	}
	d, err := b.kept.Document(ctx, kind, j.name)
	if graph.CodeOf(err) == graph.NotFound {
		return nil, place{}
	}
	var k keeping
	if err == nil {
		err = json.Unmarshal(d.Body, &k)
	}
	if err == nil && k.Version == j.version && k.Inputs == j.inputs {
		value, err = j.unpack(k.Result)
	}
	if err != nil && ctx.Err() == nil {
		b.log.Warn("what was computed cannot be read and is computed again", "what", j.name, "error", err)
	}
	return value, place{d.Revision, k.Head}
}

// keep keeps the result of a computation in place of the last, unless that is newer or another
// server has kept one meanwhile. One that cannot be kept is computed again after the next
// start.
func (b *Background) keep(ctx context.Context, j *job, last place) {
	if b.kept == nil || last.head > j.head {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keptWithin)
	defer cancel()
	packed, err := pack(j.value)
	if err == nil {
		var body []byte
		if body, err = json.Marshal(keeping{Version: j.version, Inputs: j.inputs, Head: j.head, Result: packed}); err == nil {
			_, err = b.kept.Put(ctx, graph.Document{Kind: kind, ID: j.name, Revision: last.revision, Body: body})
		}
	}
	switch {
	case err == nil, graph.CodeOf(err) == graph.Conflict:
	default:
		b.log.Warn("what was computed could not be kept", "what", j.name, "error", err)
	}
}

// pack writes a result.
func pack(value any) ([]byte, error) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

// unpack reads a result.
func (j *job) unpack(packed []byte) (any, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return j.read(text)
}
