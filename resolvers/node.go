package resolvers

import (
	"context"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

// Node answers Query.node.
func (q query) Node(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (graph.Record, error) {
	found, err := q.Nodes(ctx, []string{id}, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// Nodes answers Query.nodes.
func (query) Nodes(ctx context.Context, ids []string, asOf *graph.Day, knownAt *time.Time) ([]graph.Record, error) {
	v := viewAt(ctx, asOf, knownAt)
	if len(ids) > graph.MaxFirst {
		return nil, graph.Errorf(graph.LimitExceeded, "%d ids; at most %d at once", len(ids), graph.MaxFirst).At("ids")
	}
	byWord := map[graph.Word][]graph.ID{}
	at := map[graph.Word][]int{}
	for i, s := range ids {
		word, id, ok := atlas.ParseGlobalID(s)
		if !ok {
			return nil, graph.Errorf(graph.BadUserInput,
				"%.100q is not a global id: take the id field of an earlier answer; slugs are for city(id:), twinningLink(id:) and so on", s).At("ids")
		}
		byWord[word] = append(byWord[word], id)
		at[word] = append(at[word], i)
	}
	found := make([]graph.Record, len(ids))
	for _, word := range exposed() {
		if len(byWord[word]) == 0 {
			continue
		}
		records, err := read(ctx, v, selected(ctx), word, byWord[word])
		if err != nil {
			return nil, err
		}
		for i, r := range records {
			found[at[word][i]] = r
		}
		if err := prefetch(ctx, v, selected(ctx), records); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// exposed lists the words that have a type in the schema.
func exposed() []graph.Word {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	return slices.DeleteFunc(graph.Words(), func(w graph.Word) bool { return schema.Types[string(w)] == nil })
}
