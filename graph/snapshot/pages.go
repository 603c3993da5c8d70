package snapshot

import (
	"slices"

	"twingraph/graph"
)

// Select returns the records of word that a filter, which has passed its Check, selects
// on a day, in order of id.
func (s *Snapshot) Select(word graph.Word, where *graph.Filter, asOf graph.Day) []graph.Record {
	return slices.DeleteFunc(s.ordered(word), func(r graph.Record) bool { return !s.Selects(where, r, asOf) })
}

// Pages returns, for each of the given records of word from, the page of records
// across the edge that q selects on a day: what Reader.ListAcross returns, but for what
// comes along. The query has to have passed the check of the resolver that asks.
func (s *Snapshot) Pages(from graph.Word, edge string, ids []graph.ID, q graph.Query, asOf graph.Day) []graph.Page {
	pages := make([]graph.Page, len(ids))
	for i, id := range ids {
		pages[i] = s.page(s.across[from][edge][id], q, asOf)
	}
	return pages
}

// placed is a record and its place in an order.
type placed struct {
	graph.Record
	at graph.Position
}

// page cuts the page that q asks for out of records, of which some can come twice.
func (s *Snapshot) page(records []graph.Record, q graph.Query, asOf graph.Day) graph.Page {
	order, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	var all []placed
	for _, r := range records {
		if s.Selects(q.Where, r, asOf) {
			all = append(all, placed{r, graph.Position{Key: s.key(order, r, asOf), ID: r.Base().ID}})
		}
	}
	slices.SortFunc(all, func(a, b placed) int { return a.at.Compare(b.at, q.Desc) })
	all = slices.CompactFunc(all, func(a, b placed) bool { return a.at.ID == b.at.ID })
	page := graph.Page{Records: []graph.Record{}, Positions: []graph.Position{}, Total: -1}
	if q.Count {
		page.Total = len(all)
	}
	if q.After != nil {
		all = slices.DeleteFunc(all, func(p placed) bool { return p.at.Compare(*q.After, q.Desc) <= 0 })
	}
	page.More = len(all) > q.First
	for _, p := range all[:min(len(all), q.First)] {
		page.Records, page.Positions = append(page.Records, p.Record), append(page.Positions, p.at)
	}
	return page
}

// key returns what a record is ordered by, nil for the order of ids and without a
// value.
func (s *Snapshot) key(field graph.Field, r graph.Record, asOf graph.Day) any {
	if field.Name == "" {
		return nil
	}
	values := s.values(field, r, asOf)
	if len(values) == 0 {
		return nil
	}
	return graph.KeyOf(values[0])
}
