package neostore

import (
	"context"
	_ "embed"
	"maps"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/list.cypher
var listCypher string

// List returns one page of records; see graph.Reader. It is one statement, but two
// where the order is that of an index and the page comes to the records without a
// value, which are last: they are in no index.
func (s *Store) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if err := q.Check(); err != nil {
		return graph.Page{}, err
	}
	parts, p := conjuncts(q.Where), takeOf(q.Window())
	var lists []func(context.Context, graph.View, *composer, graph.Query, take, []*graph.Filter) (graph.Page, error)
	if q.After == nil || q.After.Key != nil {
		lists = append(lists, s.listKeyed)
	}
	if q.Before == nil || q.Before.Key == nil {
		lists = append(lists, s.listKeyless)
	}
	if part, _ := best(q.Word, parts); part >= 0 || !walkable(q) || len(lists) == 0 {
		return s.listFound(ctx, v, q, parts)
	}
	if p.backward {
		slices.Reverse(lists)
	}
	c := s.composer(v)
	page, err := lists[0](ctx, v, c, q, p, parts)
	if err != nil || page.More || len(lists) == 1 {
		return page, err
	}
	same := s.composer(v)
	same.params["seq"] = c.params["seq"] // both parts of the page are of one state
	q.Count, p.size = false, p.size-len(page.Records)
	rest, err := lists[1](ctx, v, same, q, p, parts)
	if err != nil {
		return graph.Page{}, err
	}
	both := joined(page, rest)
	if p.backward {
		both = joined(rest, page)
	}
	both.Total, both.More = page.Total, rest.More
	return both, nil
}

// listKeyed lists those records that have a value to order by, by the index that has the
// order.
func (s *Store) listKeyed(ctx context.Context, v graph.View, c *composer, q graph.Query, p take, parts []*graph.Filter) (graph.Page, error) {
	w, o := c.walk("n", q, p, parts)
	return s.list(ctx, v, c, q, p, w, o, parts)
}

// listFound lists records by the way that fits the filter best, and puts them in
// order.
func (s *Store) listFound(ctx context.Context, v graph.View, q graph.Query, parts []*graph.Filter) (graph.Page, error) {
	c, p := s.composer(v), takeOf(q.Window())
	o := c.sortOf("n", q, p)
	if oneText(q.Word) && q.OrderBy != "" {
		o = c.sortOfAny("n", q, p)
	}
	w := c.find("n", q.Word, parts, needsSpell(q), spanOf(q, false))
	part, _ := best(q.Word, parts)
	_, onKey := q.Counts() // bounds are on k
	if _, composed := graph.ShapeOf(q.Word).Order(q.OrderBy); composed {
		onKey = true
	}
	switch {
	case part < 0 && q.OrderBy == "": // the way is within the bounds
	case (bounded(q) || oneText(q.Word)) && !onKey:
		w.narrow([]string{c.within("n", q, o.key)})
	}
	return s.list(ctx, v, c, q, p, w, o, parts)
}

// listKeyless lists those records that have no value to order by, in order of id.
func (s *Store) listKeyless(ctx context.Context, v graph.View, c *composer, q graph.Query, p take, parts []*graph.Filter) (graph.Page, error) {
	missing := &graph.Filter{Is: &graph.Condition{Field: q.OrderBy, Op: graph.OpMissing}}
	w := c.find("n", q.Word, append([]*graph.Filter{missing}, parts...), false, spanOf(q, true))
	return s.list(ctx, v, c, q, p, w, order{key: "null", by: p.ids("n")}, parts)
}

// list reads the page of the records on a way. What q counts is all that match the
// parts.
func (s *Store) list(ctx context.Context, v graph.View, c *composer, q graph.Query, p take, w way, o order, parts []*graph.Filter) (graph.Page, error) {
	count := "-1"
	if q.Count {
		all := c.find("n", q.Word, parts, false, everything())
		count = all.counted()
	}
	in := slots{"find": w.text(), "order": w.order(o)}
	if q.Word == graph.WordTwinningLink && q.With&^graph.WithSources != 0 {
		in["found"] = "WITH head, [page IN pages | [row IN page | [row[0].id, row[1]]]] AS positions, [row IN pages[0] | row[0]] AS found, [" + count + "] AS totals"
		pages, err := s.pages(ctx, v, c, q, p, in)
		if err != nil {
			return graph.Page{}, err
		}
		return pages[0], nil
	}
	cited := "[]"
	if q.With&graph.WithSources != 0 {
		cited = c.cited("rows", "record[0][1]")
	}
	in["answer"] = "RETURN head, rows, " + count + " AS total, " + cited + " AS sources"
	c.params["limit"], c.params["record"] = p.limit(), s.layout.records[q.Word]
	values, err := s.ask(ctx, v.KnownAt, statement{"list", listCypher}.fill(in), c.params)
	if err != nil {
		return graph.Page{}, err
	}
	return readList(q, p, values)
}

// readList reads the answer of the statement list.
func readList(q graph.Query, p take, values []any) (graph.Page, error) {
	if len(values) != 3 {
		return graph.Page{}, misread(statement{"list", listCypher})
	}
	var r reading
	rows := r.lists(values[0], 2)
	positions, byID := make([][]any, len(rows)), make(map[graph.ID]graph.Record, len(rows))
	for i, row := range rows {
		record, err := decode(q.Word, r.list(row[0]))
		if err != nil {
			return graph.Page{}, err
		}
		id := record.Base().ID
		positions[i], byID[id] = []any{string(id), row[1]}, record
	}
	page := r.page(p, positions, byID)
	page.Total = numberOf(values[1])
	sources := r.byID(graph.WordSource, values[2])
	if r.err == nil {
		attach(&page, q, nil, nil, nil, sources)
	}
	return page, r.err
}

// joined returns one page with the records of both, those of a first.
func joined(a, b graph.Page) graph.Page {
	a.Records, a.Positions = append(a.Records, b.Records...), append(a.Positions, b.Positions...)
	a.Fetched.Records = append(a.Fetched.Records, b.Fetched.Records...)
	a.Fetched.Histories = merged(a.Fetched.Histories, b.Fetched.Histories)
	a.Fetched.Claims = merged(a.Fetched.Claims, b.Fetched.Claims)
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
