package storetest

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// Records returns records by id; see graph.Reader.
func (r *Reference) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := make([]graph.Record, len(ids))
	for i, id := range ids {
		found[i] = r.known(v, word, id)
	}
	return found, stopped(ctx)
}

// List returns one page; see graph.Reader.
func (r *Reference) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := checkQuery(q); err != nil {
		return graph.Page{}, err
	}
	return r.page(v, q, r.all(v, q.Word)), stopped(ctx)
}

// ListAcross returns one page for each id; see graph.Reader.
func (r *Reference) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := graph.ShapeOf(from).Edge(edge)
	if !ok || e.To != q.Word {
		return nil, graph.Errorf(graph.BadUserInput, "%s has no %q that leads to %s", from, edge, q.Word)
	}
	if err := checkQuery(q); err != nil {
		return nil, err
	}
	pages := make([]graph.Page, len(ids))
	for i, id := range ids {
		var across []graph.Record
		if record := r.known(v, from, id); record != nil {
			across = r.across(v, record, e)
		}
		pages[i] = r.page(v, q, across)
	}
	return pages, stopped(ctx)
}

// page cuts the page that q asks for out of records.
func (r *Reference) page(v graph.View, q graph.Query, records []graph.Record) graph.Page {
	page := graph.Page{Records: []graph.Record{}, Positions: []graph.Position{}, Total: -1}
	var positions []graph.Position
	of := map[graph.ID]graph.Record{}
	for _, record := range records {
		if r.matches(v, q.Where, record) {
			at := graph.Position{Key: r.key(v, q, record), ID: record.Base().ID}
			positions, of[at.ID] = append(positions, at), record
		}
	}
	if q.Count {
		page.Total = len(positions)
	}
	order := func(a, b graph.Position) int { return comparePositions(a, b, q.Desc) }
	slices.SortFunc(positions, order)
	page.Positions, page.More = shown(positions, q.Window(), order)
	for _, at := range page.Positions {
		page.Records = append(page.Records, of[at.ID])
	}
	return page
}

// shown returns what a window shows of a list, and whether there is more within its
// bounds.
func shown[E, P any](list []E, w graph.Window[P], compare func(E, P) int) ([]E, bool) {
	within := []E{}
	for _, entry := range list {
		if (w.After == nil || compare(entry, *w.After) > 0) && (w.Before == nil || compare(entry, *w.Before) < 0) {
			within = append(within, entry)
		}
	}
	switch more := len(within) - max(w.First, w.Last); {
	case more <= 0:
		return within, false
	case w.Last > 0:
		return within[more:], true
	default:
		return within[:w.First], true
	}
}

// key returns what a record is ordered by, nil for the order of ids and without a
// value.
func (r *Reference) key(v graph.View, q graph.Query, record graph.Record) any {
	if q.OrderBy == "" {
		return nil
	}
	if edge, ok := graph.ShapeOf(q.Word).Edge(q.OrderBy); ok {
		matching := int64(0)
		for _, to := range r.across(v, record, edge) {
			if r.matches(v, q.Counted, to) {
				matching++
			}
		}
		return matching
	}
	if link, ok := record.(*graph.TwinningLink); ok && q.OrderBy == "cityNames" {
		a, _ := r.known(v, graph.WordCity, link.A).(*graph.City)
		b, _ := r.known(v, graph.WordCity, link.B).(*graph.City)
		if a == nil || b == nil {
			return nil
		}
		return graph.Fold(a.Name) + "\n" + graph.Fold(b.Name)
	}
	values := r.values(v, q.OrderBy, record)
	if len(values) == 0 {
		return nil
	}
	switch value := values[0].(type) {
	case string:
		return graph.Fold(value)
	case graph.PartialDate:
		return value.First()
	default:
		return value
	}
}

// comparePositions orders by key, then by id; nothing comes after everything.
func comparePositions(a, b graph.Position, desc bool) int {
	order := 0
	switch {
	case a.Key == nil && b.Key == nil:
	case a.Key == nil:
		return 1
	case b.Key == nil:
		return -1
	default:
		switch ka := a.Key.(type) {
		case string:
			order = cmp.Compare(ka, b.Key.(string))
		case graph.Day:
			order = cmp.Compare(ka, b.Key.(graph.Day))
		case int64:
			order = cmp.Compare(ka, b.Key.(int64))
		}
	}
	if desc {
		order = -order
	}
	return cmp.Or(order, cmp.Compare(a.ID, b.ID))
}

// checkQuery reports what is wrong with a query.
func checkQuery(q graph.Query) error {
	if err := checkWindow(q.Window()); err != nil {
		return err
	}
	if err := q.Where.Check(q.Word); err != nil {
		return err
	}
	if edge, ok := graph.ShapeOf(q.Word).Edge(q.OrderBy); ok && graph.ShapeOf(q.Word).Several(edge) {
		if !ofOrder(q.After, graph.Field{Type: graph.Number}) || !ofOrder(q.Before, graph.Field{Type: graph.Number}) {
			return graph.Errorf(graph.BadUserInput, "the position is of another order")
		}
		return q.Counted.Check(edge.To)
	}
	if q.Counted != nil {
		return graph.Errorf(graph.BadUserInput, "nothing is counted")
	}
	if q.OrderBy == "cityNames" && q.Word == graph.WordTwinningLink {
		if !ofOrder(q.After, graph.Field{Type: graph.Text}) || !ofOrder(q.Before, graph.Field{Type: graph.Text}) {
			return graph.Errorf(graph.BadUserInput, "the position is of another order")
		}
	} else if q.OrderBy != "" {
		field, ok := graph.ShapeOf(q.Word).Field(q.OrderBy)
		if !ok || !field.Ordered {
			return graph.Errorf(graph.BadUserInput, "%s cannot be ordered by %q", q.Word, q.OrderBy)
		}
		if !ofOrder(q.After, field) || !ofOrder(q.Before, field) {
			return graph.Errorf(graph.BadUserInput, "the position is of another order")
		}
	} else if q.After != nil && q.After.Key != nil || q.Before != nil && q.Before.Key != nil {
		return graph.Errorf(graph.BadUserInput, "the position is of another order")
	}
	return nil
}

// ofOrder reports whether a position can be one in the order of a field.
func ofOrder(at *graph.Position, field graph.Field) bool {
	return at == nil || at.Key == nil || keyOf(field, at.Key)
}

// checkWindow reports what is wrong with a window.
func checkWindow[P any](w graph.Window[P]) error {
	if w.First != 0 && w.Last != 0 {
		return graph.Errorf(graph.BadUserInput, "first or last, not both")
	}
	return checkFirst(w.First+w.Last, graph.MaxFirst)
}

func checkFirst(first, most int) error {
	if first < 1 {
		return graph.Errorf(graph.BadUserInput, "first is at least 1")
	}
	if first > most {
		return graph.Errorf(graph.LimitExceeded, "first is at most %d", most)
	}
	return nil
}

// keyOf reports whether key is of the type that the field is ordered by.
func keyOf(field graph.Field, key any) bool {
	switch key.(type) {
	case string:
		return field.Type == graph.Text || field.Type == graph.Enum
	case graph.Day:
		return field.Type == graph.Date
	case int64:
		return field.Type == graph.Number
	case float64:
		return field.Type == graph.Decimal
	}
	return false
}
