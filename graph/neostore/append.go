package neostore

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

//go:embed cypher/before.cypher
var beforeCypher string

//go:embed cypher/change.cypher
var changeCypher string

// appending is one batch on its way into the store.
type appending struct {
	store   *Store
	batch   graph.Batch
	id      string // of the batch: the same in every attempt
	seq     int64
	written map[graph.Word]map[string]bool     // ids that the batch adds or corrects
	nodes   map[graph.Word]map[graph.ID]string // what Neo4j calls their nodes, once they are created
	endings map[graph.ID][]date                // spells that end, by their first day
	totals  totals                             // how many records there are of open words
	also    func(*transaction) error           // what is done besides, before the change is noted; may be nil
}

// Append records the batch; see graph.Store.
//
// A batch of up to partRows rows is one transaction, in which the first thing is
// to lock the journal: writers stand in line. A larger one is staged: its new
// versions are written in parts, of which no reader takes notice because their
// change is not there yet, and the last transaction writes the change and all that
// touches older versions. A second, tiny transaction then shows the change to
// readers.
//
// Where the connection is lost while a transaction is committed, nobody can say
// whether it was: it is tried again and recognises its own work by the id of the
// batch.
func (s *Store) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	return s.append(ctx, batch, nil)
}

// append is Append, with something else done in the transaction of the change.
func (s *Store) append(ctx context.Context, batch graph.Batch, also func(*transaction) error) (graph.Change, error) {
	if err := s.ready(ctx); err != nil {
		return graph.Change{}, err
	}
	a := &appending{
		store: s, batch: batch, id: rand.Text(), seq: int64(batch.After) + 1,
		written: map[graph.Word]map[string]bool{}, nodes: map[graph.Word]map[graph.ID]string{}, endings: map[graph.ID][]date{}, also: also,
	}
	if err := a.run(ctx); err != nil {
		return graph.Change{}, s.failed(ctx, err)
	}
	if err := s.publish(ctx, published{a.seq, batch.RecordedAt}); err != nil {
		return graph.Change{}, s.failed(ctx, err)
	}
	s.moved.Ring()
	return a.change(), nil
}

// change returns the change that the batch becomes.
func (a *appending) change() graph.Change {
	b := a.batch
	return graph.Change{
		Seq: graph.Seq(a.seq), RecordedAt: b.RecordedAt, CommittedAt: b.CommittedAt, Actor: b.Actor, Note: b.Note,
		Added: len(b.Added), Corrected: len(b.Corrected), Retracted: len(b.Retracted),
	}
}

// run writes everything.
func (a *appending) run(ctx context.Context) error {
	for _, records := range [][]graph.Record{a.batch.Added, a.batch.Corrected} {
		for _, r := range records {
			if a.written[r.Word()] == nil {
				a.written[r.Word()] = map[string]bool{}
			}
			a.written[r.Word()][string(r.Base().ID)] = true
		}
	}
	parts := a.parts()
	for i := range parts {
		err := a.part(ctx, parts, i)
		if errors.Is(err, errLeft) {
			if err = a.sweep(ctx); err == nil {
				err = a.part(ctx, parts, i)
			}
		}
		if err != nil {
			if i > 0 {
				a.abandon(ctx)
			}
			return err
		}
	}
	return nil
}

// part writes one part of the batch in one transaction.
func (a *appending) part(ctx context.Context, parts [][]job, i int) error {
	last := i == len(parts)-1
	return a.attempt(ctx, func(t *transaction) error {
		done, err := a.lock(t, i, last)
		if done || err != nil {
			return err
		}
		for _, job := range parts[i] {
			if err := job.run(t); err != nil {
				return err
			}
		}
		if last {
			return a.finish(t)
		}
		return nil
	})
}

// attempt runs one transaction, once more when the connection was lost.
func (a *appending) attempt(ctx context.Context, work func(*transaction) error) error {
	err := a.store.write(ctx, work)
	if lost := (*neo4j.ConnectivityError)(nil); errors.As(err, &lost) && ctx.Err() == nil {
		err = a.store.write(ctx, work)
	}
	return err
}

// finish writes what touches older versions, and the change itself.
func (a *appending) finish(t *transaction) error {
	for _, step := range []func(*transaction) error{a.closeSpells, a.replace, a.besides, a.note} {
		if err := step(t); err != nil {
			return err
		}
	}
	return nil
}

// besides does what is to be done besides.
func (a *appending) besides(t *transaction) error {
	if a.also == nil {
		return nil
	}
	return a.also(t)
}

// note appends the change.
func (a *appending) note(t *transaction) error {
	c := a.change()
	a.totals = totals{}
	added := openCount(a.batch.Added, func(word graph.Word) { a.totals[string(word)]++ })
	corrected := openCount(a.batch.Corrected, func(graph.Word) {})
	retracted := int64(0)
	for _, gone := range a.batch.Retracted {
		if graph.ShapeOf(gone.Word).Open {
			retracted++
			a.totals[string(gone.Word)]--
		}
	}
	change := map[string]any{
		"seq": a.seq, "recordedAt": instantOf(c.RecordedAt), "committedAt": instantOf(c.CommittedAt),
		"actor": c.Actor, "note": c.Note, "batch": a.id, "derived": a.store.mark,
		"added": int64(c.Added), "corrected": int64(c.Corrected), "retracted": int64(c.Retracted),
		"openAdded": added, "openCorrected": corrected, "openRetracted": retracted,
	}
	if a.batch.Key != "" {
		change["key"] = hashed(a.batch.Key)
	}
	if a.batch.Request != "" {
		change["request"] = a.batch.Request
	}
	rows, err := t.run(statement{"before", beforeCypher}, params{"seq": a.seq, "totals": totalNames(), "key": change["key"]})
	if err != nil {
		return err
	}
	if rows[0].Values[1] == true {
		return conflict("a change with the key %q was recorded before", a.batch.Key)
	}
	a.totals.addAll(rows[0].Values[0])
	a.totals.writeTo(change)
	_, err = t.run(statement{"change", changeCypher}, params{"seq": a.seq, "change": change})
	return err
}

// params returns the parameters that statements of an append share, and others.
func (a *appending) params(others params) params {
	p := params{
		"seq": a.seq, "open": int64(open), "recordedAt": instantOf(a.batch.RecordedAt), "openTime": openTime(),
	}
	for name, v := range others {
		p[name] = v
	}
	return p
}
