package neostore

import (
	"context"

	"twingraph/graph"
)

// ListAcross returns a page of records across an edge of each of several records;
// see graph.Reader. It is one statement.
func (s *Store) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	e, ok := graph.ShapeOf(from).Edge(edge)
	if !ok || e.To != q.Word {
		return nil, graph.Errorf(graph.BadUserInput, "%s has no %q that leads to %s", from, edge, q.Word)
	}
	if err := q.Check(); err != nil {
		return nil, err
	}
	pages := make([]graph.Page, len(ids))
	if len(ids) == 0 {
		return pages, nil
	}
	c := s.composer(v)
	distinct, positions := unique(ids)
	c.params["ids"] = stringsOf(distinct)
	parts := conjuncts(q.Where)
	p := takeOf(q.Window())
	o := c.sortOfAny("n", q, p)
	crossing := path("p", from, e, "n", true, false)
	w := c.reach("n", q.Word, parts, crossing, needsSpell(q))
	if bounded(q) && o.only == "" {
		w.narrow([]string{c.within("n", q, o.key)})
	}
	if len(e.Alike) > 0 {
		w.narrow([]string{alike("p", "n", e)})
	}
	w.repeats = true
	parent := "UNWIND $ids AS id RETURN COLLECT { " + seek("p", from, "id") + whereAll(known("p", from)...)
	counts := "[]"
	if q.Count {
		all := c.reach("n", q.Word, parts, crossing, false)
		if len(e.Alike) > 0 {
			all.narrow([]string{alike("p", "n", e)})
		}
		counts = "COLLECT { UNWIND $ids AS id RETURN COUNT { " + seek("p", from, "id") + whereAll(known("p", from)...) + " " + all.text() + " RETURN DISTINCT n } }"
	}
	in := slots{
		"begin": "WITH h.seq AS head, COLLECT { " + parent,
		"find":  w.text(),
		"order": w.order(o),
		"end":   "} } AS pages",
		"found": "WITH head, [page IN pages | [row IN page | [row[0].id, row[1]]]] AS positions, " +
			"COLLECT { UNWIND pages AS page UNWIND page AS row RETURN DISTINCT row[0] } AS found, " + counts + " AS totals",
	}
	found, err := s.pages(ctx, v, c, q, p, in)
	if err != nil {
		return nil, err
	}
	if len(found) != len(distinct) {
		return nil, misread(statement{"page", pageCypher})
	}
	for i := range ids {
		pages[i] = found[positions[i]]
	}
	return pages, nil
}

// unique returns the ids without repetition, and the place of each in them.
func unique(ids []graph.ID) (distinct []graph.ID, positions []int) {
	at := map[graph.ID]int{}
	for _, id := range ids {
		if _, ok := at[id]; !ok {
			at[id] = len(distinct)
			distinct = append(distinct, id)
		}
		positions = append(positions, at[id])
	}
	return distinct, positions
}
