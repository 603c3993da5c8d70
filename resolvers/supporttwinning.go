package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue"
)

// SupportTwinningSummary answers Query.supportTwinningSummary: for every viewer the same,
// from what only the safe counting of package dialogue gets to see.
func (q query) SupportTwinningSummary(ctx context.Context, asOf *graph.Day, knownAt *time.Time) (*dialogue.SupportOverview, error) {
	v := viewAt(ctx, asOf, knownAt)
	v.Tier = graph.TierRestricted
	s, err := q.snapshots.Snapshot(ctx, v.View)
	if err != nil {
		return nil, err
	}
	w := whole{Root: q.Root, Snapshot: s, asOf: v.AsOf}
	overview, err := computed(ctx, w, "support", func(context.Context) (*dialogue.SupportOverview, error) {
		return dialogue.SupportSummary(s, v.AsOf)
	})
	if err != nil {
		return nil, err
	}
	known := below{}
	for _, p := range overview.Programmes {
		put(known, "programmes.campaign", p.Campaign)
		put(known, "programmes.courses", p.Courses...)
	}
	return overview, known.ahead(ctx, viewOf(ctx), selected(ctx))
}
