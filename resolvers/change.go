package resolvers

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Changes answers Query.changes.
func (query) Changes(ctx context.Context, since int, first int, _ *time.Time) (*model.ChangeList, error) {
	if since < 0 {
		return nil, graph.Errorf(graph.BadUserInput, "since is %d; give the number of a change, or 0 for the beginning", since).At("since")
	}
	if first < 1 || first > graph.MaxFirst {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, graph.MaxFirst).At("first")
	}
	found, err := load(ctx).Reader().Changes(ctx, view(ctx), graph.Seq(since), first)
	if err != nil {
		return nil, err
	}
	list := &model.ChangeList{Last: since, Nodes: []*graph.Change{}}
	for i := range found {
		list.Nodes = append(list.Nodes, &found[i])
		list.Last = int(found[i].Seq)
	}
	if len(found) == first && selected(ctx).has("hasMore") {
		next, err := load(ctx).Reader().Changes(ctx, view(ctx), graph.Seq(list.Last), 1)
		if err != nil {
			return nil, err
		}
		list.HasMore = len(next) > 0
	}
	return list, nil
}

// Number returns the change's place in the sequence.
func (change) Number(_ context.Context, obj *graph.Change) (int, error) { return int(obj.Seq), nil }

// Items returns what the change touched.
func (change) Items(ctx context.Context, obj *graph.Change, first int, after *string) (*model.ChangeItemList, error) {
	if first < 1 || first > graph.MaxFirst {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, graph.MaxFirst).At("first")
	}
	var from graph.ChangeItem
	if after != nil && *after != "" {
		word, id, ok := parseItemCursor(*after)
		if !ok {
			return nil, graph.Errorf(graph.BadUserInput, "%.60q is not a cursor of items: pass the endCursor of the page before", *after).At("after")
		}
		from = graph.ChangeItem{Word: word, ID: id}
	}
	found, err := load(ctx).Reader().ChangeItems(ctx, view(ctx), obj.Seq, from, first)
	if err != nil {
		return nil, err
	}
	list := &model.ChangeItemList{Nodes: []*graph.ChangeItem{}}
	byWord := map[graph.Word][]graph.ID{}
	for i := range found {
		list.Nodes = append(list.Nodes, &found[i])
		byWord[found[i].Word] = append(byWord[found[i].Word], found[i].ID)
		end := itemCursor(found[i])
		list.EndCursor = &end
	}
	if len(found) == first && selected(ctx).has("hasMore") {
		next, err := load(ctx).Reader().ChangeItems(ctx, view(ctx), obj.Seq, found[first-1], 1)
		if err != nil {
			return nil, err
		}
		list.HasMore = len(next) > 0
	}
	if nodes := selected(ctx).under("nodes"); nodes.has("node") {
		for _, word := range exposed() {
			if err := idsAhead(ctx, view(ctx), nodes.under("node"), word, byWord[word]); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func itemCursor(item graph.ChangeItem) string { return globalID(item.Word, item.ID) }

func parseItemCursor(s string) (graph.Word, graph.ID, bool) {
	if _, err := base64.RawURLEncoding.DecodeString(s); err != nil || strings.TrimSpace(s) == "" {
		return "", "", false
	}
	return parseGlobalID(s)
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
	found, err := load(ctx).Records(ctx, view(ctx), obj.Word, []graph.ID{obj.ID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}
