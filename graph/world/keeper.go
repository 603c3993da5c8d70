package world

import (
	"context"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
)

// MomentsOf returns the moments of a reader: its own where it has the network in memory,
// and those that a Keeper reads from it, at most most of them, where it has not.
func MomentsOf(reader graph.Reader, most int) Moments {
	if own, ok := reader.(Moments); ok {
		return own
	}
	return NewKeeper(reader, most)
}

// Keeper keeps moments that were read from a store which has no World. It follows the
// store: a moment of everything recorded is read anew once the store has a newer change.
type Keeper struct {
	reader graph.Reader
	most   int

	mu   sync.Mutex
	kept []*reading // least recently used first
	tags []tagged   // the newest last
}

type reading struct {
	seq     graph.Seq
	knownAt int64
	tier    graph.Tier
	done    chan struct{} // closed when moment or err is there
	moment  *Moment
	err     error
}

// NewKeeper returns a keeper that keeps at most most moments of reader.
func NewKeeper(reader graph.Reader, most int) *Keeper {
	return &Keeper{reader: reader, most: most}
}

// Moment returns the moment at v.KnownAt and v.Tier. Askers of the same one wait for one
// reading. Errors are those of Read.
func (k *Keeper) Moment(ctx context.Context, v graph.View) (*Moment, error) {
	head, err := k.reader.Head(ctx)
	if err != nil {
		return nil, err
	}
	knownAt := instantOf(v, head)
	r, first := k.reading(head.Seq, graph.View{KnownAt: knownAt, Tier: v.Tier})
	if first {
		go k.fill(r, graph.View{KnownAt: knownAt, Tier: v.Tier})
	}
	select {
	case <-r.done:
		return r.moment, r.err
	case <-ctx.Done():
		return nil, graph.Errorf(graph.Timeout, "reading the network took too long; try again in a moment").Because(ctx.Err())
	}
}

// instantOf returns the instant of a view of a store with that head: all instants from the
// last change on are one.
func instantOf(v graph.View, head graph.Change) time.Time {
	if v.KnownAt.Before(head.RecordedAt) {
		return v.KnownAt
	}
	return graph.Latest()
}

// reading returns the reading of a view, and whether it is new and has to be filled.
func (k *Keeper) reading(seq graph.Seq, v graph.View) (*reading, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	knownAt := v.KnownAt.UnixNano()
	for i, r := range k.kept {
		if r.seq == seq && r.knownAt == knownAt && r.tier == v.Tier {
			k.kept = append(slices.Delete(k.kept, i, i+1), r)
			return r, false
		}
	}
	r := &reading{seq: seq, knownAt: knownAt, tier: v.Tier, done: make(chan struct{})}
	k.kept = append(k.kept, r)
	if len(k.kept) > k.most {
		k.kept = slices.Delete(k.kept, 0, 1)
	}
	return r, true
}

// longest bounds one reading: it goes on when its first asker has gone, because
// others may wait for it.
const longest = 2 * time.Minute

// fill reads the moment. A reading that failed is not kept.
func (k *Keeper) fill(r *reading, v graph.View) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	if r.moment, r.err = Read(ctx, k.reader, v); r.err != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.kept = slices.DeleteFunc(k.kept, func(other *reading) bool { return other == r })
	}
	close(r.done)
}

// Read reads the moment at v.KnownAt and v.Tier from any reader, page by page. A change
// recorded meanwhile makes it start again; after three starts it fails with code
// Conflict. Other errors are the reader's.
func Read(ctx context.Context, reader graph.Reader, v graph.View) (*Moment, error) {
	for range 3 {
		before, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		known, err := read(ctx, reader, v)
		if err != nil {
			return nil, err
		}
		after, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		if before.Seq == after.Seq {
			m := newMoment(known, v)
			m.Head = after.Seq
			m.Seq, m.Tag, err = numbered(ctx, reader, v)
			return m, err
		}
	}
	return nil, graph.Errorf(graph.Conflict, "the network keeps changing while it is read; try again")
}

// read reads the sheets of all words, and the histories of the links.
func read(ctx context.Context, reader graph.Reader, v graph.View) (*state, error) {
	sheets, list := map[graph.Word]func() *sheet{}, []graph.History(nil)
	for _, word := range graph.Words() {
		var rows []graph.Record
		q := graph.Query{Word: word, First: graph.MaxFirst}
		if word == graph.WordTwinningLink {
			q.With = graph.WithHistories
		}
		for more := true; more; {
			page, err := reader.List(ctx, v, q)
			if err != nil {
				return nil, err
			}
			rows = append(rows, page.Records...)
			if word == graph.WordTwinningLink {
				if list, err = appendHistories(ctx, reader, v, list, page); err != nil {
					return nil, err
				}
			}
			if more = page.More; more {
				q.After = &page.Positions[len(page.Positions)-1]
			}
		}
		s := newSheet(word, rows)
		sheets[word] = func() *sheet { return s }
	}
	past := &histories{sheets[graph.WordTwinningLink](), inChunks(list)}
	return newState(sheets, func() *histories { return past }), nil
}

// appendHistories appends the histories of a page of links, and reads those that did
// not come with it.
func appendHistories(ctx context.Context, reader graph.Reader, v graph.View, list []graph.History, page graph.Page) ([]graph.History, error) {
	came := page.Fetched.Histories
	if len(came) < len(page.Records) {
		ids := make([]graph.ID, len(page.Records))
		for i, r := range page.Records {
			ids[i] = r.Base().ID
		}
		var err error
		if came, err = reader.Histories(ctx, v, ids); err != nil {
			return nil, err
		}
	}
	for _, r := range page.Records {
		list = append(list, came[r.Base().ID])
	}
	return list, nil
}
