package filestore

import (
	"bytes"
	"context"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// Documents are in a bucket of their own, under kind, NUL and id: the revision (8 bytes, big
// endian), then the body.
var bucketDocuments = []byte("documents")

func documentKey(kind, id string) []byte { return []byte(kind + "\x00" + id) }

func readDocument(kind, id string, value []byte) graph.Document {
	return graph.Document{
		Kind: kind, ID: id, Revision: int64(binary.BigEndian.Uint64(value)), Body: bytes.Clone(value[8:]),
	}
}

// Document returns one; see graph.Documents.
func (s *Store) Document(ctx context.Context, kind, id string) (found graph.Document, err error) {
	err = s.look(ctx, func(documents *bolt.Bucket) error {
		var value []byte
		if documents != nil {
			value = documents.Get(documentKey(kind, id))
		}
		if value == nil {
			return graph.NoDocument(kind, id)
		}
		found = readDocument(kind, id, value)
		return nil
	})
	return found, err
}

// Documents lists all of a kind; see graph.Documents.
func (s *Store) Documents(ctx context.Context, kind string) ([]graph.Document, error) {
	found := []graph.Document{}
	err := s.look(ctx, func(documents *bolt.Bucket) error {
		if documents == nil {
			return nil
		}
		prefix := documentKey(kind, "")
		cursor := documents.Cursor()
		for key, value := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
			found = append(found, readDocument(kind, string(key[len(prefix):]), value))
		}
		return nil
	})
	return found, err
}

// Put stores a document; see graph.Documents.
func (s *Store) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	if err := d.Check(); err != nil {
		return graph.Document{}, err
	}
	err := s.keep(ctx, func(documents *bolt.Bucket) error {
		key, had := documentKey(d.Kind, d.ID), int64(0)
		if value := documents.Get(key); value != nil {
			had = readDocument(d.Kind, d.ID, value).Revision
		}
		if had != d.Revision {
			return d.Outdated(had)
		}
		d.Revision++
		return documents.Put(key, append(binary.BigEndian.AppendUint64(nil, uint64(d.Revision)), d.Body...))
	})
	if err != nil {
		return graph.Document{}, err
	}
	return d, nil
}

// Remove deletes a document; see graph.Documents.
func (s *Store) Remove(ctx context.Context, kind, id string) error {
	return s.keep(ctx, func(documents *bolt.Bucket) error {
		key := documentKey(kind, id)
		if documents.Get(key) == nil {
			return graph.NoDocument(kind, id)
		}
		return documents.Delete(key)
	})
}

// look reads documents; the bucket is nil where nobody put one yet.
func (s *Store) look(ctx context.Context, read func(*bolt.Bucket) error) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	return s.coded(s.db.View(func(tx *bolt.Tx) (err error) {
		defer guard(&err)
		defer onFault()()
		return read(tx.Bucket(bucketDocuments))
	}))
}

// keep changes documents.
func (s *Store) keep(ctx context.Context, change func(*bolt.Bucket) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(ctx); err != nil {
		return err
	}
	err := s.db.Update(func(tx *bolt.Tx) (err error) {
		defer guard(&err)
		defer onFault()()
		documents, err := tx.CreateBucketIfNotExists(bucketDocuments)
		if err != nil {
			return err
		}
		return change(documents)
	})
	if err == nil {
		err = seal(s.db)
	}
	return s.coded(err)
}

// coded returns an error with a code: that of err, or Unavailable.
func (s *Store) coded(err error) error {
	if code := graph.CodeOf(err); code == "" || code != graph.Internal {
		return err
	}
	return graph.Errorf(graph.Unavailable, "the documents in %s could not be read or written", s.path).Because(err)
}
