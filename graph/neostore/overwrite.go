package neostore

import (
	"context"
	"crypto/rand"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
)

// Neo4j leaves the texts that it deletes where they are until something else is stored
// there, and all that it ever wrote in its transaction log. So after an erasure the places
// that came free are taken by something else, as much of it as fills small files of the
// log, and that is deleted again. DECISIONS.md says what operators have to set for that, and
// what it does not reach: ids in pages of indexes.

//go:embed cypher/erase_fill.cypher
var eraseFillCypher string

const (
	// freeAfter is how long it takes Neo4j to give places that came free to others: it
	// looks for them once a second.
	freeAfter = 2500 * time.Millisecond
	// fillNodes, fillBlocks and fillBlock make about 2 MB of texts, each of as many blocks
	// of so many bytes; a block has a place of its own in a file.
	fillNodes, fillBlocks, fillBlock = 4000, 5, 120
)

// overwrite takes the places of what was deleted.
func (s *Store) overwrite(ctx context.Context) error {
	select {
	case <-time.After(freeAfter):
	case <-ctx.Done():
		return s.failure(ctx, "erase_fill", ctx.Err())
	}
	text, list := strings.Repeat("x", fillBlocks*fillBlock), make([]int64, 2*fillBlock/8)
	for i := range list {
		list[i] = open
	}
	var rows []map[string]any
	for range fillNodes {
		id := strings.ToLower(rand.Text())
		rows = append(rows, map[string]any{"id": id, "word": id[:8], "seq": int64(open), "text": text, "list": list})
	}
	st := statement{"erase_fill", eraseFillCypher}.fill(slots{
		"create": "CREATE (f:Erasing:Retraction:" + strings.Join(personalWords(), ":") + ")",
	})
	for part := range slices.Chunk(rows, chunk) {
		err := s.write(ctx, func(t *transaction) error {
			_, err := t.run(st, params{"rows": part})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// removals is the work that removals of documents leave: done a while after the first, once
// for all that came meanwhile.
type removals struct {
	stop context.CancelFunc
	ctx  context.Context // ends with the store
	work sync.WaitGroup

	mu      sync.Mutex
	left    bool // something was removed since the work began
	working bool
}

func newRemovals() *removals {
	ctx, stop := context.WithCancel(context.Background())
	return &removals{ctx: ctx, stop: stop}
}

// note lets finish be run for what was just removed.
func (r *removals) note(finish func(context.Context)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left = true
	if r.working || r.ctx.Err() != nil {
		return
	}
	r.working = true
	r.work.Go(func() {
		for r.more() {
			finish(r.ctx)
		}
	})
}

// more reports whether there is something to finish; if so, that begins now.
func (r *removals) more() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.working = r.left && r.ctx.Err() == nil
	r.left = false
	return r.working
}

// end ends what is under way and waits for it.
func (r *removals) end() {
	r.mu.Lock()
	r.stop()
	r.mu.Unlock()
	r.work.Wait()
}
