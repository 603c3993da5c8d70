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
func (query) StatusDiff(ctx context.Context, from graph.Day, to *graph.Day, knownAt *time.Time, filter map[string]any, first int, after *string) (*model.StatusDiff, error) {
	where, err := atlas.ReadFilter(graph.WordTwinningLink, plain(filter))
	if err != nil {
		return nil, err
	}
	v := viewAt(ctx, to, knownAt)
	question := questionOf("Query.statusDiff"+v.given, from.String(), where.String())
	fields := selected(ctx)
	q := graph.DiffQuery{Where: where, First: first, Count: fields.has("totalCount", "moves")}
	if text(after) != "" {
		at, err := decode(question, *after)
		if err != nil {
			return nil, err
		}
		q.After = at.ID
	}
	page, err := requestOf(ctx).StatusDiff(ctx, v.View, from, q)
	if err != nil {
		return nil, err
	}
	diff := &model.StatusDiff{
		From: from, To: v.AsOf, Nodes: []*model.StatusChange{}, TotalCount: page.Total, Moves: atlas.MovesOf(page.Moves),
		PageInfo: &model.PageInfo{HasNextPage: page.More, HasPreviousPage: q.After != ""},
	}
	links := make([]graph.Record, len(page.Items))
	for i, item := range page.Items {
		links[i] = item.Link
		c := encode(question, graph.Position{ID: item.Link.ID})
		if i == 0 {
			diff.PageInfo.StartCursor = &c
		}
		diff.PageInfo.EndCursor = &c
	}
	claims, err := claimsBetween(ctx, v, fields.under("nodes"), links, from)
	if err != nil {
		return nil, err
	}
	for _, item := range page.Items {
		diff.Nodes = append(diff.Nodes, &model.StatusChange{
			Link:   item.Link,
			Before: &atlas.LinkStatus{LinkStatus: item.Before, Link: item.Link},
			After:  &atlas.LinkStatus{LinkStatus: item.After, Link: item.Link},
			Claims: claims[item.Link.ID],
		})
	}
	nodes := fields.under("nodes")
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
