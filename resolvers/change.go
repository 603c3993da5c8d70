package resolvers

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Changes answers Query.changes.
func (query) Changes(ctx context.Context, since int, first int, knownAt *time.Time) (*atlas.ChangeList, error) {
	list, err := requestOf(ctx).Changes(ctx, viewAt(ctx, nil, knownAt).View, since, first, selected(ctx).has("hasMore"))
	if err != nil {
		return nil, err
	}
	return list, prefetchItems(ctx, list.Nodes)
}

// prefetchItems loads what is selected of the items of changes.
func prefetchItems(ctx context.Context, changes []*graph.Change) error {
	s := selected(ctx).under("nodes")
	seqs := make([]graph.Seq, len(changes))
	for i, c := range changes {
		seqs[i] = c.Seq
	}
	for _, field := range s.of("Change") {
		if field.Name != "items" || len(seqs) == 0 {
			continue
		}
		args := field.ArgumentMap(s.op.Variables)
		given, _ := args["after"].(string)
		first, _ := graphql.UnmarshalInt(args["first"])
		window, err := itemsAfter(first, given)
		if err != nil {
			return err
		}
		pages, err := load(ctx).ChangeItems(ctx, viewOf(ctx).View, seqs, window)
		if err != nil {
			return err
		}
		node := selection{s.op, field.Selections}.under("nodes").under("node")
		byWord := map[graph.Word][]graph.ID{}
		for _, page := range pages {
			for _, item := range page.Items {
				byWord[item.Word] = append(byWord[item.Word], item.ID)
			}
		}
		for _, word := range exposed() {
			if len(node.set) == 0 || len(byWord[word]) == 0 {
				continue
			}
			if err := prefetchIDs(ctx, viewOf(ctx), node, word, byWord[word]); err != nil {
				return err
			}
		}
	}
	return nil
}

// itemsAfter reads the arguments of a page of items. Errors have code
// BadUserInput or LimitExceeded.
func itemsAfter(first int, after string) (graph.Window[graph.ChangeItem], error) {
	window := graph.Window[graph.ChangeItem]{First: first}
	if err := window.Check(graph.MaxFirst); err != nil || after == "" {
		return window, err
	}
	word, id, ok := atlas.ParseGlobalID(after)
	if !ok {
		return window, graph.Errorf(graph.BadUserInput, "%.60q is not a cursor of items: pass the endCursor of the page before", after).At("after")
	}
	window.After = &graph.ChangeItem{Word: word, ID: id}
	return window, nil
}

// Change resolves fields of changes.
func (*Root) Change() generated.ChangeResolver { return change{} }

// ChangeItem resolves fields of change items.
func (*Root) ChangeItem() generated.ChangeItemResolver { return changeItem{} }

type (
	change     struct{}
	changeItem struct{}
)

// Number returns the change's place in the sequence.
func (change) Number(_ context.Context, obj *graph.Change) (int, error) { return int(obj.Seq), nil }

// Items returns what the change touched.
func (change) Items(ctx context.Context, obj *graph.Change, first int, after *string) (*model.ChangeItemList, error) {
	window, err := itemsAfter(first, text(after))
	if err != nil {
		return nil, err
	}
	pages, err := load(ctx).ChangeItems(ctx, viewOf(ctx).View, []graph.Seq{obj.Seq}, window)
	if err != nil {
		return nil, err
	}
	items := pages[0].Items
	list := &model.ChangeItemList{Nodes: make([]*graph.ChangeItem, len(items)), HasMore: pages[0].More}
	for i := range items {
		list.Nodes[i] = &items[i]
		end := atlas.GlobalID(items[i].Word, items[i].ID)
		list.EndCursor = &end
	}
	return list, nil
}

// Type returns the type of the record.
func (changeItem) Type(_ context.Context, obj *graph.ChangeItem) (string, error) {
	return string(obj.Word), nil
}

// Slug returns the readable id of the record.
func (changeItem) Slug(_ context.Context, obj *graph.ChangeItem) (string, error) {
	return string(obj.ID), nil
}

// Node returns the record as known now.
func (changeItem) Node(ctx context.Context, obj *graph.ChangeItem) (graph.Record, error) {
	found, err := load(ctx).Records(ctx, viewOf(ctx).View, obj.Word, []graph.ID{obj.ID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}
