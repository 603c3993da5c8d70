package world

import (
	"context"
	"slices"

	"twingraph/graph"
)

// List returns one page; see graph.Reader. It leaves With aside: to ask again costs
// nothing here.
func (w *World) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if err := q.Check(); err != nil {
		return graph.Page{}, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return graph.Page{}, err
	}
	selected, err := ask.selects(q.Word, q.Where)
	if err != nil {
		return graph.Page{}, err
	}
	l, err := ask.listing(q)
	if err != nil {
		return graph.Page{}, err
	}
	total := -1
	if q.Count {
		total = selected.count()
	}
	if l.by == nil {
		return l.page(len(l.sheet.rows), func(i int) int32 { return int32(i) }, selected, total), nil
	}
	order := l.by.order(q.Desc)
	return l.page(len(order), func(i int) int32 { return order[i] }, selected, total), nil
}

// ListAcross returns one page for each id; see graph.Reader.
func (w *World) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	e, err := edgeOf(from, edge, q)
	if err != nil {
		return nil, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return nil, err
	}
	if pages, near, err := w.near(ctx, v, from, e, ids, q); near {
		return pages, err
	}
	return ask.across(from, edge, ids, q)
}

// edgeOf returns the edge of that name for a query along it. Errors have code BadUserInput or
// LimitExceeded.
func edgeOf(from graph.Word, name string, q graph.Query) (graph.Edge, error) {
	e, ok := graph.ShapeOf(from).Edge(name)
	if !ok || e.To != q.Word {
		return e, graph.Errorf(graph.BadUserInput, "%s has no %q that leads to %s", from, name, q.Word)
	}
	return e, q.Check()
}

// across returns, for each id, the page of the rows across an edge that a query, which
// was checked, selects.
func (q *inquiry) across(from graph.Word, edge string, ids []graph.ID, query graph.Query) ([]graph.Page, error) {
	page, err := q.along(from, edge, query)
	if err != nil {
		return nil, err
	}
	pages := make([]graph.Page, len(ids))
	for i, id := range ids {
		pages[i] = page(id)
	}
	return pages, nil
}

// along returns what returns the page of one id: what is the same for all of them is looked up
// once.
func (q *inquiry) along(from graph.Word, edge string, query graph.Query) (func(graph.ID) graph.Page, error) {
	selected, err := q.selects(query.Word, query.Where)
	if err != nil {
		return nil, err
	}
	l, err := q.listing(query)
	if err != nil {
		return nil, err
	}
	crossing, starts, seen := q.crossing(from, edge), q.sheet(from), q.seen(from)
	return func(id graph.ID) graph.Page {
		var across []int32
		if row, ok := starts.row(id); ok && seen.has(row) {
			for _, to := range crossing.from(row) {
				if selected.has(to) {
					across = append(across, to)
				}
			}
		}
		if l.by != nil {
			slices.SortFunc(across, func(a, b int32) int { return l.by.compareRows(a, b, query.Desc) })
		}
		total := -1
		if query.Count {
			total = len(across)
		}
		return l.page(len(across), func(i int) int32 { return across[i] }, selected, total)
	}, nil
}

// listing cuts pages out of rows in order.
type listing struct {
	q     graph.Query
	sheet *sheet
	by    *column // nil for the order of ids
}

func (q *inquiry) listing(query graph.Query) (listing, error) {
	l := listing{q: query, sheet: q.sheet(query.Word)}
	if edge, ok := query.Counts(); ok {
		wanted, err := q.selects(edge.To, query.Counted)
		l.by = q.crossing(query.Word, edge.Name).numbers(wanted)
		return l, err
	}
	if order, ok := graph.ShapeOf(query.Word).Order(query.OrderBy); ok {
		l.by = q.composed(query.Word, order)
		return l, nil
	}
	if query.OrderBy != "" {
		field, _ := graph.ShapeOf(query.Word).Field(query.OrderBy)
		l.by = q.column(query.Word, field)
	}
	return l, nil
}

// page returns the page of the selected ones of n rows in order.
func (l listing) page(n int, row func(int) int32, selected set, total int) graph.Page {
	shown, more := cut(l.q.Window(), n, func(i int, at graph.Position) int { return l.compare(row(i), at) },
		func(i int) bool { return selected.has(row(i)) })
	page := graph.Page{Records: make([]graph.Record, len(shown)), Positions: make([]graph.Position, len(shown)), More: more, Total: total}
	for k, i := range shown {
		page.Records[k], page.Positions[k] = l.sheet.rows[row(i)], l.position(row(i))
	}
	return page
}

// cut returns those of the wanted ones of n entries that a window shows, in order, and
// whether there are more of them within its bounds. It looks at no more entries than it
// has to. compare is as for Window.Cut.
func cut[P any](w graph.Window[P], n int, compare func(i int, at P) int, wanted func(i int) bool) (shown []int, more bool) {
	i, to := w.Within(n, compare)
	step := 1
	if w.Backward() {
		i, to, step = to-1, i-1, -1
		defer func() { slices.Reverse(shown) }()
	}
	for ; i != to; i += step {
		if !wanted(i) {
			continue
		}
		if len(shown) == w.Size() {
			return shown, true
		}
		shown = append(shown, i)
	}
	return shown, false
}

// position returns the place of a row in the order.
func (l listing) position(row int32) graph.Position {
	p := graph.Position{ID: l.sheet.rows[row].Base().ID}
	if l.by != nil {
		if code := l.by.first(row); code >= 0 {
			p.Key = graph.KeyOf(l.by.values[code])
		}
	}
	return p
}

// compare orders a row and a position, whose record need not be there.
func (l listing) compare(row int32, at graph.Position) int {
	return l.position(row).Compare(at, l.q.Desc)
}
