package resolvers

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Changes answers Query.changes.
func (query) Changes(ctx context.Context, since int, first *int, after *string, last *int, before *string, knownAt *time.Time) (*model.ChangeConnection, error) {
	v := viewAt(ctx, nil, knownAt)
	question := boundOf(ctx, v)
	w, err := windowOf(paging{first, after, last, before}, question, changeAt)
	if err != nil {
		return nil, err
	}
	fields := selected(ctx)
	page, err := requestOf(ctx).Changes(ctx, v.View, since, w, fields.has("totalCount", "pageInfo"))
	if err != nil {
		return nil, err
	}
	shown := atlas.Part[*graph.Change]{Entries: page.Changes, Earlier: page.Earlier, Later: page.Later, Total: page.Total}
	for _, c := range page.Changes {
		shown.Places = append(shown.Places, placeOfChange(c))
	}
	return connect[model.ChangeConnection](question, shown), prefetchItems(ctx, v, fields.nodes(), page.Changes)
}

// placeOfChange writes the place of a change as a cursor holds it.
func placeOfChange(c *graph.Change) graph.Position {
	return graph.Position{Key: fmt.Sprintf("%d %d %d", c.Seq, c.RecordedAt.UnixNano(), c.CommittedAt.UnixNano())}
}

// changeAt reads the place of a change; false for what is none.
func changeAt(place graph.Position) (atlas.ChangePlace, bool) {
	var number, recorded, committed int64
	key, _ := place.Key.(string)
	_, err := fmt.Sscanf(key, "%d %d %d", &number, &recorded, &committed)
	return atlas.ChangePlace{Number: graph.Seq(number), RecordedAt: time.Unix(0, recorded).UTC(), CommittedAt: time.Unix(0, committed).UTC()}, err == nil && number > 0
}

// prefetchItems loads what is selected of the items of changes.
func prefetchItems(ctx context.Context, v view, s selection, changes []*graph.Change) error {
	seqs := make([]graph.Seq, len(changes))
	for i, c := range changes {
		seqs[i] = c.Seq
	}
	for _, field := range s.of("Change") {
		if field.Name != "items" || len(seqs) == 0 {
			continue
		}
		w, err := itemWindow(v, pagingOf(field.ArgumentMap(s.op.Variables)))
		if err != nil { // of which the field itself speaks
			continue
		}
		pages, err := load(ctx).ChangeItems(ctx, v.View, seqs, w)
		if err != nil {
			return err
		}
		items := selection{s.op, field.Selections}.nodes()
		node := items.under("node")
		byWord := map[graph.Word][]graph.ID{}
		var touched []graph.Target
		for _, page := range pages {
			for _, item := range page.Items {
				byWord[item.Word] = append(byWord[item.Word], item.ID)
				touched = append(touched, item.Target())
			}
		}
		if items.has("changes", "reason", "movedTo") {
			if _, err := load(ctx).Versions(ctx, v.View, touched); err != nil {
				return err
			}
		}
		for _, word := range exposed() {
			if len(node.set) == 0 || len(byWord[word]) == 0 {
				continue
			}
			if err := prefetchIDs(ctx, v, node, word, byWord[word]); err != nil {
				return err
			}
		}
	}
	return nil
}

// questionOfItems binds the cursors of what changes touched; each is the name of a record.
func questionOfItems(v view) string { return questionOf("Change.items", v.given) }

// itemWindow reads the arguments of a page of items. Errors have code BadUserInput or
// LimitExceeded.
func itemWindow(v view, p paging) (graph.Window[graph.ChangeItem], error) {
	w, err := windowOf(p, questionOfItems(v), func(place graph.Position) (graph.ChangeItem, bool) {
		word, ok := place.Key.(string)
		return graph.ChangeItem{Word: graph.Word(word), ID: place.ID}, ok
	})
	if err != nil {
		return w, err
	}
	return w, w.Check(graph.MaxFirst)
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
func (change) Items(ctx context.Context, obj *graph.Change, first *int, after *string, last *int, before *string) (*model.ChangeItemConnection, error) {
	v := viewOf(ctx)
	w, err := itemWindow(v, paging{first, after, last, before})
	if err != nil {
		return nil, err
	}
	pages, err := load(ctx).ChangeItems(ctx, v.View, []graph.Seq{obj.Seq}, w)
	if err != nil {
		return nil, err
	}
	items := make([]atlas.ChangeItem, len(pages[0].Items))
	for i, item := range pages[0].Items {
		items[i] = atlas.ChangeItem{ChangeItem: item, Change: obj}
	}
	shown := ranked(items, false, false, func(item *atlas.ChangeItem) graph.Position {
		return graph.Position{Key: string(item.Word), ID: item.ID}
	})
	shown.Earlier, shown.Later = beyond(w, pages[0].More)
	shown.Total = obj.Added + obj.Corrected + obj.Retracted
	return connect[model.ChangeItemConnection](questionOfItems(v), shown), nil
}

// Type returns the type of the record.
func (changeItem) Type(_ context.Context, obj *atlas.ChangeItem) (string, error) {
	return string(obj.Word), nil
}

// Slug returns the readable id of the record.
func (changeItem) Slug(_ context.Context, obj *atlas.ChangeItem) (string, error) {
	return string(obj.ID), nil
}

// Node returns the record as known now.
func (changeItem) Node(ctx context.Context, obj *atlas.ChangeItem) (graph.Record, error) {
	found, err := load(ctx).Records(ctx, viewOf(ctx).View, obj.Word, []graph.ID{obj.ID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// Changes returns the fields that it changed.
func (changeItem) Changes(ctx context.Context, obj *atlas.ChangeItem) ([]*graph.FieldChange, error) {
	step, err := requestOf(ctx).StepOf(ctx, viewOf(ctx).View, obj)
	if err != nil {
		return nil, err
	}
	return step.Changes(), nil
}

// Reason returns why the record was taken back.
func (changeItem) Reason(ctx context.Context, obj *atlas.ChangeItem) (*string, error) {
	step, err := requestOf(ctx).StepOf(ctx, viewOf(ctx).View, obj)
	if err != nil {
		return nil, err
	}
	return optional(step.Reason), nil
}

// MovedTo returns the record that stands for one that was taken back.
func (changeItem) MovedTo(ctx context.Context, obj *atlas.ChangeItem) (*string, error) {
	step, err := requestOf(ctx).StepOf(ctx, viewOf(ctx).View, obj)
	if err != nil {
		return nil, err
	}
	return optional(step.MovedTo), nil
}
