package world

import (
	"context"
	"slices"

	"twingraph/graph"
)

// A crossing leads from every record at once, and is made anew after each change of what it
// joins. While few records are asked for, their neighbours are looked up one by one, so that
// to write and to read what was written does not grow with the network. Once it is worth
// making, it is made aside: who asks meanwhile does not wait for it.
const (
	nearIDs    = graph.MaxFirst // in one question
	nearAsked  = 2000           // in all questions about one state; then its crossing is worth making
	nearCiters = 1000           // of one source
)

// near returns the pages across an edge from a few records, without a crossing; false where
// there is one already, or it is needed. q was checked.
func (w *World) near(ctx context.Context, v graph.View, from graph.Word, e graph.Edge, ids []graph.ID, q graph.Query) ([]graph.Page, bool, error) {
	by, ordered := graph.ShapeOf(q.Word).Field(q.OrderBy)
	_, counts := q.Counts() // what is related, which may be called as a field is
	if len(ids) > nearIDs || q.Where != nil || q.OrderBy != "" && (!ordered || by.At) || counts || len(e.Alike) > 0 {
		return nil, false, nil
	}
	s, _ := w.state(v.KnownAt)
	key := crossingKey{from, e.Name}
	if s.crossings.has(key) {
		return nil, false, nil
	}
	if s.near.Add(int64(len(ids))) > nearAsked && !s.crossings.begun(key) {
		go s.crossing(from, e.Name)
	}
	seq, pages := w.log.known(v.KnownAt), make([]graph.Page, len(ids))
	for i, id := range ids {
		var across []graph.Record
		if w.sees(v.Tier, from, id, seq) {
			neighbours, ok := w.neighbours(from, e, id, seq)
			if !ok {
				return nil, false, nil
			}
			across = slices.DeleteFunc(neighbours, func(r graph.Record) bool { return !w.sees(v.Tier, e.To, r.Base().ID, seq) })
		}
		pages[i] = pageOf(across, by, q)
	}
	return pages, true, stopped(ctx)
}

// neighbours returns the records across an edge from a record, as known after a change, in
// order of id; false where that takes a crossing.
func (w *World) neighbours(from graph.Word, e graph.Edge, id graph.ID, seq graph.Seq) ([]graph.Record, bool) {
	var ids []graph.ID
	switch shape := graph.ShapeOf(from); {
	case len(e.Fields) > 0:
		r := w.tables[from].records.get(id).after(seq)
		for _, name := range e.Fields {
			field, _ := shape.Field(name)
			for _, value := range field.Of(r) {
				ids = append(ids, graph.ID(value.(string)))
			}
		}
	case from == graph.WordTwinningLink && e.To == graph.WordClaim && slices.Equal(e.Back, []string{"link"}):
		if about := w.evidence.get(id); about != nil {
			ids = slices.Clone(about.claims)
		}
	case shape.CitedBy && slices.Equal(e.Back, []string{"sources"}):
		citers := w.citers.get(id).list
		if len(citers) > nearCiters {
			return nil, false
		}
		for _, r := range citers {
			if r.Word() == e.To {
				ids = append(ids, r.Base().ID)
			}
		}
	default:
		return nil, false
	}
	across := make([]graph.Record, 0, len(ids))
	for _, other := range inOrder(ids) {
		r := w.tables[e.To].records.get(other).after(seq)
		if r != nil && (len(e.Fields) > 0 || refersTo(r, e.Back, id)) {
			across = append(across, r)
		}
	}
	return across, true
}

// refersTo reports whether one of the fields of a record holds an id.
func refersTo(r graph.Record, fields []string, id graph.ID) bool {
	shape := graph.ShapeOf(r.Word())
	return slices.ContainsFunc(fields, func(name string) bool {
		field, _ := shape.Field(name)
		return slices.Contains(field.Of(r), any(string(id)))
	})
}

// pageOf returns the page of records, which are in order of id, that a query shows in the
// order of a field.
func pageOf(records []graph.Record, by graph.Field, q graph.Query) graph.Page {
	all := make([]graph.Position, len(records))
	place := make([]int, len(records))
	for i, r := range records {
		all[i], place[i] = graph.Position{ID: r.Base().ID}, i
		if q.OrderBy != "" {
			if values := by.Of(r); len(values) > 0 {
				all[i].Key = graph.KeyOf(values[0])
			}
		}
	}
	if q.OrderBy != "" {
		slices.SortFunc(place, func(a, b int) int { return all[a].Compare(all[b], q.Desc) })
	}
	from, to, more := q.Window().Cut(len(all), func(i int, at graph.Position) int { return all[place[i]].Compare(at, q.Desc) })
	page := graph.Page{Records: make([]graph.Record, to-from), Positions: make([]graph.Position, to-from), More: more, Total: -1}
	if q.Count {
		page.Total = len(all)
	}
	for i, at := range place[from:to] {
		page.Records[i], page.Positions[i] = records[at], all[at]
	}
	return page
}
