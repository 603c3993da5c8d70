package filestore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/world"
)

// The file has two buckets. In "twingraph" are "format", the number of the format
// in which the file is written, and "head", the number and hash of the last change.
// In "changes" are the parts of each change under its number (8 bytes) and the
// number of the part (4 bytes), both big-endian. Part 0 is the hash, the others are
// the encoded change, cut into pieces. The hash is SHA-256 over the hash of the
// change before, the number and the encoded change.
const (
	formatVersion = 1
	pieceLength   = 64 << 10
)

var (
	bucketAbout   = []byte("twingraph")
	bucketChanges = []byte("changes")
	keyFormat     = []byte("format")
	keyHead       = []byte("head")
)

// hash is that of one change and all before it.
type hash [sha256.Size]byte

// mark is the end of the journal.
type mark struct {
	seq  graph.Seq
	hash hash
}

func (m mark) bytes() []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(m.seq)), m.hash[:]...)
}

func readMark(b []byte) (mark, error) {
	var m mark
	if len(b) != 8+len(m.hash) {
		return m, errors.New("the mark of the last change is unreadable")
	}
	m.seq = graph.Seq(binary.BigEndian.Uint64(b))
	copy(m.hash[:], b[8:])
	return m, nil
}

// next returns the mark after a change.
func (m mark) next(pieces ...[]byte) mark {
	h := sha256.New()
	h.Write(m.hash[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(m.seq+1)))
	for _, piece := range pieces {
		h.Write(piece)
	}
	n := mark{seq: m.seq + 1}
	h.Sum(n.hash[:0])
	return n
}

func partKey(seq graph.Seq, part int) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, uint64(seq)), uint32(part))
}

// write puts an encoded change into the file and returns the new mark.
func write(tx *bolt.Tx, last mark, encoded []byte) (mark, error) {
	next := last.next(encoded)
	changes := tx.Bucket(bucketChanges)
	changes.FillPercent = 0.9 // keys only grow
	if err := changes.Put(partKey(next.seq, 0), next.hash[:]); err != nil {
		return last, err
	}
	for part := 1; len(encoded) > 0; part++ {
		n := min(pieceLength, len(encoded))
		if err := changes.Put(partKey(next.seq, part), encoded[:n]); err != nil {
			return last, err
		}
		encoded = encoded[n:]
	}
	return next, tx.Bucket(bucketAbout).Put(keyHead, next.bytes())
}

// errNotOurs is the error of a database that some other program wrote.
var errNotOurs = errors.New("not a twingraph file")

// newerFormat is the error of a file written in a format of that number.
type newerFormat int

func (f newerFormat) Error() string { return fmt.Sprintf("format %d", int(f)) }

// notKnown is the error of a change that is as it was written and holds a word or a
// field that this program does not know.
type notKnown struct{ error }

func (n notKnown) Unwrap() error { return n.error }

// read verifies all that is in the file and replays it into a world. A database
// with nothing in it is an empty journal: its making was interrupted.
func read(tx *bolt.Tx) (*world.World, mark, error) {
	w, last := world.Empty(), mark{}
	about, changes := tx.Bucket(bucketAbout), tx.Bucket(bucketChanges)
	if about == nil || changes == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return nil, last, errNotOurs
		}
		return w, last, nil
	}
	if format := about.Get(keyFormat); len(format) != 4 {
		return nil, last, errNotOurs
	} else if n := binary.BigEndian.Uint32(format); n != formatVersion {
		return nil, last, newerFormat(n)
	}
	end, err := readMark(about.Get(keyHead))
	if err != nil {
		return nil, last, err
	}
	cursor := changes.Cursor()
	key, value := cursor.First()
	for key != nil {
		want, pieces := value, [][]byte(nil)
		if !bytes.Equal(key, partKey(last.seq+1, 0)) {
			return nil, last, fmt.Errorf("change %d is missing", last.seq+1)
		}
		for key, value = cursor.Next(); bytes.Equal(key, partKey(last.seq+1, len(pieces)+1)); key, value = cursor.Next() {
			pieces = append(pieces, value)
		}
		next := last.next(pieces...)
		if !bytes.Equal(next.hash[:], want) {
			return nil, last, fmt.Errorf("change %d is not what was written", next.seq)
		}
		if w, err = replay(w, pieces); err != nil {
			return nil, last, fmt.Errorf("change %d: %w", next.seq, err)
		}
		last = next
	}
	if last != end {
		return nil, last, fmt.Errorf("the changes end at %d, and the last one written is %d", last.seq, end.seq)
	}
	return w, last, nil
}

// replay returns the world after an encoded change.
func replay(w *world.World, pieces [][]byte) (*world.World, error) {
	readers := make([]io.Reader, len(pieces))
	for i, piece := range pieces {
		readers[i] = bytes.NewReader(piece)
	}
	batch, err := decode(io.MultiReader(readers...))
	if err != nil {
		return nil, notKnown{err} // its hash was right
	}
	next, _, err := w.With(batch)
	return next, err
}

// begin makes an empty journal in an empty database; it does nothing in a journal.
func begin(tx *bolt.Tx) error {
	if tx.Bucket(bucketAbout) != nil {
		return nil
	}
	about, err := tx.CreateBucket(bucketAbout)
	if err != nil {
		return err
	}
	if _, err := tx.CreateBucket(bucketChanges); err != nil {
		return err
	}
	if err := about.Put(keyFormat, binary.BigEndian.AppendUint32(nil, formatVersion)); err != nil {
		return err
	}
	return about.Put(keyHead, mark{}.bytes())
}
