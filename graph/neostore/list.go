package neostore

import (
	"context"
	_ "embed"
	"maps"

	"twingraph/graph"
)

//go:embed cypher/list.cypher
var listCypher string

// List returns one page of records; see graph.Reader. It is one statement, but two
// where the order is that of an index and the page comes to the records without a
// value: they are in no index.
func (s *Store) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if err := q.Check(); err != nil {
		return graph.Page{}, err
	}
	parts := conjuncts(q.Where)
	if part, _ := best(q.Word, parts); part >= 0 || !walkable(q) {
		return s.listFound(ctx, v, q, parts)
	}
	if q.After != nil && q.After.Key == nil {
		return s.listKeyless(ctx, v, s.composer(v), q, parts, q.First)
	}
	c := s.composer(v)
	w, o := c.walk("n", q, parts)
	page, err := s.list(ctx, v, c, q, w, o, parts)
	if err != nil || page.More {
		return page, err
	}
	q.After, q.Count = nil, false
	same := s.composer(v)
	same.params["seq"] = c.params["seq"] // both parts of the page are of one state
	rest, err := s.listKeyless(ctx, v, same, q, parts, q.First-len(page.Records))
	if err != nil {
		return graph.Page{}, err
	}
	return joined(page, rest), nil
}

// listFound lists records by the way that fits the filter best, and puts them in
// order.
func (s *Store) listFound(ctx context.Context, v graph.View, q graph.Query, parts []*graph.Filter) (graph.Page, error) {
	c := s.composer(v)
	o := c.sortOf("n", q, oneText(q.Word))
	w := c.find("n", q.Word, parts, needsSpell(q), q.After)
	part, _ := best(q.Word, parts)
	switch {
	case part < 0 && q.OrderBy == "": // the way begins after the position
	case q.After != nil || oneText(q.Word):
		w.narrow([]string{c.after("n", q, o.key)})
	}
	return s.list(ctx, v, c, q, w, o, parts)
}

// listKeyless lists those records that have no value to order by, in order of id.
func (s *Store) listKeyless(ctx context.Context, v graph.View, c *composer, q graph.Query, parts []*graph.Filter, first int) (graph.Page, error) {
	missing := &graph.Filter{Is: &graph.Condition{Field: q.OrderBy, Op: graph.OpMissing}}
	w := c.find("n", q.Word, append([]*graph.Filter{missing}, parts...), false, q.After)
	q.First = first
	return s.list(ctx, v, c, q, w, order{"null", "n.id"}, parts)
}

// list reads the page of the records on a way. What q counts is all that match the
// parts.
func (s *Store) list(ctx context.Context, v graph.View, c *composer, q graph.Query, w way, o order, parts []*graph.Filter) (graph.Page, error) {
	count := "-1"
	if q.Count {
		all := c.find("n", q.Word, parts, false, nil)
		count = "COUNT { " + all.text() + " RETURN DISTINCT n }"
	}
	in := slots{"find": w.text(), "order": w.order(o)}
	if q.Word == graph.WordTwinningLink && q.With&^graph.WithSources != 0 {
		in["found"] = "WITH head, [page IN pages | [row IN page | [row[0].id, row[1]]]] AS positions, [row IN pages[0] | row[0]] AS found, [" + count + "] AS totals"
		pages, err := s.pages(ctx, v, c, q, in)
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
	c.params["limit"], c.params["record"] = int64(q.First)+1, s.layout.records[q.Word]
	values, err := s.ask(ctx, v.KnownAt, statement{"list", listCypher}.fill(in), c.params)
	if err != nil {
		return graph.Page{}, err
	}
	return readList(q, values)
}

// readList reads the answer of the statement list.
func readList(q graph.Query, values []any) (graph.Page, error) {
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
	page := r.page(q, positions, byID)
	page.Total = numberOf(values[1])
	sources := r.byID(graph.WordSource, values[2])
	if r.err == nil {
		attach(&page, q, nil, nil, nil, sources)
	}
	return page, r.err
}

// joined returns one page with the records of both.
func joined(a, b graph.Page) graph.Page {
	a.Records, a.Positions = append(a.Records, b.Records...), append(a.Positions, b.Positions...)
	a.More = b.More
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
