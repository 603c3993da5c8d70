package filestore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// Documents are in a bucket of their own, under kind, NUL and id: the revision (8 bytes, big
// endian), then the body. The sum, by which a damaged or missing document is noticed, is
// SHA-256 over key, NUL and value of each, all of them combined by exclusive or.
var (
	bucketDocuments = []byte("documents")
	keyDocuments    = []byte("documents")
)

func documentKey(kind, id string) []byte { return []byte(kind + "\x00" + id) }

func readDocument(kind, id string, value []byte) graph.Document {
	return graph.Document{
		Kind: kind, ID: id, Revision: int64(binary.BigEndian.Uint64(value)), Body: bytes.Clone(value[8:]),
	}
}

// putDocument stores a document, or deletes it when the value is nil, and adapts the sum.
func putDocument(tx *bolt.Tx, key, value []byte) error {
	documents, about := tx.Bucket(bucketDocuments), tx.Bucket(bucketAbout)
	sum := make([]byte, sha256.Size)
	copy(sum, about.Get(keyDocuments))
	if had := documents.Get(key); had != nil {
		addDocument(sum, key, had)
	}
	if value == nil {
		return errors.Join(about.Put(keyDocuments, sum), documents.Delete(key))
	}
	addDocument(sum, key, value)
	return errors.Join(about.Put(keyDocuments, sum), documents.Put(key, value))
}

// addDocument adds a document to the sum, or takes it away.
func addDocument(sum, key, value []byte) {
	h := sha256.New()
	h.Write(key)
	h.Write([]byte{0})
	h.Write(value)
	subtle.XORBytes(sum, sum, h.Sum(nil))
}

// sumsUp checks that the documents are those that were put.
func sumsUp(tx *bolt.Tx) error {
	sum, want := make([]byte, sha256.Size), make([]byte, sha256.Size)
	copy(want, tx.Bucket(bucketAbout).Get(keyDocuments))
	err := tx.Bucket(bucketDocuments).ForEach(func(key, value []byte) error {
		if len(value) < 8 {
			return errors.New("a document is cut short")
		}
		addDocument(sum, key, value)
		return nil
	})
	if err == nil && !bytes.Equal(sum, want) {
		err = errors.New("the documents are not those that were put")
	}
	return err
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
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.keepLocked(ctx, func(tx *bolt.Tx) error {
		key, had := documentKey(d.Kind, d.ID), int64(0)
		if value := tx.Bucket(bucketDocuments).Get(key); value != nil {
			had = readDocument(d.Kind, d.ID, value).Revision
		}
		if had != d.Revision {
			return d.Outdated(had)
		}
		d.Revision++
		return putDocument(tx, key, append(binary.BigEndian.AppendUint64(nil, uint64(d.Revision)), d.Body...))
	})
	if err == nil && d.Forgets {
		d.Forgets, err = false, s.wipe()
	}
	if err != nil {
		return graph.Document{}, err
	}
	return d, nil
}

// Remove deletes a document; see graph.Documents. It makes the file anew, without the pages
// that held the document.
func (s *Store) Remove(ctx context.Context, kind, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.keepLocked(ctx, func(tx *bolt.Tx) error {
		key := documentKey(kind, id)
		if tx.Bucket(bucketDocuments).Get(key) == nil {
			return graph.NoDocument(kind, id)
		}
		return errors.Join(putDocument(tx, key, nil), tx.Bucket(bucketAbout).Put(keyRewrite, []byte{1}))
	})
	if err != nil {
		return err
	}
	return s.forget()
}

// look reads documents; the bucket is nil in a file of format 1 that nobody wrote to since.
func (s *Store) look(ctx context.Context, read func(*bolt.Bucket) error) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	s.swap.RLock()
	defer s.swap.RUnlock()
	return s.coded(s.db.View(func(tx *bolt.Tx) (err error) {
		defer guard(&err)
		defer onFault()()
		return read(tx.Bucket(bucketDocuments))
	}))
}

// keepLocked changes documents.
func (s *Store) keepLocked(ctx context.Context, change func(*bolt.Tx) error) error {
	if err := s.writable(ctx); err != nil {
		return err
	}
	err := s.db.Update(func(tx *bolt.Tx) (err error) {
		defer guard(&err)
		defer onFault()()
		return change(tx)
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
