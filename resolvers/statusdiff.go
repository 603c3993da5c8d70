package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/loader"
	"twingraph/graph/model"
)

// StatusDiff answers Query.statusDiff. All its records are shown on the day that is compared
// with the other.
func (query) StatusDiff(ctx context.Context, from graph.Day, to *graph.Day, knownAt *time.Time, filter map[string]any, became map[string]any, first *int, after *string, last *int, before *string) (*model.StatusChangeConnection, error) {
	where, err := atlas.ReadFilter(graph.WordTwinningLink, plain(filter))
	if err != nil {
		return nil, err
	}
	v := viewAt(ctx, to, knownAt)
	where, err = atlas.OnlyBecame(where, plain(became), from, v.AsOf)
	if err != nil {
		return nil, err
	}
	question := questionOf("Query.statusDiff"+v.given, from.String(), where.String())
	w, err := windowOf(paging{first, after, last, before}, question, func(p graph.Position) (graph.ID, bool) { return p.ID, p.ID != "" })
	if err != nil {
		return nil, err
	}
	fields := selected(ctx)
	q := graph.DiffQuery{Where: where, First: w.First, Last: w.Last, Count: fields.has("totalCount", "moves", "uncertainCount")}
	if w.After != nil {
		q.After = *w.After
	}
	if w.Before != nil {
		q.Before = *w.Before
	}
	page, err := requestOf(ctx).StatusDiff(ctx, v.View, from, q)
	if err != nil {
		return nil, err
	}
	links := make([]graph.Record, len(page.Items))
	for i, item := range page.Items {
		links[i] = item.Link
	}
	nodes := fields.nodes()
	claims, err := claimsBetween(ctx, v, nodes, links, from)
	if err != nil {
		return nil, err
	}
	shown := atlas.Part[*model.StatusChange]{Entries: make([]*model.StatusChange, len(page.Items))}
	shown.Earlier, shown.Later = beyond(w, page.More)
	for i, item := range page.Items {
		shown.Entries[i] = &model.StatusChange{
			Link:   item.Link,
			Before: &atlas.LinkStatus{LinkStatus: item.Before, Link: item.Link, Day: from},
			After:  &atlas.LinkStatus{LinkStatus: item.After, Link: item.Link, Day: v.AsOf},
			Claims: claims[item.Link.ID], Uncertain: item.Uncertain(from, v.AsOf),
		}
		if became := item.After.Became(); became != "" {
			shown.Entries[i].Became = &became
		}
		if began := item.Began(from, v.AsOf); !began.IsZero() {
			shown.Entries[i].Earliest, shown.Entries[i].Latest = new(began.First()), new(began.Last())
		}
		shown.Places = append(shown.Places, graph.Position{ID: item.Link.ID})
	}
	diff := &model.StatusChangeConnection{From: from, To: v.AsOf, Nodes: shown.Entries, TotalCount: page.Total, Moves: atlas.MovesOf(page.Moves), UncertainCount: page.Uncertain}
	if fields.has("boundaryCount") {
		if diff.BoundaryCount, err = requestOf(ctx).Boundary(ctx, v.View, from, where); err != nil {
			return nil, err
		}
	}
	diff.Edges, diff.PageInfo = framed[model.StatusChangeEdge](question, shown)
	if err := prefetch(ctx, v, nodes.under("link"), links); err != nil {
		return nil, err
	}
	for _, part := range []string{"before", "after"} {
		status := nodes.under(part)
		if !status.has("governing", "sides") {
			continue
		}
		if err := prefetchRefs(ctx, v, status.under("sides").under("city"), graph.WordCity, links, "a", "b"); err != nil {
			return nil, err
		}
		if err := prefetchIDs(ctx, v, status.under("governing"), graph.WordClaim, atlas.Governing(page.Items)); err != nil {
			return nil, err
		}
	}
	return diff, nil
}

// claimsBetween returns, by link, the claims that took effect between the two
// days, when they are selected.
func claimsBetween(ctx context.Context, v view, s selection, links []graph.Record, from graph.Day) (map[graph.ID][]*graph.Claim, error) {
	byLink := map[graph.ID][]*graph.Claim{}
	if !s.has("claims") || len(links) == 0 {
		return byLink, nil
	}
	query := loader.ClaimsQuery()
	query.With = withOf(query.Word, s.under("claims"))
	pages, err := load(ctx).Across(ctx, v.View, graph.WordTwinningLink, "claims", idsOf(links), query)
	if err != nil {
		return nil, err
	}
	var all []graph.Record
	for i, page := range pages {
		between := atlas.Between(page.Records, from, v.AsOf)
		byLink[links[i].Base().ID] = between
		for _, c := range between {
			all = append(all, c)
		}
	}
	return byLink, prefetch(ctx, v, s.under("claims"), all)
}
