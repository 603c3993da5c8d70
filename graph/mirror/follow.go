package mirror

import (
	"context"
	"errors"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
)

// The pauses after a failure, which double from the first to the longest.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second
)

// follow loads the network and then applies changes until ctx ends. It is the only
// one that makes states, so it needs no lock. What fails is tried again: what stands
// keeps its number meanwhile and goes on from there.
func (m *Mirror) follow(ctx context.Context) {
	pause := firstPause
	var head neostore.Published
	for ctx.Err() == nil {
		var wake <-chan time.Time
		var wanted <-chan neostore.Published
		err := m.step(ctx, head)
		head = neostore.Published{}
		switch {
		case err == nil:
			pause = firstPause
			wake, wanted = time.After(m.options.Every), m.wanted
		case graph.CodeOf(err) == graph.LimitExceeded:
			wake = time.After(m.options.Every * 60) // it may shrink, or somebody else's be restored
		default:
			wake = time.After(pause)
			pause = min(2*pause, longestPause)
			if m.now.Load().world != nil {
				wanted = m.wanted // Neo4j may be there again
			}
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case head = <-wanted:
		}
	}
}

// step brings the mirror to the head of Neo4j. seen is a head that somebody saw, zero
// when it has to be asked for.
func (m *Mirror) step(ctx context.Context, seen neostore.Published) error {
	st, head := m.now.Load(), seen
	if st.world == nil || head.Seq <= st.head.Seq {
		var err error
		if head, err = m.store.Published(ctx); err != nil {
			m.fail(err)
			return err
		}
	}
	var err error
	if st.world != nil {
		err = m.advance(ctx, st, head)
		if !errors.As(err, new(unlike)) {
			return err
		}
		m.options.Log.WarnContext(ctx, "mirror: the network is loaded anew", "reason", err)
	}
	if st.world != nil {
		m.set(state{why: errLoading()})
	}
	if err = m.load(ctx, head); err != nil {
		m.fail(err)
	}
	return err
}

// fail notes why there is no world yet; where there is one it stays, and questions find
// out for themselves whether Neo4j answers.
func (m *Mirror) fail(err error) {
	st := m.now.Load()
	if st.world != nil || sentence(st.why) == sentence(err) {
		return
	}
	m.options.Log.Warn("mirror: the network is not loaded", "reason", sentence(err))
	m.set(state{why: err})
}

// advance applies what is missing up to a head.
func (m *Mirror) advance(ctx context.Context, st *state, head neostore.Published) error {
	if head.Seq < st.head.Seq {
		return unlike{errOther()}
	}
	read := m.store.Batches
	if head.Seq == st.head.Seq {
		read = m.store.Journal // is that change still what it was?
	}
	journal, err := read(ctx, st.head.Seq, head.Seq)
	if err != nil {
		return err
	}
	if journal.Erased {
		return unlike{graph.Errorf(graph.Unavailable, "records were erased")}
	}
	w := st.world
	for i, batch := range journal.Batches {
		known, err := w.Head(ctx)
		if err != nil {
			return err
		}
		if i == 0 && known.Seq > 0 {
			if journal.Changes[0] != known { // their number alone is no proof
				return unlike{errOther()}
			}
			continue
		}
		next, change, err := w.With(batch)
		if err != nil {
			return unlike{err}
		}
		if change != journal.Changes[i] {
			return unlike{graph.Errorf(graph.Internal, "change %d did something else than it says", change.Seq)}
		}
		w = next
	}
	at, err := w.Head(ctx)
	if err != nil {
		return err
	}
	if at.Seq != head.Seq {
		return unlike{graph.Errorf(graph.Internal, "changes up to %d are missing", head.Seq)}
	}
	if head.Seq == st.head.Seq {
		return nil
	}
	versions := st.versions + versionsOf(journal.Changes[len(journal.Changes)-int(head.Seq-st.head.Seq):])
	if err := m.fits(versions); err != nil {
		m.set(state{why: err})
		m.options.Log.WarnContext(ctx, "mirror: the network is not kept any more", "reason", sentence(err))
		return err
	}
	m.set(state{world: w, head: head, versions: versions})
	return nil
}

// unlike is the error of a world that is not what Neo4j holds, which has to be loaded
// anew: the database was replaced by another or by an older state of itself, or records
// were erased.
type unlike struct{ error }

func (u unlike) Unwrap() error { return u.error }

func errOther() error {
	return graph.Errorf(graph.Unavailable, "the database is not the one that was loaded")
}

// sentence returns what an error says to people.
func sentence(err error) string {
	if ours, ok := errors.AsType[*graph.Error](err); ok {
		return ours.Message
	}
	return err.Error()
}
