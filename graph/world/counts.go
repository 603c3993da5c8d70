package world

import (
	"context"

	"twingraph/graph"
)

// Tally counts links; see graph.Reader.
func (w *World) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return graph.Tally{}, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return graph.Tally{}, err
	}
	selected, err := ask.selects(graph.WordTwinningLink, where)
	if err != nil {
		return graph.Tally{}, err
	}
	t := graph.Tally{
		ByStatus: map[graph.Status]int{}, ByKind: map[graph.LinkKind]map[graph.Status]int{},
		ByCountry: map[string]map[graph.Status]int{}, Records: map[graph.Word]int{},
	}
	for _, word := range graph.Words() {
		t.Records[word] = ask.seen(word).count()
	}
	ask.count(selected, &t)
	return t, stopped(ctx)
}

// count adds the selected links to a tally. It counts by code in arrays and spells
// them out at the end.
func (q *inquiry) count(selected set, t *graph.Tally) {
	linkShape, cityShape := graph.ShapeOf(graph.WordTwinningLink), graph.ShapeOf(graph.WordCity)
	field := func(s *graph.Shape, name string) graph.Field { f, _ := s.Field(name); return f }
	status := q.column(graph.WordTwinningLink, field(linkShape, "status"))
	disputed := q.column(graph.WordTwinningLink, field(linkShape, "disputed"))
	kind := q.column(graph.WordTwinningLink, field(linkShape, "kind"))
	country := q.column(graph.WordCity, field(cityShape, "country"))
	a, b := q.end("a"), q.end("b")
	countryOf := func(end *crossing, row int32) int32 {
		if city := end.from(row); len(city) > 0 {
			return country.first(city[0])
		}
		return -1
	}
	statuses := len(status.values)
	byStatus := make([]int, statuses)
	byKind := make([]int, (1+len(kind.values))*statuses)
	byCountry := make([]int, (1+len(country.values))*statuses)
	for row := range selected.each {
		s := int(status.first(row))
		byStatus[s]++
		byKind[int(kind.first(row)+1)*statuses+s]++
		ca, cb := countryOf(a, row), countryOf(b, row)
		byCountry[int(ca+1)*statuses+s]++
		if cb != ca {
			byCountry[int(cb+1)*statuses+s]++
		}
		if disputed.values[disputed.first(row)].(bool) {
			t.Disputed++
		}
	}
	for s, value := range status.values {
		status := graph.Status(value.(string))
		t.Links += byStatus[s]
		tell(t.ByStatus, status, byStatus[s])
		tellOf(t.ByKind, "", status, byKind[s])
		for k, kind := range kind.values {
			tellOf(t.ByKind, graph.LinkKind(kind.(string)), status, byKind[(k+1)*statuses+s])
		}
		tellOf(t.ByCountry, "", status, byCountry[s])
		for c, country := range country.values {
			tellOf(t.ByCountry, country.(string), status, byCountry[(c+1)*statuses+s])
		}
	}
}

func tell(counts map[graph.Status]int, s graph.Status, n int) {
	if n > 0 {
		counts[s] = n
	}
}

func tellOf[K comparable](by map[K]map[graph.Status]int, key K, s graph.Status, n int) {
	if n > 0 && by[key] == nil {
		by[key] = map[graph.Status]int{}
	}
	tell(by[key], s, n)
}

// Diff compares two days; see graph.Reader.
func (w *World) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	if err := checkFirst(q.First, graph.MaxFirst); err != nil {
		return graph.DiffPage{}, err
	}
	if err := q.Where.Check(graph.WordTwinningLink); err != nil {
		return graph.DiffPage{}, err
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return graph.DiffPage{}, err
	}
	selected, err := ask.selects(graph.WordTwinningLink, q.Where)
	if err != nil {
		return graph.DiffPage{}, err
	}
	page := graph.DiffPage{Items: []graph.DiffItem{}, Total: -1}
	if q.Count {
		page.Total, page.Moves = 0, map[[2]graph.Status]int{}
	}
	before, after := ask.links.on(from).statuses, ask.links.on(v.AsOf).statuses
	rows := ask.sheet(graph.WordTwinningLink).rows
	for row := range selected.each {
		if before[row].Status == after[row].Status {
			continue
		}
		if q.Count {
			page.Total++
			page.Moves[[2]graph.Status{before[row].Status, after[row].Status}]++
		}
		link := rows[row].(*graph.TwinningLink)
		switch {
		case link.ID <= q.After:
		case len(page.Items) < q.First:
			page.Items = append(page.Items, graph.DiffItem{Link: link, Before: *before[row], After: *after[row]})
		default:
			page.More = true
			if !q.Count {
				return page, nil
			}
		}
	}
	return page, stopped(ctx)
}
