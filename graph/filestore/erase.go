package filestore

import (
	"context"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// Erase destroys records; see graph.Eraser. The keys of what is sealed are deleted in the
// transaction that records the change; then the file is made anew, so that no free page
// holds them.
func (s *Store) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	defer s.renew(ctx)
	if err := e.Check(); err != nil {
		return graph.Change{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(ctx); err != nil {
		return graph.Change{}, err
	}
	gone, err := s.destroys(e)
	if err != nil {
		return graph.Change{}, err
	}
	e.Batch.After = e.After
	encoded, read, err := s.stored(e.Batch, gone, newKeyring(s.keys, s.last.seq+1))
	if err != nil {
		return graph.Change{}, err
	}
	next, change, err := s.world.Load().With(read)
	if err != nil {
		return graph.Change{}, err
	}
	c := contents{erased: slices.Clone(*s.erased.Load())}
	names := map[keyName]bool{}
	c.note(read, gone, names)
	if err := s.forgetCheckpoint(); err != nil {
		return graph.Change{}, graph.Errorf(graph.Unavailable, "the checkpoint beside %s could not be removed; nothing was erased", s.path).Because(err)
	}
	last, err := s.write([][]byte{encoded}, func(tx *bolt.Tx) error {
		keys := tx.Bucket(bucketKeys)
		for name := range names {
			if err := keys.Delete(name.bytes()); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketAbout).Put(keyRewrite, []byte{1})
	})
	if err != nil {
		return graph.Change{}, err
	}
	s.keys.drop(names)
	maps.Copy(s.gone, names)
	s.since = s.items // there is no checkpoint any more
	s.last = last
	s.erased.Store(&c.erased)
	s.world.Store(next.Without(e.Records))
	s.moved.Ring()
	return change, s.forget()
}

// destroys returns what an erasure will leave of each record, and the keys that it destroys.
func (s *Store) destroys(e graph.Erasure) ([]destroyed, error) {
	w, gone := s.world.Load(), make([]destroyed, len(e.Records))
	for i, t := range e.Records {
		changes, recordedAt := w.Life(t)
		if len(changes) == 0 {
			return nil, graph.Errorf(graph.NotFound, "there never was such a %s", t.Word)
		}
		name, ok := s.keys.name(t)
		if !ok {
			return nil, graph.Errorf(graph.Internal, "a %s has no key", t.Word)
		}
		gone[i] = destroyed{Word: t.Word, RecordedAt: recordedAt, By: e.By, Keys: []keyName{name}}
		for _, seq := range changes {
			gone[i].Keys = append(gone[i].Keys, noteKey(seq))
		}
	}
	return gone, nil
}

// Erasures lists what was erased; see graph.Eraser.
func (s *Store) Erasures(ctx context.Context) ([]graph.Erased, error) {
	if err := ctx.Err(); err != nil {
		return nil, graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	return append([]graph.Erased{}, *s.erased.Load()...), nil
}

var _ graph.Eraser = (*Store)(nil)
