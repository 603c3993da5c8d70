package atlas

import (
	"context"
	"strconv"
	"time"

	"twingraph/graph"
)

// RecordVersion is one step in the life of a record, with what it changed.
type RecordVersion struct {
	graph.RecordVersion
	Target graph.Target
	before graph.Record // the version before, nil for none
}

// RecordedAt returns the instant of the step.
func (s *RecordVersion) RecordedAt() time.Time { return s.Change.RecordedAt }

// Changes lists the fields that the step changed: all that are known of an added record,
// and none of one that was taken back.
func (s *RecordVersion) Changes() []*graph.FieldChange {
	if s.Record == nil {
		return []*graph.FieldChange{}
	}
	return each(graph.Differences(s.before, s.Record), func(c graph.FieldChange) *graph.FieldChange { return &c })
}

// Versions returns a part of the life of a record, oldest first. Errors are those of cut, and
// the reader's.
func (r *Request) Versions(ctx context.Context, v graph.View, record graph.Target, w Window) (Part[*RecordVersion], error) {
	lives, err := r.Loader.Versions(ctx, v, []graph.Target{record})
	if err != nil {
		return Part[*RecordVersion]{}, err
	}
	return cut(steps(record, lives[0]), w, graph.MaxFirst, placeOfStep, as)
}

// Life returns a part of the life of the record that is named by slug or global id, oldest
// first, of one that was taken back, too. A merged id is not followed. Errors are those of
// ParseID and Versions; NotFound for a record of which the viewer sees no step.
func (r *Request) Life(ctx context.Context, v graph.View, record RecordReference, w Window) (Part[*RecordVersion], error) {
	id, err := ParseID(record.Word, record.ID, "id")
	if err != nil {
		return Part[*RecordVersion]{}, err
	}
	target := graph.Target{Word: record.Word, ID: id}
	lives, err := r.Loader.Versions(ctx, v, []graph.Target{target})
	if err != nil {
		return Part[*RecordVersion]{}, err
	}
	if len(lives[0]) == 0 {
		return Part[*RecordVersion]{}, graph.Errorf(graph.NotFound, "there is no %s", target).At("id")
	}
	return r.Versions(ctx, v, target, w)
}

// placeOfStep names a step by the instant of its change: the number can move.
func placeOfStep(s *RecordVersion) graph.Position {
	return graph.Position{Key: strconv.FormatInt(s.Change.RecordedAt.UnixNano(), 10) + string(s.Kind)}
}

// steps returns a life with the version before each step.
func steps(record graph.Target, life []graph.RecordVersion) []*RecordVersion {
	list := make([]*RecordVersion, len(life))
	for i, step := range life {
		list[i] = &RecordVersion{RecordVersion: step, Target: record}
		if i > 0 {
			list[i].before = life[i-1].Record
		}
	}
	return list
}

// ChangeItem is what a change did to one record.
type ChangeItem struct {
	graph.ChangeItem
	Change *graph.Change
}

// StepOf returns the step in the life of its record that an item is; one in which nothing
// changed when the viewer does not see it any more. Errors are the reader's.
func (r *Request) StepOf(ctx context.Context, v graph.View, item *ChangeItem) (*RecordVersion, error) {
	lives, err := r.Loader.Versions(ctx, v, []graph.Target{item.Target()})
	if err != nil {
		return nil, err
	}
	for _, step := range steps(item.Target(), lives[0]) {
		if step.Change.Seq == item.Change.Seq {
			return step, nil
		}
	}
	return &RecordVersion{}, nil
}
