package neostore

import (
	"context"
	_ "embed"
	"errors"
	"time"

	"twingraph/graph"
)

//go:embed cypher/journal.cypher
var journalCypher string

//go:embed cypher/stage.cypher
var stageCypher string

//go:embed cypher/sweep.cypher
var sweepCypher string

//go:embed cypher/swept.cypher
var sweptCypher string

// lease is how long a writer of a large batch may be silent between two parts
// before it counts as lost.
const lease = 2 * time.Minute

// journal is where the journal stands while its lock is held.
type journal struct {
	published        // the last change recorded
	batch     string // that became it
	shown     int64  // the last change that readers see
	staging   string // the large batch under way, empty when there is none
	part      int64  // how many parts of it are written
	idle      time.Duration
}

// lockJournal waits for the right to write, which lasts until the transaction ends.
func lockJournal(t *transaction) (journal, error) {
	st := statement{"journal", journalCypher}
	rows, err := t.run(st, nil)
	if err != nil {
		return journal{}, err
	}
	if len(rows) != 1 {
		return journal{}, misread(st)
	}
	values := rows[0].AsMap()
	var j journal
	var idle int64
	j.seq, _ = values["seq"].(int64)
	j.recordedAt, _ = values["recordedAt"].(time.Time)
	j.batch, _ = values["batch"].(string)
	j.shown, _ = values["published"].(int64)
	j.staging, _ = values["staging"].(string)
	j.part, _ = values["part"].(int64)
	idle, _ = values["idle"].(int64)
	j.idle = time.Duration(idle) * time.Millisecond
	return j, nil
}

// lock takes the lock for part i of the batch and checks that the batch still
// follows the journal. It reports whether the part is there already, by an attempt
// whose end was not heard of.
func (a *appending) lock(t *transaction, i int, last bool) (done bool, err error) {
	j, err := lockJournal(t)
	if err != nil {
		return false, err
	}
	if j.seq == a.seq && j.batch == a.id {
		return true, nil
	}
	if j.shown < j.seq {
		// A writer was lost between its last two transactions. All that it wrote is
		// there, since the lock of the journal was free.
		if err := show(t, j.published); err != nil {
			return false, err
		}
	}
	if j.seq != int64(a.batch.After) {
		return false, conflict("the store holds %d changes, not %d: somebody else wrote in between; try again", j.seq, a.batch.After)
	}
	if a.batch.RecordedAt.Before(j.recordedAt) {
		return false, conflict("the last change was recorded at %s, which is later", j.recordedAt.UTC().Format(time.RFC3339Nano))
	}
	switch {
	case j.staging == a.id && j.part > int64(i):
		return true, nil
	case j.staging == a.id && j.part == int64(i), j.staging == "" && i == 0:
	case i > 0:
		return false, conflict("somebody else wrote in between; try again")
	case j.idle < lease:
		return false, graph.Errorf(graph.Unavailable, "a large import is being written: try again when it is done")
	default:
		return false, errLeft
	}
	if last {
		return false, nil // the change ends the staging
	}
	_, err = t.run(statement{"stage", stageCypher}, params{"batch": a.id, "part": int64(i) + 1})
	return false, err
}

func conflict(format string, args ...any) error { return graph.Errorf(graph.Conflict, format, args...) }

// errLeft says that a lost writer left parts of its batch.
var errLeft = errors.New("parts of a lost batch are in the way")

// sweep removes the staged parts of a batch that never became a change: of a lost
// writer, or of this batch itself. Each transaction removes a few, and keeps the
// journal for this batch.
func (a *appending) sweep(ctx context.Context) error {
	labels := []string{"Spell"}
	for _, word := range graph.Words() {
		labels = append(labels, string(word))
	}
	for _, label := range labels {
		st := statement{"sweep", sweepCypher}.fill(slots{"match": "MATCH (n:" + label + ")"})
		for swept := int64(1); swept > 0; {
			err := a.store.write(ctx, func(t *transaction) error {
				j, err := lockJournal(t)
				if err != nil {
					return err
				}
				if j.seq+1 != a.seq || j.staging != a.id && j.idle < lease {
					return conflict("somebody else wrote in between; try again")
				}
				if _, err := t.run(statement{"stage", stageCypher}, params{"batch": a.id, "part": int64(0)}); err != nil {
					return err
				}
				rows, err := t.run(st, params{"seq": a.seq})
				if err == nil {
					swept, _ = rows[0].Values[0].(int64)
				}
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// abandon removes what is staged of a batch that failed, as far as that can be
// done now; otherwise a later writer does it.
func (a *appending) abandon(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lease/2)
	defer cancel()
	err := a.sweep(ctx)
	if err == nil {
		err = a.store.write(ctx, func(t *transaction) error {
			_, err := t.run(statement{"swept", sweptCypher}, params{"batch": a.id})
			return err
		})
	}
	if err != nil {
		a.store.log.WarnContext(ctx, "neo4j: the parts of a failed batch stay until a later write", "error", err)
	}
}
