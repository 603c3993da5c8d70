package filestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"twingraph/graph"
	"twingraph/graph/signal"
	"twingraph/graph/world"
)

// Store is a graph.Store in one file. Readers see the last change that is durable
// and never wait for a writer.
type Store struct {
	path   string // as it was named
	file   string // without symbolic links
	world  atomic.Pointer[world.World]
	erased atomic.Pointer[[]graph.Erased]
	moved  signal.Bell // rung when there is a next world

	mu         sync.Mutex // held by a writer
	last       mark
	keys       *keyring
	codec      codec
	format     int  // of the file, when it was read
	unfinished bool // it had to be made anew
	copying    int  // backups that are being made
	unwiped    bool // free pages hold what is to be forgotten, as soon as no backup is made
	options    Options
	gone       map[keyName]bool // keys that were destroyed
	items      int              // of all changes
	since      int              // items of the changes after the last checkpoint
	resumedAt  graph.Seq        // the change of the checkpoint from which it was read; 0 for none
	writing    chan struct{}    // closed when the checkpoint is there that is being written; nil for none

	swap    sync.RWMutex // held while the file is replaced, shared while it is read
	db      *bolt.DB
	private string // the name of a copy that is ours alone, to be removed; empty for none

	unwritable atomic.Pointer[graph.Error] // why the file cannot be written any more
}

// Options say how to open a store. The zero value is for normal use.
type Options struct {
	// ReadOnly opens the file without changing it. Several processes can do so at once.
	// Where another one has it open for writing, the store is as it was at that moment, and
	// is read from a private copy in the folder for temporary files.
	ReadOnly bool
	// LockTimeout is how long to wait for another process to let go of the file; a
	// quarter of a second when zero.
	LockTimeout time.Duration
	// Program returns what tells one build of the program from any other, empty when that is
	// not known. With it, a store that is large keeps a checkpoint beside its file, with which
	// the same program opens it many times faster. It is called when there is one, or one is
	// due; nil for none.
	Program func() string
	// CheckpointAfter is how many added, corrected and retracted records are worth another
	// checkpoint; 20,000 when zero, which are replayed in a few tenths of a second.
	CheckpointAfter int
}

// Open opens the store in the file of that path, and makes it where there is none.
// It reads and verifies the whole file. A file of an older format is made anew in that of
// today when it is opened for writing.
//
// Errors have code Unavailable, name the file and say what to do: it is damaged, is
// not ours, was written by a newer version, is in use by another process, or cannot
// be read or made.
func Open(path string, options Options) (*Store, error) {
	if options.LockTimeout == 0 {
		options.LockTimeout = 250 * time.Millisecond
	}
	if options.CheckpointAfter == 0 {
		options.CheckpointAfter = 20_000
	}
	s := &Store{path: path, file: path, options: options}
	if file, err := filepath.EvalSymlinks(path); err == nil {
		s.file = file
	}
	info, err := os.Stat(path)
	missing := errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 && info.Mode().IsRegular()
	switch {
	case missing && options.ReadOnly:
		return nil, s.explain(fs.ErrNotExist)
	case err != nil && !missing:
		return nil, s.explain(err)
	case !missing && info.IsDir():
		return nil, s.explain(errFolder)
	case missing:
		if err = s.openForWriting(options); err == nil {
			err = syncFolder(s.file)
		}
	case options.ReadOnly:
		if s.db, err = s.verify(options); errors.Is(err, bolterrors.ErrTimeout) {
			err = s.copy()
		}
	default:
		var verified *bolt.DB
		if verified, err = s.verify(options); err == nil {
			if err = verified.Close(); err == nil {
				err = s.openForWriting(options)
			}
		}
	}
	if err != nil {
		return nil, s.explain(err)
	}
	return s, nil
}

// verify opens the file for reading, checks all of it and replays it. The lock of
// bbolt keeps writers away meanwhile.
func (s *Store) verify(options Options) (*bolt.DB, error) {
	db, err := openBolt(s.file, bolt.Options{ReadOnly: true, Timeout: options.LockTimeout})
	if err != nil {
		return nil, err
	}
	file, err := os.Open(s.file)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err = checkPages(file); err != nil {
		err = damage{err}
	} else {
		err = db.View(s.load)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openBolt opens the database. Any error that is not of the file system or of a lock
// is that of a damaged file.
func openBolt(path string, options bolt.Options) (db *bolt.DB, err error) {
	defer guard(&err)
	defer onFault()()
	var file *os.File
	options.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		file, err = os.OpenFile(name, flag, mode)
		return file, err
	}
	db, err = bolt.Open(path, 0o600, &options)
	if err == nil && !inPlace(file, path) { // it was replaced while we waited for the lock
		return nil, errors.Join(bolterrors.ErrTimeout, db.Close())
	}
	if err == nil || errors.Is(err, bolterrors.ErrTimeout) || errors.As(err, new(*fs.PathError)) {
		return db, err
	}
	return nil, damage{err}
}

// inPlace reports whether an open file is the one of that path.
func inPlace(file *os.File, path string) bool {
	is, err := file.Stat()
	named, other := os.Stat(path)
	return err == nil && other == nil && os.SameFile(is, named)
}

// load reads the journal and publishes its world.
func (s *Store) load(tx *bolt.Tx) (err error) {
	defer guard(&err)
	defer onFault()()
	found, err := s.resumed(tx)
	if err != nil {
		found, err = read(tx)
	}
	switch {
	case errors.As(err, new(newerFormat)), errors.As(err, new(notKnown)), errors.Is(err, errNotOurs):
		return err
	case err != nil:
		return damage{err}
	}
	s.last, s.keys, s.format, s.unfinished = found.last, found.keys, found.format, found.unfinished
	s.gone, s.items, s.since, s.resumedAt = found.gone, found.items, found.since, found.from
	s.erased.Store(&found.erased)
	s.world.Store(found.world)
	return nil
}

// openForWriting opens the file that was verified, or a new one.
func (s *Store) openForWriting(options Options) error {
	db, err := openBolt(s.file, bolt.Options{Timeout: options.LockTimeout})
	if err != nil {
		return err
	}
	if err := s.take(db); err != nil {
		return errors.Join(err, db.Close())
	}
	s.db = db
	err = s.finish()
	if err == nil {
		err = s.wipe() // what a crash left
	}
	if err != nil {
		return errors.Join(err, s.db.Close())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keepUp()
	return nil
}

// take makes sure that the database is the one that was verified; an empty one
// becomes a journal.
func (s *Store) take(db *bolt.DB) (err error) {
	defer guard(&err)
	defer onFault()()
	if err := db.Update(begin); err != nil {
		return err
	}
	if s.world.Load() == nil {
		if err := db.View(s.load); err != nil {
			return err
		}
	} else if end, err := readHead(db); err != nil || end != s.last {
		return errors.Join(bolterrors.ErrTimeout, err) // another process wrote in between
	}
	return seal(db)
}

// syncFolder makes a new file in a folder durable.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// readHead reads the mark of the last change.
func readHead(db *bolt.DB) (end mark, err error) {
	err = db.View(func(tx *bolt.Tx) error {
		end, err = readMark(tx.Bucket(bucketAbout).Get(keyHead))
		return err
	})
	return end, err
}

// seal writes an empty transaction. bbolt falls back to the transaction before the
// last when the page that says where the last one is gets damaged; with a seal that
// one holds the same changes, so that none is lost unnoticed.
func seal(db *bolt.DB) error {
	return db.Update(func(tx *bolt.Tx) error {
		about := tx.Bucket(bucketAbout)
		return about.Put(keyFormat, append([]byte(nil), about.Get(keyFormat)...))
	})
}

// guard turns a panic, and a fault in reading mapped memory, into an error: bbolt
// has them for damaged files and for disks that fail.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = damage{fmt.Errorf("%v", r)}
	}
}

// errFolder is the error of a path that is not that of a file.
var errFolder = errors.New("a folder")

// damage is the error of a file that is not what was written.
type damage struct{ error }

func (d damage) Unwrap() error { return d.error }

// explain turns an error of opening into a sentence that a person can act on.
func (s *Store) explain(err error) error {
	say := func(format string, args ...any) error {
		return graph.Errorf(graph.Unavailable, format, args...).Because(err)
	}
	var newer newerFormat
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return say("%s is in use by another twingraph process; stop that one, or choose another file", s.path)
	case errors.As(err, &newer):
		return say("%s was written by a newer twingraph (format %d; this one reads format %d); upgrade this one, or choose another file", s.path, int(newer), formatVersion)
	case errors.As(err, new(notKnown)):
		return say("%s holds what this twingraph does not know (%s), so a newer one wrote it; upgrade this one, or choose another file", s.path, err)
	case errors.Is(err, errNotOurs):
		return say("%s is not a twingraph file; choose another file", s.path)
	case errors.As(err, new(rewriting)):
		return say("%s could not be made anew; make room on its disk, see that its folder can be written, and try again", s.path)
	case errors.Is(err, errBusy):
		return say("%s is being written without a pause; try again", s.path)
	case errors.Is(err, errFolder):
		return graph.Errorf(graph.Unavailable, "%s is a folder; name a file in it", s.path)
	case errors.Is(err, fs.ErrNotExist):
		return graph.Errorf(graph.Unavailable, "there is no file %s, or no folder for it; check the path", s.path)
	case errors.Is(err, fs.ErrPermission):
		return say("%s cannot be opened: permission denied; change its permissions, or choose another file", s.path)
	case errors.As(err, new(damage)):
		return say("%s is damaged or is not a twingraph file; restore a copy of it, or choose another file and import again", s.path)
	}
	return say("%s cannot be opened; see the log for the cause", s.path)
}

// Ready reports whether the store can answer and be written; see graph.Store.
func (s *Store) Ready(context.Context) error {
	if why := s.unwritable.Load(); why != nil {
		return why
	}
	return nil
}

// breaks remembers why the file cannot be written any more.
func (s *Store) breaks(err error) {
	s.unwritable.Store(graph.Errorf(graph.Unavailable, "%s could not be written; see to the disk and restart", s.path).Because(err))
}

// Close lets go of the file, and writes a checkpoint where one is due. What was read stays
// readable.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.keepUp(); s.writing != nil; s.keepUp() {
		done := s.writing
		s.mu.Unlock()
		<-done
		s.mu.Lock()
	}
	s.unwritable.Store(graph.Errorf(graph.Unavailable, "the store is closed"))
	err := s.db.Close() // which does nothing the second time
	if s.private != "" {
		err = errors.Join(err, os.Remove(s.private))
		s.private = ""
	}
	if err != nil {
		return graph.Errorf(graph.Unavailable, "%s could not be closed", s.path).Because(err)
	}
	return nil
}

// World returns the network after the last change.
func (s *Store) World() *world.World { return s.world.Load() }

// Moment returns what was known at v.KnownAt by viewers of v.Tier; see world.World.
func (s *Store) Moment(ctx context.Context, v graph.View) (*world.Moment, error) {
	return s.at(ctx).Moment(ctx, v)
}

// Tag returns the Tag of the Moment at v.KnownAt for viewers of v.Tier; see world.World.
func (s *Store) Tag(ctx context.Context, v graph.View) (string, error) {
	return s.at(ctx).Tag(ctx, v)
}

var _ world.Moments = (*Store)(nil)

// onFault makes faults in reading mapped memory panics, in this goroutine, until
// the returned function is called.
func onFault() (restore func()) {
	was := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(was) }
}
