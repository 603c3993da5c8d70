package neostore

import (
	"context"
	"maps"

	"twingraph/graph"
)

// List returns one page of records; see graph.Reader. It is one statement, but two
// where the order is that of an index and the page comes to the records without a
// value: they are in no index.
func (s *Store) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if err := check(q); err != nil {
		return graph.Page{}, err
	}
	parts := conjuncts(q.Where)
	if part, _ := best(q.Word, parts); part >= 0 || !walkable(q) {
		return s.listFound(ctx, v, q, parts)
	}
	if q.After != nil && q.After.Key == nil {
		return s.listKeyless(ctx, v, q, parts, q.First)
	}
	c := s.composer(v)
	w, o := c.walk("n", q, parts)
	page, err := s.list(ctx, v, c, q, w, o, parts)
	if err != nil || page.More {
		return page, err
	}
	q.After, q.Count = nil, false
	rest, err := s.listKeyless(ctx, v, q, parts, q.First-len(page.Records))
	if err != nil {
		return graph.Page{}, err
	}
	return joined(page, rest), nil
}

// listFound lists records by the way that fits the filter best, and puts them in
// order.
func (s *Store) listFound(ctx context.Context, v graph.View, q graph.Query, parts []*graph.Filter) (graph.Page, error) {
	c := s.composer(v)
	o := orderOf("n", q)
	w := c.find("n", q.Word, parts, needsSpell(q), q.After)
	w.narrow(c.behind("n", q, o.key))
	return s.list(ctx, v, c, q, w, o, parts)
}

// listKeyless lists those records that have no value to order by, in order of id.
func (s *Store) listKeyless(ctx context.Context, v graph.View, q graph.Query, parts []*graph.Filter, first int) (graph.Page, error) {
	c := s.composer(v)
	missing := &graph.Filter{Is: &graph.Condition{Field: q.OrderBy, Op: graph.OpMissing}}
	w := c.find("n", q.Word, append([]*graph.Filter{missing}, parts...), false, q.After)
	q.First = first
	return s.list(ctx, v, c, q, w, order{"null", "n.id"}, parts)
}

// list reads the page of the records on a way. What q counts is all that match the
// parts.
func (s *Store) list(ctx context.Context, v graph.View, c *composer, q graph.Query, w way, o order, parts []*graph.Filter) (graph.Page, error) {
	in := slots{"find": w.text(), "order": w.rows(o)}
	if q.Count {
		all := c.find("n", q.Word, parts, false, nil)
		in["totals"] = "WITH head, pages, found, [COUNT { " + all.text() + " RETURN DISTINCT n }] AS totals"
	}
	pages, err := s.pages(ctx, v, c, q, in)
	if err != nil {
		return graph.Page{}, err
	}
	if len(pages) != 1 {
		return graph.Page{}, misread(statement{"page", pageCypher})
	}
	return pages[0], nil
}

// joined returns one page with the records of both.
func joined(a, b graph.Page) graph.Page {
	a.Records, a.Positions = append(a.Records, b.Records...), append(a.Positions, b.Positions...)
	a.More = b.More
	a.Along.Records = append(a.Along.Records, b.Along.Records...)
	a.Along.Histories = merged(a.Along.Histories, b.Along.Histories)
	a.Along.Claims = merged(a.Along.Claims, b.Along.Claims)
	return a
}

// merged returns what both maps hold, nil when neither holds anything.
func merged[V any](a, b map[graph.ID]V) map[graph.ID]V {
	if a == nil {
		return b
	}
	maps.Copy(a, b)
	return a
}
