package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/support"
)

// SupportTwinningSummary answers Query.supportTwinningSummary: for every viewer the same,
// from what only the safe counting of package dialogue gets to see.
func (q query) SupportTwinningSummary(ctx context.Context, _ *graph.Day, _ *time.Time) (*support.Overview, error) {
	v := view(ctx)
	v.Tier = graph.TierRestricted
	s, err := q.snapshots.Snapshot(ctx, v)
	if err != nil {
		return nil, err
	}
	w := whole{Root: q.Root, Snapshot: s, asOf: v.AsOf}
	overview, err := computed(ctx, w, "support", func(context.Context) (*support.Overview, error) {
		return support.Summary(s, v.AsOf)
	})
	if err != nil {
		return nil, err
	}
	known := below{}
	for _, p := range overview.Programmes {
		put(known, "programmes.campaign", p.Campaign)
		put(known, "programmes.courses", p.Courses...)
	}
	return overview, known.ahead(ctx, view(ctx), selected(ctx))
}
