package neostore

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/count.cypher
var countCypher string

// Count counts records in groups; see graph.Reader. It is one statement.
func (s *Store) Count(ctx context.Context, v graph.View, q graph.CountQuery) (graph.Counted, error) {
	if err := q.Check(); err != nil {
		return graph.Counted{}, err
	}
	c, parts := s.composer(v), conjuncts(q.Where)
	w := c.find("n", q.Word, parts, q.Word == graph.WordTwinningLink && slices.ContainsFunc(q.By, func(g graph.Grouping) bool { return g.Edge == "" && atDay(q.Word, g) }), everything())
	k := c.keyed(q, w)
	c.params["limit"] = int64(graph.MaxGroups) + 1
	in := slots{"find": w.text(), "keys": k.text(), "groups": "WITH [" + strings.Join(k.keys, ", ") + "] AS keys, count(*) AS records"}
	if k.several {
		all := c.find("n", q.Word, parts, false, everything())
		in["total"] = all.counted() + " AS total"
	}
	values, err := s.ask(ctx, v.KnownAt, statement{"count", countCypher}.fill(in), c.params)
	if err != nil {
		return graph.Counted{}, err
	}
	return readCounted(len(q.By), values)
}

// atDay reports whether the field of a grouping of records of word depends on the day.
func atDay(word graph.Word, by graph.Grouping) bool {
	field, _ := graph.ShapeOf(word).Field(by.Field)
	return field.At
}

// keyed is how records in n become rows with the keys of their groups.
type keyed struct {
	clauses []string
	bound   []string // variables that go on to the next clause
	keys    []string // the variable of each key, in the order of the groupings
	several bool     // a record can be in several groups
}

func (k *keyed) text() string { return strings.Join(k.clauses, " ") }

// keyed returns the clauses after a way to records in n. Groupings across one edge read
// one record across at a time.
func (c *composer) keyed(q graph.CountQuery, w way) keyed {
	k := keyed{bound: []string{"n"}, keys: make([]string, len(q.By))}
	if w.spell {
		k.bound = append(k.bound, spellOf("n"))
	}
	if once := w.once(); once != "" {
		k.clauses = append(k.clauses, once)
	}
	done := map[string]bool{}
	for _, by := range q.By {
		if by.Edge == "" || done[by.Edge] {
			continue
		}
		done[by.Edge] = true
		c.over(&k, q, by.Edge)
	}
	for i, by := range q.By {
		if by.Edge == "" {
			c.key(&k, "n", q.Word, by, i)
		}
	}
	if k.several {
		k.clauses = append(k.clauses, "WITH DISTINCT n, "+strings.Join(k.keys, ", "))
	}
	return k
}

// over adds the keys that groupings read of the records across an edge; where none is
// across, x is null and so is all that is read of it.
func (c *composer) over(k *keyed, q graph.CountQuery, name string) {
	edge, _ := graph.ShapeOf(q.Word).Edge(name)
	x, bound := c.variable(), slices.Clone(k.bound)
	pattern, conditions := path("n", q.Word, edge, x, true, false), strings.Join(known(x, edge.To), " AND ")
	if len(edge.Alike) > 0 {
		conditions += " AND " + alike("n", x, edge)
	}
	k.bound = append(k.bound, x)
	if edge.To == graph.WordTwinningLink && slices.ContainsFunc(q.By, func(g graph.Grouping) bool { return g.Edge == name && atDay(edge.To, g) }) {
		pattern += ", (" + x + ")-[:HAS_SPELL]->(" + spellOf(x) + ")"
		conditions += " AND " + holds(spellOf(x), "$asOf")
		k.bound = append(k.bound, spellOf(x))
	}
	k.several = true
	k.clauses = append(k.clauses, "OPTIONAL MATCH "+pattern+" WHERE "+conditions)
	for i, by := range q.By {
		if by.Edge == name {
			c.key(k, x, edge.To, by, i)
		}
	}
	keys := slices.DeleteFunc(slices.Clone(k.keys), func(key string) bool { return key == "" })
	k.bound = bound
	k.clauses = append(k.clauses, "WITH DISTINCT "+strings.Join(slices.Concat(bound, keys), ", "))
}

// key adds the key that a grouping reads of the record of word in x.
func (c *composer) key(k *keyed, x string, word graph.Word, by graph.Grouping, i int) {
	field, _ := graph.ShapeOf(word).Field(by.Field)
	had := slices.DeleteFunc(slices.Clone(k.keys), func(key string) bool { return key == "" })
	k.keys[i] = fmt.Sprintf("k%d", i)
	with := func(value string) {
		k.clauses = append(k.clauses, "WITH "+strings.Join(slices.Concat(k.bound, had), ", ")+", "+value+" AS "+k.keys[i])
	}
	value := c.read(x, word, field)
	if by.Part != "" {
		value = "left(" + value + ", " + c.value(int64(by.Part.Length())) + ")"
	}
	if !field.Many {
		with(value)
		return
	}
	k.several = true
	with("CASE WHEN size(coalesce(" + value + ", [])) = 0 THEN [null] ELSE " + value + " END")
	k.clauses = append(k.clauses, "UNWIND "+k.keys[i]+" AS "+k.keys[i]+"_one")
	k.keys[i] += "_one"
}

// read returns the Cypher of what is counted of a field of a record of word in x, null
// where x is. Fields that are stored alike are one text: they are in a parameter.
func (c *composer) read(x string, word graph.Word, field graph.Field) string {
	e := expressionOf(x, word, field)
	switch {
	case field.Type == graph.Text: // as it is written
		return c.unnamed(x + "." + field.Name)
	case e.plain && field.Type != graph.Bool:
		return c.unnamed(e.value)
	case field.Type == graph.Bool && field.Name != "exact":
		e.value = "coalesce(" + c.unnamed(e.first[:len(e.first)-len(first)]) + ", false)"
	}
	if field.Type == graph.Date {
		return e.value
	}
	return "CASE WHEN " + x + " IS NULL THEN null ELSE toString(" + e.value + ") END"
}

// alike returns the condition that two records hold the same two ids, either way round.
func alike(n, x string, edge graph.Edge) string {
	a, b := edge.Alike[0], edge.Alike[1]
	return fmt.Sprintf("%[2]s.id <> %[1]s.id AND (%[2]s.%[3]s = %[1]s.%[3]s AND %[2]s.%[4]s = %[1]s.%[4]s OR %[2]s.%[3]s = %[1]s.%[4]s AND %[2]s.%[4]s = %[1]s.%[3]s)", n, x, a, b)
}

// readCounted reads the answer of the statement count.
func readCounted(groupings int, values []any) (graph.Counted, error) {
	counted := graph.Counted{Groups: []graph.Group{}}
	if len(values) != 2 {
		return counted, misread(statement{"count", countCypher})
	}
	var r reading
	rows := r.lists(values[0], 2)
	if len(rows) > graph.MaxGroups {
		return counted, graph.TooManyGroups()
	}
	for _, row := range rows {
		group := graph.Group{Count: numberOf(row[1])}
		for _, key := range r.list(row[0]) {
			group.Keys = append(group.Keys, textOf(key))
		}
		if len(group.Keys) != groupings {
			return counted, misread(statement{"count", countCypher})
		}
		counted.Total += group.Count
		counted.Groups = append(counted.Groups, group)
	}
	if total := numberOf(values[1]); total >= 0 {
		counted.Total = total
	}
	graph.SortGroups(counted.Groups)
	return counted, r.err
}
