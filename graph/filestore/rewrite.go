package filestore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// bbolt leaves what was deleted in pages that are free, until it uses them again. So after
// something was deleted for good the file is made anew: what is left is copied into a file
// beside it, which then takes its place. Readers have the network in memory and do not wait.
// A file that has to be made anew says so itself ("rewrite"), so that a crash in between is
// made good at the next opening for writing.

// suffixNew is what the name of the file beside ends with.
const suffixNew = ".new"

// rewriting is the error of a file that could not be made anew.
type rewriting struct{ error }

func (r rewriting) Unwrap() error { return r.error }

// finish makes the file anew where that is due, and removes what a crash left beside it.
func (s *Store) finish() error {
	switch {
	case s.format == formatPlain:
		return s.rewrite(s.sealAll)
	case s.unfinished:
		return s.rewrite(s.compact)
	}
	return errors.Join(removed(s.file+suffixNew), removed(s.file+suffixCheckpoint+suffixNew))
}

// forget makes the file anew after something was deleted for good. When that fails the store
// takes no more changes: at the next start it is tried again.
func (s *Store) forget() error {
	if err := s.rewrite(s.compact); err != nil {
		s.breaks(err)
		return graph.Errorf(graph.Unavailable,
			"it was deleted from %s, but the file could not be made anew and may still hold traces; see to the disk and restart, which does that", s.path).Because(err)
	}
	return nil
}

// rewrite makes the file anew. fill fills the new one and returns the mark that it must end
// with. The old file stays as it is when something goes wrong.
func (s *Store) rewrite(fill func(*bolt.DB) (mark, error)) error {
	beside := s.file + suffixNew
	if err := removed(beside); err != nil {
		return rewriting{err}
	}
	fresh, err := openBolt(beside, bolt.Options{NoSync: true})
	if err != nil {
		return rewriting{errors.Join(err, removed(beside))}
	}
	end, err := fill(fresh)
	if err == nil {
		err = s.replace(fresh, beside, end)
	}
	if err != nil {
		return rewriting{errors.Join(err, fresh.Close(), removed(beside))}
	}
	old := s.db
	s.swap.Lock()
	s.db, s.last = fresh, end
	s.swap.Unlock()
	if err := errors.Join(syncFolder(s.file), old.Close()); err != nil {
		return rewriting{err}
	}
	return nil
}

// replace puts the new file in the place of the old one, once it is durable and sound.
func (s *Store) replace(fresh *bolt.DB, beside string, end mark) error {
	if err := whole(fresh); err != nil {
		return err
	}
	if err := fresh.Sync(); err != nil {
		return err
	}
	fresh.NoSync = false
	if err := sound(fresh, beside, end); err != nil {
		return err
	}
	if info, err := os.Stat(s.file); err == nil {
		keepOwner(beside, info)
		if err := os.Chmod(beside, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return os.Rename(beside, s.file)
}

// whole notes in a file that was made anew that it was.
func whole(db *bolt.DB) error {
	err := db.Update(func(tx *bolt.Tx) error { return tx.Bucket(bucketAbout).Delete(keyRewrite) })
	return errors.Join(err, seal(db))
}

// sound checks a file that was just written, up to its last change.
func sound(db *bolt.DB, path string, end mark) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := checkPages(file); err != nil {
		return err
	}
	return db.View(func(tx *bolt.Tx) (err error) {
		defer guard(&err)
		defer onFault()()
		last, err := chain(tx, func(mark, [][]byte) error { return nil })
		if err == nil && last != end {
			err = fmt.Errorf("it ends at change %d, not %d", last.seq, end.seq)
		}
		return errors.Join(err, sumsUp(tx))
	})
}

// compact copies all that is left into a new file.
func (s *Store) compact(to *bolt.DB) (end mark, err error) { return s.last, compact(to, s.db) }

// compact copies all buckets as they are at one moment, while others may write. What is
// copied points into the file that it comes from until it is committed, so the moment is held
// until then; bolt.Compact, which gives it up before its last commit, copies what others
// wrote meanwhile.
func compact(to, from *bolt.DB) (err error) {
	defer guard(&err)
	defer onFault()()
	return from.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
			cursor := bucket.Cursor()
			key, value := cursor.First()
			for first := true; first || key != nil; first = false {
				err := to.Update(func(tx *bolt.Tx) error {
					copied, err := tx.CreateBucketIfNotExists(name)
					if err != nil {
						return err
					}
					copied.FillPercent = 1
					for size := 0; key != nil && size < copiedAtOnce; key, value = cursor.Next() {
						if err := copied.Put(key, value); err != nil {
							return err
						}
						size += len(key) + len(value)
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// copiedAtOnce bounds what one transaction of compact holds, in bytes.
const copiedAtOnce = 16 << 20

// sealAll writes all changes of a file of format 1 into a new one, and seals what is
// personal.
func (s *Store) sealAll(to *bolt.DB) (end mark, err error) {
	defer guard(&err)
	defer onFault()()
	if err := to.Update(begin); err != nil {
		return end, err
	}
	s.keys = newKeyring(nil, 0)
	err = s.db.View(func(from *bolt.Tx) error {
		_, err := chain(from, func(at mark, pieces [][]byte) error {
			batch, _, err := s.codec.decode(joined(pieces), newKeyring(nil, 0))
			if err != nil {
				return err
			}
			keys := newKeyring(s.keys, at.seq)
			encoded, err := s.codec.encode(batch, nil, keys)
			if err != nil {
				return err
			}
			defer keys.join()
			return to.Update(func(tx *bolt.Tx) (err error) {
				if end, err = write(tx, end, encoded); err != nil {
					return err
				}
				return keys.keep(tx)
			})
		})
		documents := from.Bucket(bucketDocuments)
		if err != nil || documents == nil {
			return err
		}
		return to.Update(func(tx *bolt.Tx) error {
			return documents.ForEach(func(key, value []byte) error { return putDocument(tx, key, value) })
		})
	})
	return end, err
}

// removed removes a file, which need not be there.
func removed(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
