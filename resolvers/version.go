package resolvers

import (
	"context"

	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

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
