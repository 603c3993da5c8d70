package resolvers

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

// Node answers Query.node.
func (query) Node(ctx context.Context, id string) (graph.Record, error) {
	g, err := nodeID(id, "id")
	if err != nil {
		return nil, err
	}
	n := node{at: "id", id: g, view: viewAt(ctx, g.AsOf, g.KnownAt)}
	if err := readNodes(ctx, []*node{&n}); err != nil {
		return nil, err
	}
	return n.record, n.missing
}

// Nodes answers Query.nodes. One that is missing is null, with an error of its own.
func (query) Nodes(ctx context.Context, ids []string) ([]graph.Record, error) {
	if len(ids) > graph.MaxFirst {
		return nil, graph.Errorf(graph.LimitExceeded, "%d ids; at most %d at once", len(ids), graph.MaxFirst).At("ids")
	}
	asked, times := make([]*node, len(ids)), make([]atlas.Times, len(ids))
	for i, s := range ids {
		at := fmt.Sprintf("ids.%d", i)
		g, err := nodeID(s, at)
		if err != nil {
			return nil, err
		}
		asked[i], times[i] = &node{at: at, id: g}, g.Times
	}
	for i, v := range viewsOf(ctx, times) {
		asked[i].view = v
	}
	if err := readNodes(ctx, asked); err != nil {
		return nil, err
	}
	found := make([]graph.Record, len(ids))
	for i, n := range asked {
		found[i] = n.record
		graphql.AddError(graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i}), n.missing)
	}
	return found, nil
}

// node is a record that is asked for by its global id alone.
type node struct {
	at   string // the argument
	id   atlas.GlobalID
	view view // at the times in the id

	record  graph.Record // nil when there is none
	missing error        // why: code NotFound
}

// nodeID reads the global id of a record that has a type in the schema, given as the
// argument at path. Errors have code BadUserInput.
func nodeID(s, path string) (atlas.GlobalID, error) {
	g, err := atlas.ParseGlobalID(s, path)
	if err == nil && !slices.Contains(exposed(), g.Word) {
		err = graph.Errorf(graph.BadUserInput, "%.100q is the id of a %s, which no question shows", s, g.Word).At(path)
	}
	return g, err
}

// readNodes finds records that are asked for by their global ids, and prefetches what is
// selected of them. A merged id is followed. Errors are the reader's.
func readNodes(ctx context.Context, asked []*node) error {
	type level struct {
		word  graph.Word
		given string
	}
	var levels []level
	nodes := map[level][]*node{}
	for _, n := range asked {
		l := level{n.id.Word, n.view.given}
		if nodes[l] == nil {
			levels = append(levels, l)
		}
		nodes[l] = append(nodes[l], n)
	}
	for _, l := range levels {
		v, ids := nodes[l][0].view, make([]graph.ID, len(nodes[l]))
		for i, n := range nodes[l] {
			ids[i] = n.id.ID
		}
		found, err := read(ctx, v, selected(ctx), l.word, ids)
		if err != nil {
			return err
		}
		for i, n := range nodes[l] {
			if found[i] == nil {
				found[i], err = resolved(ctx, v, l.word, string(n.id.ID), n.at)
				if err != nil && graph.CodeOf(err) != graph.NotFound {
					return err
				}
				n.missing = err
			}
			n.record = found[i]
		}
		if err := prefetch(ctx, v, selected(ctx), found); err != nil {
			return err
		}
	}
	return nil
}

// exposed lists the words that have a type in the schema.
func exposed() []graph.Word {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	return slices.DeleteFunc(graph.Words(), func(w graph.Word) bool { return schema.Types[string(w)] == nil })
}
