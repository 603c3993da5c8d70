package neostore

import (
	"context"
	_ "embed"
	"strings"
	"time"
	"unicode"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// An erasure is a change like others, whose transaction also takes away what there was of
// the records. Neo4j leaves what it deletes where it was stored until something else takes
// the place. Therefore the nodes are overwritten first, value by value in the place of each,
// by the transaction of the change; then what has another place (overwrite.go), and then
// they are deleted.

//go:embed cypher/erase_find.cypher
var eraseFindCypher string

//go:embed cypher/erase_changes.cypher
var eraseChangesCypher string

//go:embed cypher/erase_moved.cypher
var eraseMovedCypher string

//go:embed cypher/erase_blot.cypher
var eraseBlotCypher string

//go:embed cypher/erase_note.cypher
var eraseNoteCypher string

//go:embed cypher/erase_finish.cypher
var eraseFinishCypher string

//go:embed cypher/erasures.cypher
var erasuresCypher string

// Erase destroys records; see graph.Eraser. No question finds them once it returns; in the
// files of Neo4j they can be until its next checkpoint, and their ids, in pages of indexes
// that are not in use, for longer.
func (s *Store) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	if err := e.Check(); err != nil {
		return graph.Change{}, err
	}
	e.Batch.After = e.After
	change, err := s.append(ctx, e.Batch, func(t *transaction) error { return erase(t, e) })
	if err != nil {
		return graph.Change{}, err
	}
	if err := s.finishErasure(ctx); err != nil {
		return graph.Change{}, s.failed(ctx, err)
	}
	return change, nil
}

// finishErasure overwrites what was erased, and deletes the nodes. Until that is done they
// are there, so that an erasure which was lost is known.
func (s *Store) finishErasure(ctx context.Context) error {
	if !s.options.LeaveErased {
		if err := s.overwrite(ctx); err != nil {
			return err
		}
	}
	return s.write(ctx, func(t *transaction) error {
		_, err := t.run(statement{"erase_finish", eraseFinishCypher}, nil)
		return err
	})
}

// found is what there is of records that are to be erased.
type found struct {
	recordedAt map[graph.Target][]time.Time // of the versions of each record, in order
	counts     map[int64]*[3]int64          // what each change did, by kind
	nodes      [][]any                      // each with what overwrites its properties
}

// erase takes away what there is of the records.
func erase(t *transaction, e graph.Erasure) error {
	targets := make([][]string, len(e.Records))
	for i, target := range e.Records {
		targets[i] = []string{string(target.Word), string(target.ID)}
	}
	seq := int64(e.After) + 1
	at, err := find(t, targets, seq)
	if err != nil {
		return err
	}
	var notes []map[string]any
	for i, target := range e.Records {
		times := make([]time.Time, len(at.recordedAt[target]))
		if len(times) == 0 {
			return graph.Errorf(graph.NotFound, "there never was one of the records: look at their words and ids")
		}
		for k, known := range at.recordedAt[target] {
			times[k] = instantOf(known)
		}
		notes = append(notes, map[string]any{
			"seq": seq, "place": int64(i), "word": string(target.Word), "recordedAt": times,
			"erasedAt": instantOf(e.Batch.RecordedAt), "by": string(e.By),
		})
	}
	var changes [][]int64
	for change, n := range at.counts {
		changes = append(changes, []int64{change, n[0], n[1], n[2]})
	}
	for _, step := range []struct {
		statement
		params
	}{
		{statement{"erase_changes", eraseChangesCypher}, params{"rows": changes}},
		{statement{"erase_moved", eraseMovedCypher}, params{"targets": targets}},
		{statement{"erase_blot", eraseBlotCypher}, params{"rows": at.nodes}},
		{statement{"erase_note", eraseNoteCypher}, params{"rows": notes}},
	} {
		if _, err := t.run(step.statement, step.params); err != nil {
			return err
		}
	}
	return nil
}

// find looks for all that there is of records before a change.
func find(t *transaction, targets [][]string, seq int64) (found, error) {
	at := found{map[graph.Target][]time.Time{}, map[int64]*[3]int64{}, nil}
	st := statement{"erase_find", eraseFindCypher}.fill(slots{
		"versions": "  MATCH (n:" + labels(personalWords()) + " {id: target[1]}) WHERE n.seq < $seq AND target[0] IN labels(n)",
	})
	rows, err := t.run(st, params{"targets": targets, "seq": seq})
	if err != nil {
		return at, err
	}
	for _, row := range rows {
		values := row.AsMap()
		target := graph.Target{Word: graph.Word(textOf(values["word"])), ID: graph.ID(textOf(values["id"]))}
		kind, change := numberOf(values["kind"]), int64(numberOf(values["seq"]))
		if known, ok := values["recordedAt"].(time.Time); ok {
			at.recordedAt[target] = append(at.recordedAt[target], known)
		}
		if at.counts[change] == nil {
			at.counts[change] = new([3]int64)
		}
		at.counts[change][kind]++
		properties, _ := values["properties"].(map[string]any)
		at.nodes = append(at.nodes, []any{values["node"], blotted(properties)})
	}
	return at, nil
}

// personalWords returns the words whose records can be erased.
func personalWords() []string {
	return wordsThat(func(shape *graph.Shape) bool { return shape.Personal })
}

// blotted returns properties that take the same place as the given ones and say nothing.
func blotted(properties map[string]any) map[string]any {
	blots := make(map[string]any, len(properties))
	for name, v := range properties {
		blots[name] = blot(v)
	}
	return blots
}

func blot(v any) any {
	switch v := v.(type) {
	case string: // Neo4j packs texts by the kinds of their letters
		return strings.Map(func(r rune) rune {
			switch {
			case r > unicode.MaxLatin1:
				return 'ж'
			case r > unicode.MaxASCII:
				return 'ü'
			case unicode.IsUpper(r):
				return 'X'
			case unicode.IsLetter(r):
				return 'x'
			case unicode.IsDigit(r):
				return '0'
			}
			return r
		}, v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = blot(v[i])
		}
		return list
	case int64:
		return int64(0)
	case float64:
		return 0.0
	case time.Time:
		return instantOf(time.Unix(0, 0))
	case neo4j.Date:
		return dateOf(0)
	case neo4j.Point2D:
		return neo4j.Point2D{SpatialRefId: v.SpatialRefId}
	}
	return v
}

// Erasures lists what was erased; see graph.Eraser.
func (s *Store) Erasures(ctx context.Context) ([]graph.Erased, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	list := []graph.Erased{}
	err := s.stream(ctx, neo4j.AccessModeWrite, statement{"erasures", erasuresCypher}, nil, func(row []any) error {
		e := graph.Erased{Word: graph.Word(textOf(row[0])), By: graph.Role(textOf(row[3]))}
		times, _ := row[1].([]any)
		for _, v := range times {
			at, _ := v.(time.Time)
			e.RecordedAt = append(e.RecordedAt, at.UTC())
		}
		at, ok := row[2].(time.Time)
		if !ok || len(e.RecordedAt) == 0 {
			return misread(statement{"erasures", erasuresCypher})
		}
		e.ErasedAt = at.UTC()
		list = append(list, e)
		return nil
	})
	return list, err
}

var _ graph.Eraser = (*Store)(nil)
