package filestore

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/checkpoint"
	"twingraph/graph/world"
)

// Beside the file there can be a checkpoint of it: the world after one of its changes, so that
// a start reads the changes after that one only. It is a copy, and never what a store stands
// on: it is used when it is whole (its last bytes are the SHA-256 of all others), was written by
// the same program, and the journal, which is verified in any case, has the change with the hash
// that it names. Otherwise the journal is replayed, and the checkpoint written anew.
//
// What is personal is sealed in it by the same keys as in the journal, and an erasure removes
// it before it destroys keys.
const (
	suffixCheckpoint = ".checkpoint"
	checkpointFormat = "twingraph checkpoint 1\n"
)

// preface is what a checkpoint begins with: the program and the place in the journal.
func preface(program string, at mark) []byte {
	of := sha256.Sum256([]byte(program))
	return append(append([]byte(checkpointFormat), of[:]...), at.bytes()...)
}

// aside is what a checkpoint has of a store besides its world, in one line of JSON.
type aside struct {
	Erased []graph.Erased
	Gone   []keyName // destroyed
	Items  int       // of all changes
}

// errStale is the error of a checkpoint that is not one of this journal, for this program.
var errStale = errors.New("the checkpoint is of something else")

// resumed reads the journal from the checkpoint on. Any error means that there is no use for
// the checkpoint; what is wrong with the journal itself is found when it is read without.
func (s *Store) resumed(tx *bolt.Tx) (c contents, err error) {
	if s.options.Program == nil {
		return c, errStale
	}
	data, err := os.ReadFile(s.file + suffixCheckpoint)
	if err != nil {
		return c, err
	}
	size := len(preface("", mark{}))
	if len(data) < size+sha256.Size {
		return c, errStale
	}
	data, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	at, err := readMark(data[len(checkpointFormat)+sha256.Size : size])
	if err != nil || !bytes.Equal(data[:size], preface(s.options.Program(), at)) || s.options.Program() == "" {
		return c, errStale
	}
	if is := sha256.Sum256(data); !bytes.Equal(is[:], sum) {
		return c, errStale
	}
	c, err = known(tx)
	if err != nil || c.format != formatVersion || c.unfinished {
		return c, errors.Join(errStale, err)
	}
	line, body, _ := bytes.Cut(data[size:], []byte("\n"))
	var beside aside
	if err := json.Unmarshal(line, &beside); err != nil {
		return c, err
	}
	if c.world, err = checkpoint.Read(body, seals{c.keys}); err != nil {
		return c, err
	}
	c.erased, c.items = beside.Erased, beside.Items
	for _, name := range beside.Gone {
		c.gone[name] = true
	}
	return c, c.replay(tx, at)
}

// seals are the keys of a store, as a checkpoint uses them.
type seals struct{ *keyring }

const boundCheckpoint = "checkpoint"

func (k seals) SealRecord(of graph.Target, text []byte) ([]byte, error) {
	name, ok := k.name(of)
	if !ok || k.key(name) == nil {
		return nil, fmt.Errorf("a %s has no key", of.Word)
	}
	return json.Marshal(k.seal(name, boundCheckpoint, text))
}

func (k seals) SealNote(seq graph.Seq, text []byte) ([]byte, bool, error) {
	name := noteKey(seq)
	if k.key(name) == nil {
		return nil, false, nil
	}
	sealed, err := json.Marshal(k.seal(name, boundCheckpoint, text))
	return sealed, true, err
}

func (k seals) Open(text []byte) ([]byte, error) {
	var s sealed
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	opened, there, err := k.open(s, boundCheckpoint)
	if err == nil && !there {
		err = errStale
	}
	return opened, err
}

func (k seals) Opened(of graph.Target, text []byte) {
	var s sealed
	if json.Unmarshal(text, &s) == nil {
		k.of[of] = s.Key
	}
}

// checkpointDue reports whether so much was recorded since the last checkpoint that another is
// worth while. The lock of the store is held.
func (s *Store) checkpointDue() bool {
	return s.options.Program != nil && s.since >= s.options.CheckpointAfter && !s.db.IsReadOnly() && s.unwritable.Load() == nil
}

// keepUp begins a checkpoint in the background where one is due and none is being written. The
// lock of the store is held.
func (s *Store) keepUp() {
	if s.writing != nil || !s.checkpointDue() {
		return
	}
	done := make(chan struct{})
	s.writing = done
	write, place := s.checkpoint()
	go func() {
		defer close(done)
		err := write()
		s.mu.Lock()
		defer s.mu.Unlock()
		place(err)
		s.writing = nil
	}()
}

// checkpoint returns what writes a checkpoint of the store as it is into a file beside its
// place, for which the lock is not needed, and what puts it there. The lock of the store is held
// when it is called, and when the second is. A store does without a checkpoint that could not
// be written; another is tried when as much was recorded again.
func (s *Store) checkpoint() (write func() error, place func(error)) {
	w, at, since, erasures := s.World(), s.last, s.since, len(*s.erased.Load())
	beside := aside{Erased: *s.erased.Load(), Gone: slices.Collect(maps.Keys(s.gone)), Items: s.items}
	keys := seals{&keyring{keys: maps.Clone(s.keys.keys), of: maps.Clone(s.keys.of), lost: map[keyName]bool{}}}
	name := s.file + suffixCheckpoint + suffixNew
	return func() error {
			if head, err := w.Head(context.Background()); err != nil || head.Seq != at.seq {
				return errStale // the world is not that of the file
			}
			if s.options.Program() == "" {
				return errStale // it could not be told from another program's
			}
			return s.writeCheckpoint(name, w, at, beside, keys)
		}, func(err error) {
			same := len(*s.erased.Load()) == erasures
			if same {
				s.since -= since
			}
			if err != nil || !same || os.Rename(name, s.file+suffixCheckpoint) != nil {
				_ = removed(name)
				return
			}
			_ = syncFolder(s.file)
		}
}

// writeCheckpoint writes a checkpoint into a new file.
func (s *Store) writeCheckpoint(name string, w *world.World, at mark, beside aside, keys seals) (err error) {
	if err := removed(name); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	line, err := json.Marshal(beside)
	if err != nil {
		return err
	}
	sum := sha256.New()
	to := bufio.NewWriterSize(io.MultiWriter(file, sum), 1<<20)
	_, _ = to.Write(preface(s.options.Program(), at))
	_, _ = to.Write(append(line, '\n'))
	if err := checkpoint.Write(to, w, keys); err != nil {
		return err
	}
	if err := to.Flush(); err != nil { // of what was written before, too
		return err
	}
	if _, err := file.Write(sum.Sum(nil)); err != nil {
		return err
	}
	if info, err := os.Stat(s.file); err == nil {
		keepOwner(name, info)
	}
	return file.Sync()
}

// forgetCheckpoint removes the checkpoint. One that is being written will not take its place,
// since more is erased then than when it began.
func (s *Store) forgetCheckpoint() error {
	if err := removed(s.file + suffixCheckpoint); err != nil {
		return err
	}
	return syncFolder(s.file)
}
