package neostore

import (
	"context"
	_ "embed"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/diff.cypher
var diffCypher string

// wide is the number of days from which on most links change between two days:
// then they are taken in order of id, else those of which a spell begins between
// the days.
const wide = 20 * 365

// Diff lists links whose status differs between two days; see graph.Reader. It is
// one statement.
func (s *Store) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	if err := q.Check(); err != nil {
		return graph.DiffPage{}, err
	}
	c, p := s.composer(v), takeOf(q.Window())
	c.params["from"], c.params["limit"] = dateOf(from), p.limit()
	c.params["record"], c.params["spell"] = s.layout.records[graph.WordTwinningLink], s.layout.stretch
	parts := conjuncts(q.Where)
	ids := everything()
	ids.after = string(q.After)
	if q.Before != "" {
		ids.before = string(q.Before)
	}
	page := c.changed("n", v.AsOf, from, parts, ids)
	page.narrow([]string{c.spanned("n", ids)})
	in := slots{"page": page.text(), "once": page.once(), "order": "  WITH n, n_s, b ORDER BY " + p.ids("n") + " LIMIT $limit"}
	if q.Count {
		later, high := "n_s", "$asOf"
		if from > v.AsOf {
			later, high = "b", "$from"
		}
		all := c.changed("n", v.AsOf, from, parts, everything())
		in["moves"] = "} AS items, COLLECT { " + all.text() + " " + all.once() + " MATCH (n)-[:HAS_SPELL]->(b) WHERE " + holds("b", "$from") +
			" AND b.status <> n_s.status WITH b.status AS before, n_s.status AS after, count(*) AS links, " +
			"sum(CASE WHEN " + later + ".beganLast > " + high + " THEN 1 ELSE 0 END) AS uncertain RETURN [before, after, links, uncertain] } AS moves"
	}
	values, err := s.ask(ctx, v.KnownAt, statement{"diff", diffCypher}.fill(in), c.params)
	if err != nil {
		return graph.DiffPage{}, err
	}
	return readDiff(values, v.AsOf, from, q)
}

// changed returns a way to the links that match all of the parts, of which at least
// those that changed between the days: with the spell of the day asked for.
func (c *composer) changed(n string, asOf, from graph.Day, parts []*graph.Filter, ids span) way {
	if part, _ := best(graph.WordTwinningLink, parts); part >= 0 || int64(max(asOf, from))-int64(min(asOf, from)) > wide {
		return c.find(n, graph.WordTwinningLink, parts, true, ids)
	}
	low, high := "$from", "$asOf"
	if from > asOf {
		low, high = high, low
	}
	var w way
	t := c.variable()
	w.add("MATCH ("+t+":Spell) USING INDEX SEEK "+t+":Spell(from)", t+".from > "+low, t+".from <= "+high, current(t))
	w.add("MATCH ("+t+")<-[:HAS_SPELL]-("+n+")", known(n, graph.WordTwinningLink)...)
	w.add("WITH DISTINCT " + n)
	w.repeats = true
	c.narrow(&w, n, graph.WordTwinningLink, parts, true)
	return w
}

func readDiff(values []any, asOf, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	page := graph.DiffPage{Items: []graph.DiffItem{}, Total: -1}
	if len(values) != 2 {
		return page, misread(statement{"diff", diffCypher})
	}
	var r reading
	rows, more := cut(takeOf(q.Window()), r.lists(values[0], 3))
	page.More = more
	for _, row := range rows {
		record, err := decode(graph.WordTwinningLink, r.list(row[0]))
		if err != nil {
			return page, err
		}
		after, err := answerAt(r.list(row[1]), asOf)
		if err != nil {
			return page, err
		}
		before, err := answerAt(r.list(row[2]), from)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, graph.DiffItem{Link: record.(*graph.TwinningLink), Before: before, After: after})
	}
	if q.Count {
		page.Total, page.Moves = 0, map[[2]graph.Status]int{}
		for _, row := range r.lists(values[1], 4) {
			n := numberOf(row[2])
			page.Total += n
			page.Uncertain += numberOf(row[3])
			page.Moves[[2]graph.Status{graph.Status(textOf(row[0])), graph.Status(textOf(row[1]))}] += n
		}
	}
	return page, r.err
}

// answerAt returns the answer on day of the stretch with these values.
func answerAt(values []any, day graph.Day) (graph.LinkStatus, error) {
	st, err := decodeStretch(values)
	if err != nil {
		return graph.LinkStatus{}, err
	}
	spells := st.spells()
	i := slices.IndexFunc(spells, func(s graph.Spell) bool { return day < s.To })
	if i < 0 {
		i = len(spells) - 1 // the last day of all
	}
	return spells[i].LinkStatus, nil
}
