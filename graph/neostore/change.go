package neostore

import (
	"context"
	_ "embed"
	"time"

	"twingraph/graph"
)

//go:embed cypher/last.cypher
var lastCypher string

// Head returns the last change, zero for an empty store; see graph.Reader.
func (s *Store) Head(ctx context.Context) (graph.Change, error) {
	st := statement{"last", lastCypher}
	values, err := s.ask(ctx, graph.Latest(), st, params{})
	if err != nil {
		return graph.Change{}, err
	}
	changes, err := changesOf(values[0])
	if err != nil || len(changes) == 0 {
		return graph.Change{}, err
	}
	return changes[0], nil
}

// changesOf reads a list of changes.
func changesOf(v any) ([]graph.Change, error) {
	list, _ := v.([]any)
	changes := make([]graph.Change, len(list))
	for i, v := range list {
		c, ok := v.([]any)
		if !ok || len(c) != 8 {
			return nil, graph.Errorf(graph.Internal, "a stored change cannot be read")
		}
		number := func(at int) int { n, _ := c[at].(int64); return int(n) }
		instant := func(at int) time.Time { t, _ := c[at].(time.Time); return t.UTC() }
		changes[i] = graph.Change{
			Seq: graph.Seq(number(0)), RecordedAt: instant(1), CommittedAt: instant(2),
			Added: number(5), Corrected: number(6), Retracted: number(7),
		}
		changes[i].Actor, _ = c[3].(string)
		changes[i].Note, _ = c[4].(string)
	}
	return changes, nil
}
