package filestore

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// Backup writes a file of the store as it was at one moment during the call, after the last
// change that was acknowledged before it. Writers go on meanwhile; what was deleted for good
// is not in it. The file is made on the store's disk before any of it is written to w, so
// that a slow reader of it holds nobody up; no other process can find it there.
//
// Errors have code Unavailable when the file cannot be made, Timeout when ctx ends; others
// are those of w.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	file, err := s.snapshot()
	if err != nil {
		return graph.Errorf(graph.Unavailable, "no backup of %s could be made; make room on its disk, and see that its folder can be written", s.path).Because(err)
	}
	defer file.Close()
	defer os.Remove(file.Name())
	for {
		if err := ctx.Err(); err != nil {
			return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
		}
		if _, err := io.CopyN(w, file, 1<<20); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// snapshot makes a file of the store as it is now, open at its beginning. Its name is gone
// already where the system allows that.
func (s *Store) snapshot() (*os.File, error) {
	folder := filepath.Dir(s.file)
	s.mu.Lock()
	s.copying++
	s.mu.Unlock()
	defer s.copied()
	s.swap.RLock()
	defer s.swap.RUnlock()
	if s.db.IsReadOnly() {
		folder = "" // that for temporary files
	}
	file, err := os.CreateTemp(folder, filepath.Base(s.file)+".backup-*")
	if err != nil {
		return nil, err
	}
	to, err := openBolt(file.Name(), bolt.Options{NoSync: true})
	_ = os.Remove(file.Name())
	if err == nil {
		if err = compact(to, s.db); err == nil {
			err = whole(to)
		}
		err = errors.Join(err, to.Close())
	}
	if err != nil {
		return nil, errors.Join(err, file.Close(), removed(file.Name()))
	}
	return file, nil
}

// copied ends a backup, and wipes what had to wait for it.
func (s *Store) copied() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.copying--; s.copying == 0 && s.unwiped {
		_ = s.wipe() // the store breaks itself when it cannot
	}
}

// Restore makes the store in the file to out of a backup, which it verifies. It overwrites
// no store that has something in it.
//
// Errors have code Unavailable as those of Open, for either file, and Conflict when there is
// something in the store.
func Restore(from, to string) error {
	backup, err := Open(from, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer backup.Close()
	store, err := Open(to, Options{})
	if err != nil {
		return err
	}
	return errors.Join(store.become(backup), store.Close())
}

// become takes over all that is in a backup.
func (s *Store) become(backup *Store) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if empty, err := s.empty(); err != nil {
		return s.explain(err)
	} else if !empty {
		return graph.Errorf(graph.Conflict, "there is something in %s already; restore into another file, or move that one away first", s.path)
	}
	fill := backup.compact
	if backup.format == formatPlain {
		fill = backup.sealAll
	}
	if err := s.rewrite(fill); err != nil {
		return s.explain(err)
	}
	return nil
}

// empty reports whether nothing was ever recorded or put.
func (s *Store) empty() (empty bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		key, _ := tx.Bucket(bucketDocuments).Cursor().First()
		empty = key == nil && s.last == mark{}
		return nil
	})
	return empty, err
}
