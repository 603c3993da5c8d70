package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"sync"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/neostore"
)

// openStore opens the store that the settings name. The caller closes it.
type openStore func(ctx context.Context) (graph.Store, error)

// mode says what is to happen to a file of the embedded store.
type mode int

// The ways of opening it.
const (
	toWrite mode = iota // made where there is none
	toRead              // as it is: one that is not there is an error
)

// opener returns what opens the store. log and onStatement hear of a Neo4j while it
// works; both may be nil. Neo4j is not connected to yet: it may be down now and come
// later.
func (s *settings) opener(way mode, log *slog.Logger, onStatement func(neostore.Sent)) openStore {
	return func(ctx context.Context) (graph.Store, error) {
		if s.neo4jURI == "" {
			store, err := filestore.Open(s.data, filestore.Options{ReadOnly: way == toRead, Program: sync.OnceValue(thisProgram)})
			if way == toRead && s.fresh() {
				return nil, s.noData()
			}
			if err != nil {
				return nil, err
			}
			return store, nil
		}
		store, err := neostore.Open(ctx, neostore.Options{
			URI: s.neo4jURI, Username: s.neo4jUser, Password: s.password(), Database: s.neo4jDatabase,
			Log: log, OnStatement: onStatement,
		})
		if err != nil {
			return nil, err
		}
		return store, nil
	}
}

// thisProgram returns a digest of the program's own file: what a checkpoint has follows from
// the laws of the program that wrote it. Empty when the file cannot be read.
func thisProgram() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// noData is the error where the file of the embedded store is not there.
func (s *settings) noData() error {
	return graph.Errorf(graph.NotFound,
		"there is no data in %s: name another file with --data or TWINGRAPH_DATA, or begin one with twingraph import", s.data)
}

// fresh reports whether the embedded store is used and its file is not there, or empty: so
// that opening it to write makes it.
func (s *settings) fresh() bool {
	if s.neo4jURI != "" {
		return false
	}
	info, err := os.Stat(s.data)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// importing returns what opens the store to import into. A file that is new and into which
// nothing was recorded goes when it is closed, so that a dry run and a dataset that is
// refused leave nothing behind.
func (s *settings) importing() openStore {
	open := s.opener(toWrite, nil, nil)
	return func(ctx context.Context) (graph.Store, error) {
		fresh := s.fresh()
		store, err := open(ctx)
		if graph.CodeOf(err) == graph.Unavailable && s.neo4jURI == "" {
			return nil, fmt.Errorf("%w; a server that uses it takes a dataset with --to URL --token-file FILE", err)
		}
		if err != nil || !fresh {
			return store, err
		}
		return newFile{store, s.data}, nil
	}
}

// newFile is a store whose file was made just now.
type newFile struct {
	graph.Store
	path string
}

// DerivesHistories says that the embedded store does.
func (newFile) DerivesHistories() {}

// Close closes the store, and removes its file when nothing was recorded.
func (f newFile) Close() error {
	head, err := f.Head(context.Background())
	err = errors.Join(err, f.Store.Close())
	if err != nil || head.Seq > 0 {
		return err
	}
	return os.Remove(f.path)
}
