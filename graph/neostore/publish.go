package neostore

import (
	"context"
	_ "embed"
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
	rows, err := s.query(ctx, statement{"left", leftCypher}, nil)
	if err != nil {
		return err
	}
	if len(rows) != 1 {
		return s.failure(ctx, "left", misread(statement{"left", leftCypher}))
	}
	if rows[0].Values[2] == true {
		if err := s.finishErasure(ctx); err != nil {
			return err
		}
	}
	written, _ := rows[0].Values[0].(int64)
	if shown, _ := rows[0].Values[1].(int64); shown >= written {
		return nil
	}
	return s.write(ctx, func(t *transaction) error {
		j, err := lockJournal(t) // waits for a writer that is still at work
		if err != nil {
			return err
		}
		return show(t, j.published)
	})
}
