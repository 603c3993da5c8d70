package filestore

import (
	"bytes"
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// Append records the batch; see graph.Store. What readers are shown from then on is
// what was read back from the encoded change, so that it is what they are shown
// after the next start.
func (s *Store) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	defer s.renew(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(ctx); err != nil {
		return graph.Change{}, err
	}
	g := s.group()
	change, err := g.add(batch)
	if err == nil {
		err = g.commit()
	}
	if err != nil {
		return graph.Change{}, err
	}
	return change, nil
}

// stored returns the batch as it is stored, and as it is read from there.
func (s *Store) stored(batch graph.Batch, gone []destroyed, keys *keyring) (encoded []byte, read graph.Batch, err error) {
	if encoded, err = s.codec.encode(batch, gone, keys); err == nil {
		if read, _, err = s.codec.decode(bytes.NewReader(encoded), keys); err == nil {
			return encoded, read, nil
		}
		err = fmt.Errorf("read back: %w", err)
	}
	return nil, read, graph.Errorf(graph.Internal, "the change cannot be stored").Because(err)
}

// write makes changes durable, with what is written in the same transaction, and returns
// the new mark.
func (s *Store) write(changes [][]byte, also func(*bolt.Tx) error) (mark, error) {
	var last mark
	err := s.db.Update(func(tx *bolt.Tx) (err error) {
		last = s.last
		for _, encoded := range changes {
			if last, err = write(tx, last, encoded); err != nil {
				return err
			}
		}
		return also(tx)
	})
	if err != nil {
		if end, readErr := readHead(s.db); readErr != nil || end != s.last {
			s.breaks(err) // whether the changes are in the file cannot be known
		}
		return last, graph.Errorf(graph.Unavailable, "%s could not be written; nothing was recorded", s.path).Because(err)
	}
	if err := seal(s.db); err != nil {
		s.breaks(err) // the changes are durable, but the next one might not be
	}
	return last, nil
}

// writable reports why the file cannot be written now, nil when it can.
func (s *Store) writable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	if err := s.Ready(ctx); err != nil {
		return err
	}
	if s.db.IsReadOnly() {
		return graph.Errorf(graph.Unavailable, "%s was opened for reading only", s.path)
	}
	return nil
}
