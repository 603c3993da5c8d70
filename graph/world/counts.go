package world

import (
	"cmp"
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
		if graph.ShapeOf(word).Open && ask.state == w.now {
			t.Records[word] = w.tables[word].known // no sheet of them is needed
		} else {
			t.Records[word] = ask.seen(word).count()
		}
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
	countryOf := func(city int32) int32 {
		if city < 0 {
			return -1
		}
		return country.first(city)
	}
	statuses := len(status.values)
	byStatus := make([]int, statuses)
	byKind := make([]int, (1+len(kind.values))*statuses)
	byCountry := make([]int, (1+len(country.values))*statuses)
	for row := range selected.each {
		s := int(status.first(row))
		byStatus[s]++
		byKind[int(kind.first(row)+1)*statuses+s]++
		ca, cb := countryOf(a[row]), countryOf(b[row])
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
		add(t.ByStatus, status, byStatus[s])
		addOf(t.ByKind, "", status, byKind[s])
		for k, kind := range kind.values {
			addOf(t.ByKind, graph.LinkKind(kind.(string)), status, byKind[(k+1)*statuses+s])
		}
		addOf(t.ByCountry, "", status, byCountry[s])
		for c, country := range country.values {
			addOf(t.ByCountry, country.(string), status, byCountry[(c+1)*statuses+s])
		}
	}
}

func add(counts map[graph.Status]int, s graph.Status, n int) {
	if n > 0 {
		counts[s] = n
	}
}

func addOf[K comparable](by map[K]map[graph.Status]int, key K, s graph.Status, n int) {
	if n > 0 && by[key] == nil {
		by[key] = map[graph.Status]int{}
	}
	add(by[key], s, n)
}

// Diff compares two days; see graph.Reader.
func (w *World) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	if err := q.Check(); err != nil {
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
	page := ask.differing(selected, from, q)
	return page, stopped(ctx)
}

// differing returns the page of the selected links whose status is another than on
// day from. It compares codes and looks at records only where these differ.
func (q *inquiry) differing(selected set, from graph.Day, d graph.DiffQuery) graph.DiffPage {
	field, _ := graph.ShapeOf(graph.WordTwinningLink).Field("status")
	before, after := q.links.on(from), q.links.on(q.asOf)
	was, is := before.column(field), after.column(field)
	differ := make([][]bool, len(was.values))
	for w, wasStatus := range was.values {
		differ[w] = make([]bool, len(is.values))
		for i, isStatus := range is.values {
			differ[w][i] = wasStatus != isStatus
		}
	}
	rows := q.sheet(graph.WordTwinningLink).rows
	shown, more := cut(d.Window(), len(rows), func(i int, at graph.ID) int { return cmp.Compare(rows[i].Base().ID, at) },
		func(i int) bool { return selected.has(int32(i)) && differ[was.codes[i]][is.codes[i]] })
	page := graph.DiffPage{Items: make([]graph.DiffItem, len(shown)), More: more, Total: -1}
	for k, row := range shown {
		page.Items[k] = graph.DiffItem{Link: rows[row].(*graph.TwinningLink), Before: *before.statuses.at(int32(row)), After: *after.statuses.at(int32(row))}
	}
	if d.Count {
		page.Total, page.Moves = moves(selected, was, is)
		for row := range selected.each {
			later := after.statuses.at(row)
			if from > q.asOf {
				later = before.statuses.at(row)
			}
			if differ[was.codes[row]][is.codes[row]] && later.UncertainAt(max(from, q.asOf)) {
				page.Uncertain++
			}
		}
	}
	return page
}

// moves counts, for two columns of statuses, how many of the selected rows go from each
// value of the first to each other one of the second, and all of them.
func moves(selected set, was, is *column) (total int, by map[[2]graph.Status]int) {
	counts := make([]int, len(was.values)*len(is.values))
	for row := range selected.each {
		counts[int(was.codes[row])*len(is.values)+int(is.codes[row])]++
	}
	by = map[[2]graph.Status]int{}
	for w, wasStatus := range was.values {
		for i, isStatus := range is.values {
			if n := counts[w*len(is.values)+i]; n > 0 && wasStatus != isStatus {
				total += n
				by[[2]graph.Status{graph.Status(wasStatus.(string)), graph.Status(isStatus.(string))}] = n
			}
		}
	}
	return total, by
}
