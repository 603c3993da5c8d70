package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Counts answers Query.counts.
func (query) Counts(ctx context.Context, of map[string]any, by []model.CountGrouping, asOf *graph.Day, knownAt *time.Time) (*model.Counts, error) {
	v := viewAt(ctx, asOf, knownAt)
	names := make([]string, len(by))
	for i := range by {
		names[i] = string(by[i])
	}
	counted, err := requestOf(ctx).Counts(ctx, v.View, plain(of), names, selected(ctx).has("inDispute") || selected(ctx).under("rows").has("inDispute"))
	if err != nil {
		return nil, err
	}
	counts := &model.Counts{AsOf: v.AsOf, Total: counted.Total, InDispute: counted.InDispute, Rows: make([]*model.CountRow, len(counted.Groups))}
	for i, group := range counted.Groups {
		row := &model.CountRow{Count: group.Count, InDispute: counted.Disputed[i], Keys: make([]*model.CountKey, len(by))}
		for j := range by {
			row.Keys[j] = &model.CountKey{By: by[j]}
			if key := group.Keys[j]; key != "" {
				row.Keys[j].Value = &key
			}
		}
		counts.Rows[i] = row
	}
	return counts, nil
}
