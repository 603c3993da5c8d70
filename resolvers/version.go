package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// RecordVersions answers Query.recordVersions.
func (query) RecordVersions(ctx context.Context, word graph.Word, id string, first *int, after *string, last *int, before *string, knownAt *time.Time) (*model.RecordVersionConnection, error) {
	v := viewAt(ctx, nil, knownAt)
	question, shown, err := computedPart(ctx, v, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.RecordVersion], error) {
		return requestOf(ctx).Life(ctx, v.View, atlas.RecordReference{Word: word, ID: id}, w)
	})
	if err != nil {
		return nil, err
	}
	changes := make([]*graph.Change, len(shown.Entries))
	for i, step := range shown.Entries {
		changes[i] = &step.Change
	}
	return connect[model.RecordVersionConnection](question, shown), prefetchItems(ctx, v, selected(ctx).nodes().under("change"), changes)
}

// RecordVersion resolves fields of steps in the life of a record.
func (*Root) RecordVersion() generated.RecordVersionResolver { return recordVersion{} }

type recordVersion struct{}

// RecordID returns the global id of the record as it was from then on.
func (recordVersion) RecordID(ctx context.Context, obj *atlas.RecordVersion) (*string, error) {
	if obj.Record == nil {
		return nil, nil
	}
	at := obj.RecordedAt()
	id := atlas.WriteGlobalID(obj.Target.Word, obj.Target.ID, viewOf(ctx).at(atlas.Times{KnownAt: &at}).given)
	return &id, nil
}

// MovedTo returns the record that stands for one that was taken back.
func (recordVersion) MovedTo(_ context.Context, obj *atlas.RecordVersion) (*string, error) {
	return optional(obj.MovedTo), nil
}

// optional returns a text as it is shown, nil for an empty one.
func optional[S ~string](text S) *string {
	if text == "" {
		return nil
	}
	return new(string(text))
}
