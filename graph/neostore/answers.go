package neostore

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/tally.cypher
var tallyCypher string

//go:embed cypher/diff.cypher
var diffCypher string

// Tally counts links and records; see graph.Reader.
func (s *Store) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return graph.Tally{}, err
	}
	c := s.composer(v)
	from := c.from("n", graph.WordTwinningLink, where, "", true)
	counts := make([]string, 0, len(graph.Words()))
	for _, word := range graph.Words() {
		counts = append(counts, "COUNT { MATCH (x:"+string(word)+") WHERE "+known("x", word)+" }")
	}
	st := statement{"tally", tallyCypher}.fill(slots{
		"match": from.match, "where": from.condition(), "records": "} AS links, [" + strings.Join(counts, ", ") + "] AS records",
	})
	values, err := s.ask(ctx, v.KnownAt, st, c.params)
	if err != nil {
		return graph.Tally{}, err
	}
	tally := graph.Tally{
		ByStatus: map[graph.Status]int{}, ByKind: map[graph.LinkKind]map[graph.Status]int{},
		ByCountry: map[string]map[graph.Status]int{}, Records: map[graph.Word]int{},
	}
	r := reading{store: s}
	for _, row := range r.rows(values[0], 5) {
		status, kind := graph.Status(textOf(row[0])), graph.LinkKind(textOf(row[1]))
		disputed, _ := row[2].(bool)
		links := numberOf(row[4])
		tally.Links += links
		tally.ByStatus[status] += links
		if disputed {
			tally.Disputed += links
		}
		add(tally.ByKind, kind, status, links)
		countries, _ := row[3].([]any)
		for _, country := range countries {
			add(tally.ByCountry, textOf(country), status, links)
		}
	}
	records, _ := values[1].([]any)
	for i, word := range graph.Words() {
		if i < len(records) && numberOf(records[i]) > 0 {
			tally.Records[word] = numberOf(records[i])
		}
	}
	return tally, r.err
}

func add[K comparable](counts map[K]map[graph.Status]int, key K, status graph.Status, n int) {
	if counts[key] == nil {
		counts[key] = map[graph.Status]int{}
	}
	counts[key][status] += n
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

func numberOf(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// Diff lists links whose status differs between two days; see graph.Reader.
func (s *Store) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	if err := checkFirst(q.First, graph.MaxFirst); err != nil {
		return graph.DiffPage{}, err
	}
	if err := q.Where.Check(graph.WordTwinningLink); err != nil {
		return graph.DiffPage{}, err
	}
	c := s.composer(v)
	where := c.from("n", graph.WordTwinningLink, q.Where, "", true)
	c.params["from"], c.params["after"] = dateOf(from), string(q.After)
	c.params["limit"], c.params["count"] = int64(q.First)+1, q.Count
	st := statement{"diff", diffCypher}.fill(slots{
		"match": where.match, "where": where.condition(), "counted": where.condition() + " AND $count",
		"return": "RETURN [" + s.layout.record(graph.WordTwinningLink, "n") + ", " + s.layout.spell("b") + ", " + s.layout.spell("n_s") + "] ORDER BY n.id",
	})
	values, err := s.ask(ctx, v.KnownAt, st, c.params)
	if err != nil {
		return graph.DiffPage{}, err
	}
	page := graph.DiffPage{Items: []graph.DiffItem{}, Total: -1}
	r := reading{store: s}
	rows := r.rows(values[0], 3)
	if page.More = len(rows) > q.First; page.More {
		rows = rows[:q.First]
	}
	for _, row := range rows {
		link, ok := r.record(graph.WordTwinningLink, row[0]).(*graph.TwinningLink)
		before, after := r.history(row[1:2]), r.history(row[2:3])
		if r.err != nil || !ok {
			return page, r.err
		}
		page.Items = append(page.Items, graph.DiffItem{Link: link, Before: within(before, from), After: within(after, v.AsOf)})
	}
	if q.Count {
		page.Total, page.Moves = 0, map[[2]graph.Status]int{}
		for _, row := range r.rows(values[1], 3) {
			n := numberOf(row[2])
			page.Total += n
			page.Moves[[2]graph.Status{graph.Status(textOf(row[0])), graph.Status(textOf(row[1]))}] += n
		}
	}
	return page, r.err
}

// within returns the answer on day of the spells of one stretch.
func within(spells graph.History, day graph.Day) graph.LinkStatus {
	i := slices.IndexFunc(spells, func(s graph.Spell) bool { return s.From <= day && (day < s.To || s.To == graph.MaxDay) })
	if i < 0 {
		return graph.LinkStatus{}
	}
	return spells[i].LinkStatus
}
