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

// The file has these buckets. In "twingraph" are "format", the number of the format in
// which the file is written; "head", the number and hash of the last change; "documents",
// the sum of the documents; and, while an erasure is under way, "rewrite". In "changes" are
// the parts of each change under its number (8 bytes) and the number of the part (4 bytes),
// both big-endian. Part 0 is the hash, the others are the encoded change, cut into pieces.
// The hash is SHA-256 over the hash of the change before, the number and the encoded change.
// In "keys" are the keys of what is sealed (seal.go), in "documents" documents.
//
// In format 1, of release 1.0, nothing is sealed and there are no keys and no documents.
const (
	formatVersion = 2
	formatPlain   = 1
	pieceLength   = 64 << 10
)

var (
	bucketAbout   = []byte("twingraph")
	bucketChanges = []byte("changes")
	keyFormat     = []byte("format")
	keyHead       = []byte("head")
	keyRewrite    = []byte("rewrite") // the file has to be made anew
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

// contents is what is in a file.
type contents struct {
	format     int
	world      *world.World
	last       mark
	keys       *keyring
	erased     []graph.Erased
	unfinished bool             // the file has to be made anew
	gone       map[keyName]bool // keys that were destroyed
	items      int              // of all changes
	from       graph.Seq        // after which changes were replayed
	since      int              // items of the changes that were replayed
	empty      bool             // there is nothing in the file
}

// read verifies all that is in the file and replays it into a world. A database
// with nothing in it is an empty journal: its making was interrupted.
func read(tx *bolt.Tx) (contents, error) {
	c, err := known(tx)
	if err != nil || c.empty {
		return c, err
	}
	return c, c.replay(tx, mark{})
}

// known reads all but the changes and the documents.
func known(tx *bolt.Tx) (contents, error) {
	c := contents{format: formatVersion, world: world.Empty(), keys: newKeyring(nil, 0), gone: map[keyName]bool{}}
	about, changes := tx.Bucket(bucketAbout), tx.Bucket(bucketChanges)
	if about == nil || changes == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return c, errNotOurs
		}
		c.empty = true
		return c, nil
	}
	format := about.Get(keyFormat)
	if len(format) != 4 {
		return c, errNotOurs
	}
	c.format, c.unfinished = int(binary.BigEndian.Uint32(format)), about.Get(keyRewrite) != nil
	if c.format != formatVersion && c.format != formatPlain {
		return c, newerFormat(c.format)
	}
	var err error
	c.keys, err = readKeys(tx)
	return c, err
}

// replay verifies all changes, and replays those after a place in the journal, after which the
// world is.
func (c *contents) replay(tx *bolt.Tx, from mark) error {
	c.from = from.seq
	code, met := codec{}, from == mark{}
	var err error
	c.last, err = chain(tx, func(at mark, pieces [][]byte) error {
		if at.seq <= from.seq {
			met = met || at == from
			return nil
		}
		batch, destroyed, err := code.decode(joined(pieces), c.keys)
		if errors.Is(err, errSeal) {
			return err
		} else if err != nil {
			return notKnown{err} // its hash was right
		}
		c.world, _, err = c.world.With(batch)
		c.note(batch, destroyed, c.gone)
		c.items, c.since = c.items+batch.Items(), c.since+batch.Items()
		return err
	})
	if err != nil {
		return err
	}
	if !met {
		return errStale
	}
	// A key that is not there was destroyed, and one that was destroyed is not there.
	for name := range c.keys.lost {
		if !c.gone[name] {
			return fmt.Errorf("the key %v is missing", name)
		}
	}
	for name := range c.gone {
		if c.keys.key(name) != nil {
			return fmt.Errorf("the key %v was destroyed, and is there", name)
		}
	}
	if c.format == formatPlain {
		return nil
	}
	return sumsUp(tx)
}

// note keeps what an erasure left, and the keys that it destroyed.
func (c *contents) note(batch graph.Batch, list []destroyed, gone map[keyName]bool) {
	for _, d := range list {
		c.erased = append(c.erased, graph.Erased{Word: d.Word, RecordedAt: d.RecordedAt, ErasedAt: batch.RecordedAt, By: d.By})
		for _, name := range d.Keys {
			gone[name] = true
		}
	}
}

// joined reads the pieces of a change as one.
func joined(pieces [][]byte) io.Reader {
	readers := make([]io.Reader, len(pieces))
	for i, piece := range pieces {
		readers[i] = bytes.NewReader(piece)
	}
	return io.MultiReader(readers...)
}

// chain goes through all changes, verifies their hashes, and returns the last mark.
func chain(tx *bolt.Tx, each func(at mark, pieces [][]byte) error) (last mark, err error) {
	end, err := readMark(tx.Bucket(bucketAbout).Get(keyHead))
	if err != nil {
		return last, err
	}
	cursor := tx.Bucket(bucketChanges).Cursor()
	key, value := cursor.First()
	for key != nil {
		want, pieces := value, [][]byte(nil)
		if !bytes.Equal(key, partKey(last.seq+1, 0)) {
			return last, fmt.Errorf("change %d is missing", last.seq+1)
		}
		for key, value = cursor.Next(); bytes.Equal(key, partKey(last.seq+1, len(pieces)+1)); key, value = cursor.Next() {
			pieces = append(pieces, value)
		}
		next := last.next(pieces...)
		if !bytes.Equal(next.hash[:], want) {
			return last, fmt.Errorf("change %d is not what was written", next.seq)
		}
		if err := each(next, pieces); err != nil {
			return last, fmt.Errorf("change %d: %w", next.seq, err)
		}
		last = next
	}
	if last != end {
		return last, fmt.Errorf("the changes end at %d, and the last one written is %d", last.seq, end.seq)
	}
	return last, nil
}

// begin makes an empty journal in an empty database; it does nothing in a journal.
func begin(tx *bolt.Tx) error {
	if tx.Bucket(bucketAbout) != nil {
		return nil
	}
	for _, name := range [][]byte{bucketAbout, bucketChanges, bucketKeys, bucketDocuments} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	about := tx.Bucket(bucketAbout)
	if err := about.Put(keyFormat, binary.BigEndian.AppendUint32(nil, formatVersion)); err != nil {
		return err
	}
	return about.Put(keyHead, mark{}.bytes())
}
