package checkpoint

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Seals are the keys of what is personal. What they seal says whose key it is.
type Seals interface {
	// SealRecord seals what is said of a record by the key of the record.
	SealRecord(of graph.Target, text []byte) ([]byte, error)
	// SealNote seals what a change says of itself, and returns false where it has no key:
	// then none of it is personal.
	SealNote(seq graph.Seq, text []byte) ([]byte, bool, error)
	// Open returns what was sealed. It fails when the key is not there.
	Open(sealed []byte) ([]byte, error)
	// Opened takes note of the record that something sealed was about.
	Opened(of graph.Target, sealed []byte)
}

// The kinds of block.
const (
	blockChanges byte = iota
	blockRecords
	blockPersonal
	blockChronicles
)

// inBlock is how many records or chronicles a block has, so that several are read at once.
const inBlock = 16 << 10

// saying is what a change says of itself.
type saying struct{ Note, Key, Request string }

// Write writes the world. Errors are those of w and of the seals.
func Write(w io.Writer, from *world.World, seals Seals) error {
	e := &encoder{texts: newTexts()}
	var blocks [][]byte
	end := func() {
		blocks = append(blocks, slices.Clone(e.out))
		e.out = e.out[:0]
	}
	if err := e.changes(from, seals); err != nil {
		return err
	}
	end()
	for _, word := range graph.Words() {
		if err := e.word(from, word, seals, end); err != nil {
			return err
		}
	}
	n := 0
	for link, c := range from.Chronicles() {
		if n++; len(e.out) == 0 {
			e.byte(blockChronicles)
		}
		e.text(string(link))
		e.chronicle(c)
		if n%inBlock == 0 {
			end()
		}
	}
	if len(e.out) > 0 {
		end()
	}
	return e.texts.write(w, blocks)
}

// changes appends all changes.
func (e *encoder) changes(from *world.World, seals Seals) error {
	e.byte(blockChanges)
	for c := range from.Recorded() {
		text, err := json.Marshal(saying{c.Note, c.Key, c.Request})
		if err != nil {
			return err
		}
		sealed, personal, err := seals.SealNote(c.Seq, text)
		if err != nil {
			return err
		}
		e.flag(personal)
		if personal {
			e.bytes(sealed)
		} else {
			e.text(c.Note)
			e.text(c.Key)
			e.text(c.Request)
		}
		e.instant(c.RecordedAt)
		e.instant(c.CommittedAt)
		e.text(c.Actor)
		for _, n := range []int{c.Added, c.Corrected, c.Retracted, len(c.Gone)} {
			e.number(uint64(n))
		}
		for _, r := range c.Gone {
			if err := e.retraction(r, seals); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *encoder) retraction(r graph.Retraction, seals Seals) error {
	personal := graph.ShapeOf(r.Word).Personal
	e.flag(personal)
	if !personal {
		e.text(string(r.Word))
		e.text(string(r.ID))
		e.text(r.Reason)
		e.text(string(r.MovedTo))
		return nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	sealed, err := seals.SealRecord(graph.Target{Word: r.Word, ID: r.ID}, text)
	e.bytes(sealed)
	return err
}

func (e *encoder) instant(t time.Time) {
	e.signed(t.Unix())
	e.number(uint64(t.Nanosecond()))
}

// word appends all versions of the records of a word, and calls end after each block.
func (e *encoder) word(from *world.World, word graph.Word, seals Seals, end func()) error {
	shape := graph.ShapeOf(word)
	layout, own := layoutOf(shape), encoder{texts: e.texts}
	n := 0
	ended := func() {
		e.byte(blockRecords)
		if shape.Personal {
			e.out[0] = blockPersonal
		}
		e.text(string(word))
		e.number(uint64(n))
		e.out = append(e.out, own.out...)
		own.out, n = own.out[:0], 0
		end()
	}
	for v := range from.Stored(word) {
		own.seq(v.Seq)
		own.seq(v.Closed)
		own.flag(v.Corrected)
		var err error
		if shape.Personal {
			err = own.personal(v.Record, seals)
		} else {
			err = layout.write(&own, v.Record)
		}
		if err != nil {
			return err
		}
		if n++; n == inBlock {
			ended()
		}
	}
	if n > 0 {
		ended()
	}
	return nil
}

// personal appends a record that is personal, sealed.
func (e *encoder) personal(r graph.Record, seals Seals) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	sealed, err := seals.SealRecord(graph.TargetOf(r), text)
	e.bytes(sealed)
	return err
}

// write writes the texts, how long each is first, and the blocks.
func (t *texts) write(w io.Writer, blocks [][]byte) error {
	head := encoder{}
	head.number(uint64(len(t.list)))
	size := 0
	for _, s := range t.list {
		head.number(uint64(len(s)))
		size += len(s)
	}
	head.number(uint64(size))
	if _, err := w.Write(head.out); err != nil {
		return err
	}
	for _, s := range t.list {
		if _, err := io.WriteString(w, s); err != nil {
			return err
		}
	}
	for _, block := range blocks {
		if _, err := w.Write(binary.AppendUvarint(nil, uint64(len(block)))); err != nil {
			return err
		}
		if _, err := w.Write(block); err != nil {
			return err
		}
	}
	return nil
}
