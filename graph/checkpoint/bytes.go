package checkpoint

import (
	"encoding/binary"
	"errors"

	"twingraph/graph"
)

// texts gives each distinct string a number, from 1 on; 0 is the empty one.
type texts struct {
	numbers map[string]uint64
	list    []string
}

func newTexts() *texts { return &texts{numbers: map[string]uint64{"": 0}, list: []string{""}} }

func (t *texts) number(s string) uint64 {
	n, ok := t.numbers[s]
	if !ok {
		n = uint64(len(t.list))
		t.numbers[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// encoder appends values to a block.
type encoder struct {
	out   []byte
	texts *texts
}

func (e *encoder) number(n uint64) { e.out = binary.AppendUvarint(e.out, n) }
func (e *encoder) signed(n int64)  { e.out = binary.AppendVarint(e.out, n) }
func (e *encoder) text(s string)   { e.number(e.texts.number(s)) }
func (e *encoder) byte(b byte)     { e.out = append(e.out, b) }
func (e *encoder) bytes(b []byte)  { e.number(uint64(len(b))); e.out = append(e.out, b...) }
func (e *encoder) fixed(n uint64)  { e.out = binary.LittleEndian.AppendUint64(e.out, n) }
func (e *encoder) flag(b bool)     { e.number(map[bool]uint64{true: 1}[b]) }
func (e *encoder) seq(s graph.Seq) { e.number(uint64(s)) }
func (e *encoder) date(d graph.PartialDate) {
	e.out = append(binary.LittleEndian.AppendUint16(e.out, uint16(d.Year)), d.Month, d.Day)
}

// errCut is the error of a stream that ends too early or is not what Write writes.
var errCut = errors.New("it is not what was written")

// decoder reads what an encoder appended. It panics with errCut when it cannot; see guard.
type decoder struct {
	in    []byte
	texts []string
}

// guard turns the panic of a decoder, and any other of reading what was not written, into an
// error.
func guard(err *error) {
	if recover() != nil {
		*err = errCut
	}
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.in)
	if size <= 0 {
		panic(errCut)
	}
	d.in = d.in[size:]
	return n
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.in)
	if size <= 0 {
		panic(errCut)
	}
	d.in = d.in[size:]
	return n
}

// count reads how many things follow, each of at least one byte.
func (d *decoder) count() int {
	n := d.number()
	if n > uint64(len(d.in)) {
		panic(errCut)
	}
	return int(n)
}

func (d *decoder) take(n int) []byte {
	b := d.in[:n:n]
	d.in = d.in[n:]
	return b
}

func (d *decoder) text() string   { return d.texts[d.number()] }
func (d *decoder) byte() byte     { return d.take(1)[0] }
func (d *decoder) bytes() []byte  { return d.take(d.count()) }
func (d *decoder) fixed() uint64  { return binary.LittleEndian.Uint64(d.take(8)) }
func (d *decoder) flag() bool     { return d.number() == 1 }
func (d *decoder) seq() graph.Seq { return graph.Seq(d.number()) }
func (d *decoder) date() graph.PartialDate {
	b := d.take(4)
	return graph.PartialDate{Year: int16(binary.LittleEndian.Uint16(b)), Month: b[2], Day: b[3]}
}
