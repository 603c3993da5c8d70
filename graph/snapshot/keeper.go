package snapshot

import (
	"context"
	"sync"
	"time"

	"twingraph/graph"
)

// Keeper keeps the snapshots in use, so that a question about the whole network
// does not read it all again. It follows the store: a snapshot of everything
// recorded is taken anew once the store has a newer change.
type Keeper struct {
	reader graph.Reader
	most   int

	mu   sync.Mutex
	kept []*entry // least recently used first
}

type key struct {
	seq     graph.Seq
	knownAt int64
	tier    graph.Tier
}

type entry struct {
	key  key
	done chan struct{} // closed when snapshot or err is there
	snap *Snapshot
	err  error
}

// NewKeeper returns a keeper that keeps at most most snapshots of reader.
func NewKeeper(reader graph.Reader, most int) *Keeper {
	return &Keeper{reader: reader, most: most}
}

// Snapshot returns the snapshot at v.KnownAt and v.Tier. Askers of the same one
// wait for one reading. Errors are those of Take.
func (k *Keeper) Snapshot(ctx context.Context, v graph.View) (*Snapshot, error) {
	head, err := k.reader.Head(ctx)
	if err != nil {
		return nil, err
	}
	knownAt := v.KnownAt
	if !knownAt.Before(head.RecordedAt) {
		knownAt = graph.Latest() // all instants from the last change on are one
	}
	v = graph.View{KnownAt: knownAt, Tier: v.Tier}
	e, first := k.entry(key{head.Seq, knownAt.UnixNano(), v.Tier})
	if first {
		go k.fill(e, v)
	}
	select {
	case <-e.done:
		return e.snap, e.err
	case <-ctx.Done():
		return nil, graph.Errorf(graph.Timeout, "reading the network took too long; try again in a moment").Because(ctx.Err())
	}
}

// entry returns the entry of the key, and whether it is new and has to be filled.
func (k *Keeper) entry(want key) (*entry, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, e := range k.kept {
		if e.key == want {
			k.kept = append(append(k.kept[:i:i], k.kept[i+1:]...), e)
			return e, false
		}
	}
	e := &entry{key: want, done: make(chan struct{})}
	k.kept = append(k.kept, e)
	if len(k.kept) > k.most {
		k.kept = k.kept[1:]
	}
	return e, true
}

// longest bounds one reading: it goes on when its first asker has gone, because
// others may wait for it.
const longest = 2 * time.Minute

func (k *Keeper) fill(e *entry, v graph.View) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	e.snap, e.err = Take(ctx, k.reader, v)
	if e.err != nil {
		k.forget(e)
	}
	close(e.done)
}

// forget drops an entry whose reading failed, so that the next asker tries again.
func (k *Keeper) forget(failed *entry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, e := range k.kept {
		if e == failed {
			k.kept = append(k.kept[:i:i], k.kept[i+1:]...)
			return
		}
	}
}
