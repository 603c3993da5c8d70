package filestore

import (
	"errors"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"
)

// errBusy is the error of a file of which no sound copy could be made beside its writer.
var errBusy = errors.New("the file changes too fast to be copied")

// copies bounds how often a copy is tried.
const copies = 100

// copy reads the store from a private copy of its file, which another process has open for
// writing. The copy is as sound as any file that is opened: its pages, the hashes of its
// changes, its seals and the sum of its documents are checked. bbolt writes into pages that
// are free, so pages of one state stay as they are until the second transaction after it; a
// copy that took longer can be unsound, and is then made once more.
func (s *Store) copy() error {
	for try := range copies {
		time.Sleep(time.Duration(min(try, 20)) * time.Millisecond)
		moved, err := s.copyOnce()
		if !moved || err == nil {
			return err
		}
	}
	return errBusy
}

// copyOnce makes one copy and reads it, and reports whether the file was written meanwhile.
func (s *Store) copyOnce() (moved bool, err error) {
	file, err := os.Open(s.file)
	if err != nil {
		return false, err
	}
	defer file.Close()
	private, err := os.CreateTemp("", "twingraph-*.db") // nobody else may read it
	if err != nil {
		return false, err
	}
	p := &pages{file: file, to: private}
	if err = p.walk(file); err == nil {
		err = p.copyMeta(private)
	}
	if err = errors.Join(err, private.Close()); err == nil {
		s.db, err = s.open(private.Name())
	} else {
		err = damage{err}
	}
	if err != nil {
		now := &pages{file: file}
		return now.findMeta() == nil && now.transaction != p.transaction, errors.Join(err, os.Remove(private.Name()))
	}
	if os.Remove(private.Name()) != nil { // some systems keep the name of an open file
		s.private = private.Name()
	}
	return false, nil
}

// open opens a copy, and reads it.
func (s *Store) open(path string) (*bolt.DB, error) {
	db, err := openBolt(path, bolt.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	if err := db.View(s.load); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// copyMeta makes a copy whole: it begins with the page that says where all else is, and is
// as long as that says.
func (p *pages) copyMeta(to *os.File) error {
	for at := range uint64(2) {
		if _, err := to.WriteAt(p.first, int64(at*p.pageSize)); err != nil {
			return err
		}
	}
	return to.Truncate(int64(p.pages * p.pageSize))
}
