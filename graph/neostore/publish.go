package neostore

import (
	"context"
	_ "embed"

	"twingraph/graph"
)

//go:embed cypher/publish.cypher
var publishCypher string

//go:embed cypher/left.cypher
var leftCypher string

// show shows a recorded change, and all before it, to readers.
func show(t *transaction, p published) error {
	_, err := t.run(statement{"publish", publishCypher}, params{"seq": p.seq, "recordedAt": instantOf(p.recordedAt)})
	return err
}

// publish shows a recorded change to readers, here at once.
func (s *Store) publish(ctx context.Context, p published) error {
	if err := s.write(ctx, func(t *transaction) error { return show(t, p) }); err != nil {
		return err
	}
	if p.seq > s.head.Load().seq {
		s.head.Store(&p)
	}
	return nil
}

// publishLeft shows a change whose writer was lost before it could, and finishes an
// erasure that was lost before its end. It does nothing, and waits for nobody, when none
// was left.
func (s *Store) publishLeft(ctx context.Context) error {
	unshown, erasing, err := s.left(ctx)
	if err == nil && erasing {
		err = s.finishErasure(ctx)
	}
	if err == nil && unshown {
		err = s.showLeft(ctx)
	}
	return err
}

// left reports whether lost writers left a change that is not shown, and an erasure that is
// not finished; or writers that are still at work.
func (s *Store) left(ctx context.Context) (unshown, erasing bool, err error) {
	rows, err := s.query(ctx, statement{"left", leftCypher}, nil)
	if err != nil {
		return false, false, err
	}
	if len(rows) != 1 {
		return false, false, s.failure(ctx, "left", misread(statement{"left", leftCypher}))
	}
	written, _ := rows[0].Values[0].(int64)
	shown, _ := rows[0].Values[1].(int64)
	return shown < written, rows[0].Values[2] == true, nil
}

// showLeft shows what is recorded and not shown, when no writer is at work any more.
func (s *Store) showLeft(ctx context.Context) error {
	return s.write(ctx, func(t *transaction) error {
		j, err := lockJournal(t) // waits for a writer that is still at work
		if err != nil {
			return err
		}
		return show(t, j.published)
	})
}

// failed does what a write that failed makes necessary, and returns its error. One that met a
// change which its plan does not know of shows it, should its writer be lost: otherwise
// everybody would go on to plan without it. After one of which nobody knows what became of
// it, the store is prepared again before it is used.
func (s *Store) failed(ctx context.Context, err error) error {
	switch graph.CodeOf(err) {
	case graph.Conflict:
		if unshown, _, wrong := s.left(ctx); wrong == nil && unshown {
			_ = s.showLeft(ctx) // or whoever writes next does
		}
	case graph.Timeout, graph.Unavailable, graph.Internal:
		s.prepared.Store(false)
	}
	return err
}
