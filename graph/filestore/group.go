package filestore

import (
	"context"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/world"
)

// group is changes on their way into the file together, with the world after them, which
// nobody else is shown before they are there. What is read of it needs no lock; it changes,
// and is written, with the lock of the store.
type group struct {
	*world.World
	store   *Store
	from    mark     // the end of the journal when the group began
	changes [][]byte // encoded
	items   int      // of the changes
	keys    *keyring // those that the last change adds, based on those of the change before
	ended   bool
}

// group begins a group at the last change.
func (s *Store) group() *group {
	return &group{World: s.World(), store: s, from: s.last, keys: s.keys}
}

// Group records several batches in one transaction; see graph.Grouper. The lock of the store
// is not held while they are made.
func (s *Store) Group(ctx context.Context, each func(graph.Journal) error) error {
	g, err := s.began(ctx)
	if err != nil {
		return err
	}
	defer g.end()
	if err := each(g); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return g.commit()
}

// began returns a group that writes to the store as it is.
func (s *Store) began(ctx context.Context) (*group, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.group(), s.writable(ctx)
}

// Keyed finds a change by the key of its batch, of the group too; see Store.Keyed.
func (g *group) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	defer g.store.renew(ctx)
	return g.World.Keyed(ctx, key)
}

// end makes the group take no more.
func (g *group) end() {
	g.store.mu.Lock()
	defer g.store.mu.Unlock()
	g.ended = true
}

// Append adds a batch to the group.
func (g *group) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	defer g.store.renew(ctx)
	g.store.mu.Lock()
	defer g.store.mu.Unlock()
	if err := g.store.writable(ctx); err != nil {
		return graph.Change{}, err
	}
	return g.add(batch)
}

// add adds a batch; the lock of the store is held.
func (g *group) add(batch graph.Batch) (graph.Change, error) {
	if err := g.current(); err != nil {
		return graph.Change{}, err
	}
	keys := newKeyring(g.keys, g.from.seq+graph.Seq(len(g.changes))+1)
	encoded, read, err := g.store.stored(batch, nil, keys)
	if err != nil {
		return graph.Change{}, err
	}
	next, change, err := g.With(read)
	if err != nil {
		return graph.Change{}, err
	}
	g.World, g.keys, g.changes = next, keys, append(g.changes, encoded)
	g.items += read.Items()
	return change, nil
}

// current reports that the group cannot become part of the journal any more.
func (g *group) current() error {
	if g.ended || g.store.last != g.from {
		return graph.Errorf(graph.Conflict, "the store moved on")
	}
	return nil
}

// commit writes the changes, and shows them to everybody; the lock of the store is held.
func (g *group) commit() error {
	s := g.store
	if len(g.changes) == 0 {
		return nil
	}
	if err := s.writable(context.Background()); err != nil {
		return err
	}
	if err := g.current(); err != nil {
		return err
	}
	last, err := s.write(g.changes, func(tx *bolt.Tx) error {
		for k := g.keys; k != s.keys; k = k.base {
			if err := k.keep(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for k := g.keys; k != s.keys; k = k.base {
		k.join()
	}
	s.last, g.ended = last, true
	s.world.Store(g.World)
	s.items, s.since = s.items+g.items, s.since+g.items
	s.keepUp()
	s.moved.Ring()
	return nil
}

// DerivesHistories says that what is derived of a batch is derived from what is read back of it.
func (*Store) DerivesHistories() {}

// DerivesHistories says the same of a group.
func (*group) DerivesHistories() {}

var _ graph.Grouper = (*Store)(nil)
