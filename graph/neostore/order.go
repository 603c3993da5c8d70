package neostore

import (
	"math"
	"strings"

	"twingraph/graph"
)

// order is the order in which a query reads records, in Cypher.
type order struct {
	key string // null for the order of ids
	by  string // what stands after ORDER BY
	// only is a condition on the key, under the name k: for keys that are costly to find
	// out. Empty for none.
	only string
}

// orderOf returns the order of q for records in n that have a value to order by.
func orderOf(n string, q graph.Query, p take) order {
	if q.OrderBy == "" {
		return order{key: "null", by: p.ids(n)}
	}
	field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	key := expressionOf(n, q.Word, field).key(field)
	return order{key: key, by: key + direction(q, p) + ", " + p.ids(n)}
}

// counted returns the order of q, which is by a number, for records in n.
func (c *composer) counted(n string, q graph.Query, p take) order {
	edge, _ := q.Counts()
	x := c.variable()
	w := c.reach(x, edge.To, conjuncts(q.Counted), path(n, q.Word, edge, x, true, false), false)
	o := order{key: "COUNT { " + w.text() + " RETURN DISTINCT " + x + " }", by: "k" + direction(q, p) + ", " + p.ids(n)}
	if bounded(q) {
		o.only = c.within(n, q, "k")
	}
	return o
}

// composed returns the order of q, which is by what is related, for records in n. The texts
// are read from the versions known then: nothing is stored for it, so it is worked out for
// every record that the filter selects. Only a key in k is compared, so that it is worked
// out once.
func (c *composer) composed(n string, q graph.Query, p take, by graph.Order) order {
	text, _ := graph.ShapeOf(by.To).Field(by.Field)
	keys := make([]string, len(by.Across))
	for i, field := range by.Across {
		x := c.variable()
		keys[i] = "COLLECT { MATCH " + path(n, q.Word, graph.Edge{To: by.To, Fields: []string{field}}, x, true, false) +
			whereAll(with(known(x, by.To), x+".id = "+n+"."+field)...) + " RETURN " + x + "." + compared(text) + " }[0]"
	}
	o := order{key: strings.Join(keys, " + '\n' + "), by: nullsLast(q, p) + "k" + direction(q, p) + ", " + p.ids(n)}
	if bounded(q) {
		o.only = c.within(n, q, "k")
	}
	return o
}

// direction returns the direction in which q reads keys.
func direction(q graph.Query, p take) string {
	if q.Desc != p.backward {
		return " DESC"
	}
	return ""
}

// sortOf returns the order of q for records in n that no index has. The key has the name
// k in the clause of way.order. Cypher has null after everything in ascending order, and
// before it in descending order.
func (c *composer) sortOf(n string, q graph.Query, p take) order {
	if _, ok := q.Counts(); ok {
		return c.counted(n, q, p)
	}
	if by, ok := graph.ShapeOf(q.Word).Order(q.OrderBy); ok {
		return c.composed(n, q, p, by)
	}
	o := orderOf(n, q, p)
	if q.OrderBy == "" {
		return o
	}
	o.by = nullsLast(q, p) + "k" + direction(q, p) + ", " + p.ids(n)
	return o
}

// nullsLast returns what stands before the key in an order so that records without one come
// last; empty where Cypher has them there.
func nullsLast(q graph.Query, p take) string {
	switch {
	case !q.Desc:
		return ""
	case p.backward:
		return "k IS NOT NULL, "
	}
	return "k IS NULL, "
}

// sortOfAny returns the same as sortOf, in one text for all fields of a type, both
// directions and both ends, which are in parameters.
func (c *composer) sortOfAny(n string, q graph.Query, p take) order {
	if _, ok := q.Counts(); ok {
		return c.counted(n, q, p)
	}
	if by, ok := graph.ShapeOf(q.Word).Order(q.OrderBy); ok {
		return c.composed(n, q, p, by)
	}
	turn := c.value([]any{p.backward, q.Desc != p.backward})
	either := func(what, descending string) string {
		return "CASE WHEN " + descending + " THEN null ELSE " + what + " END, CASE WHEN " + descending + " THEN " + what + " END DESC"
	}
	ids := either(n+".id", turn+"[0]")
	if q.OrderBy == "" {
		return order{key: "null", by: ids}
	}
	field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	e := expressionOf(n, q.Word, field)
	switch {
	case field.Type == graph.Date:
		e.first = c.unnamed(e.first)
	case e.plain:
		e.value = c.unnamed(e.value)
	}
	return order{key: e.key(field), by: "(k IS NULL) <> " + turn + "[0], " + either("k", turn+"[1]") + ", " + ids}
}

// needsSpell reports whether q orders links by something of their spell.
func needsSpell(q graph.Query) bool {
	field, ok := graph.ShapeOf(q.Word).Field(q.OrderBy)
	return ok && field.At && q.Word == graph.WordTwinningLink
}

// walkable reports whether an index has the order of q, for the records that have
// a value.
func walkable(q graph.Query) bool {
	switch q.Word {
	case graph.WordCity:
		return q.OrderBy == "name" || q.OrderBy == "population"
	case graph.WordTwinningLink:
		return q.OrderBy == "since" || q.OrderBy == "lastConfirmed"
	}
	return false
}

// walk returns the way through the index that has the order of a walkable query, to
// the records with a value that match all of the parts, and what to order them by.
func (c *composer) walk(n string, q graph.Query, p take, parts []*graph.Filter) (way, order) {
	o := orderOf(n, q, p)
	b := keyBoundsOf(q)
	var w way
	switch {
	case q.Word == graph.WordTwinningLink: // from the spells of the day to their links
		s, property := spellOf(n), q.OrderBy+first
		w.add("MATCH ("+s+":Spell) USING INDEX "+s+":Spell("+property+")", c.entered(s+"."+property, b), holds(s, "$asOf"))
		w.add("MATCH ("+s+")<-[:HAS_SPELL]-("+n+")", known(n, q.Word)...)
		w.spell = true
	default:
		label, property := n+":"+string(q.Word), q.OrderBy
		if property == "name" {
			property = "nameKey"
			o.by = n + "." + property + direction(q, p) + ", " + o.by
		}
		w.add("MATCH ("+label+") USING INDEX "+label+"("+property+")", with(known(n, q.Word), c.entered(n+"."+property, b))...)
	}
	w.narrow([]string{c.between(n, o.key, b)})
	c.narrow(&w, n, q.Word, parts, false)
	return w, o
}

// keyBounds are the keys and ids between which the records with a value to order by are
// wanted, in the order of their query.
type keyBounds struct {
	after, before     any
	afterID, beforeID string
	up, down          string // the operators for what comes later in the order, and earlier
}

// keyBoundsOf returns the bounds of a walkable query. Where it has none they are those of
// all keys: so all pages of an order are one text.
func keyBoundsOf(q graph.Query) keyBounds {
	b := keyBounds{afterID: leastText, beforeID: greatestText, up: " > ", down: " < "}
	field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	switch field.Type {
	case graph.Date:
		b.after, b.before = dateOf(graph.MinDay), dateOf(graph.MaxDay)
	case graph.Number:
		b.after, b.before = int64(math.MinInt64), int64(math.MaxInt64)
	default:
		b.after, b.before = leastText, greatestText
	}
	if q.Desc {
		b.after, b.before, b.up, b.down = b.before, b.after, b.down, b.up
	}
	if q.After != nil {
		b.after, b.afterID = keyValue(q.After.Key), string(q.After.ID)
	}
	if q.Before != nil && q.Before.Key != nil { // else all records with a value come before it
		b.before, b.beforeID = keyValue(q.Before.Key), string(q.Before.ID)
	}
	return b
}

// entered returns the condition by which an index is entered and left.
func (c *composer) entered(property string, b keyBounds) string {
	short := func(at any) string {
		if s, ok := at.(string); ok {
			at = key(s)
		}
		return c.value(at)
	}
	return property + strings.TrimRight(b.up, " ") + "= " + short(b.after) + " AND " + property + strings.TrimRight(b.down, " ") + "= " + short(b.before)
}

// between returns the condition of the records with a key between bounds. Of an OR in its
// place Neo4j makes two ways into the index, which have no order any more: it then reads
// all that the index has to find the first of a page.
func (c *composer) between(n, key string, b keyBounds) string {
	a, z := c.value(b.after), c.value(b.before)
	return "CASE WHEN " + key + " = " + a + " THEN " + n + ".id > " + c.value(b.afterID) + " ELSE " + key + b.up + a + " END AND " +
		"CASE WHEN " + key + " = " + z + " THEN " + n + ".id < " + c.value(b.beforeID) + " ELSE " + key + b.down + z + " END"
}
