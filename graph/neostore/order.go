package neostore

import (
	"twingraph/graph"
)

// order is the order of a query in Cypher.
type order struct {
	key string // null for the order of ids
	by  string // what stands after ORDER BY
}

// orderOf returns the order of q for records in n that have a value to order by.
func orderOf(n string, q graph.Query) order {
	if q.OrderBy == "" {
		return order{"null", n + ".id"}
	}
	field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	key := expressionOf(n, q.Word, field).key(field)
	return order{key, key + direction(q) + ", " + n + ".id"}
}

// sortOf returns the order of q for records in n that no index has. Where orders by
// different fields are to be one text, the field is in a parameter.
func (c *composer) sortOf(n string, q graph.Query, oneText bool) order {
	if q.OrderBy == "" {
		return orderOf(n, q)
	}
	field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
	e := expressionOf(n, q.Word, field)
	switch {
	case !oneText:
	case field.Type == graph.Date:
		e.first = c.unnamed(e.first)
	case e.plain:
		e.value = c.unnamed(e.value)
	}
	by := "k" + direction(q) + ", " + n + ".id" // the key's name in the clause of way.order
	if q.Desc {
		by = "k IS NULL, " + by // Cypher has null after everything, and before it in descending order
	}
	return order{e.key(field), by}
}

func direction(q graph.Query) string {
	if q.Desc {
		return " DESC"
	}
	return ""
}

// needsSpell reports whether q orders links by something of their spell.
func needsSpell(q graph.Query) bool {
	field, ok := graph.ShapeOf(q.Word).Field(q.OrderBy)
	return ok && field.At && q.Word == graph.WordTwinningLink
}

// after returns the condition of the records after the position of q, which is one
// text for all positions, the beginning included. Its parts are in a list, since a
// plan is for parameters of one type. A CASE is taken as it is, where an OR would be
// taken apart by the planner.
func (c *composer) after(n string, q graph.Query, key string) string {
	at := graph.Position{}
	if q.After != nil {
		at = *q.After
	}
	if q.OrderBy == "" {
		return n + ".id > " + c.value(string(at.ID))
	}
	operator := " > "
	if q.Desc {
		operator = " < "
	}
	p := c.value([]any{q.After == nil, keyValue(at.Key), string(at.ID)})
	return "CASE WHEN " + p + "[0] THEN true WHEN " + key + " IS NULL THEN " + p + "[1] IS NOT NULL OR " + n + ".id > " + p + "[2] WHEN " +
		key + " = " + p + "[1] THEN " + n + ".id > " + p + "[2] ELSE " + key + operator + p + "[1] END"
}

// beyond returns the condition of the records with a key that are after the
// position of q.
func (c *composer) beyond(n string, q graph.Query, key string) string {
	k, id, operator := c.value(keyValue(q.After.Key)), c.value(string(q.After.ID)), " > "
	if q.Desc {
		operator = " < "
	}
	return "(" + key + operator + k + " OR " + key + " = " + k + " AND " + n + ".id > " + id + ")"
}

// keyValue returns the key of a position as it is stored.
func keyValue(key any) any {
	if d, ok := key.(graph.Day); ok {
		return dateOf(d)
	}
	return key
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
func (c *composer) walk(n string, q graph.Query, parts []*graph.Filter) (way, order) {
	o := orderOf(n, q)
	if q.Word == graph.WordTwinningLink {
		return c.walkSpells(n, q, o, parts), o
	}
	property := q.OrderBy
	if property == "name" {
		property = "nameKey"
		o.by = n + "." + property + direction(q) + ", " + o.by
	}
	return c.walkRecords(n, q, o, property, parts), o
}

// walkSpells returns the way from the spells of the day, in the order of one of
// their days, to their links.
func (c *composer) walkSpells(n string, q graph.Query, o order, parts []*graph.Filter) way {
	s, property := spellOf(n), q.OrderBy+first
	var w way
	w.add("MATCH ("+s+":Spell) USING INDEX "+s+":Spell("+property+")", c.from(s, q, property), holds(s, "$asOf"))
	w.add("MATCH ("+s+")<-[:HAS_SPELL]-("+n+")", known(n, q.Word))
	if q.After != nil {
		w.narrow([]string{c.beyond(n, q, o.key)})
	}
	w.spell = true
	c.narrow(&w, n, q.Word, parts, false)
	return w
}

// walkRecords returns the way through the index on a property of the records
// themselves.
func (c *composer) walkRecords(n string, q graph.Query, o order, property string, parts []*graph.Filter) way {
	var w way
	label := n + ":" + string(q.Word)
	w.add("MATCH ("+label+") USING INDEX "+label+"("+property+")", c.from(n, q, property), known(n, q.Word))
	if q.After != nil {
		w.narrow([]string{c.beyond(n, q, o.key)})
	}
	c.narrow(&w, n, q.Word, parts, false)
	return w
}

// from returns the condition by which an index is entered: at the position of q.
func (c *composer) from(n string, q graph.Query, property string) string {
	if q.After == nil {
		return n + "." + property + " IS NOT NULL"
	}
	at, operator := keyValue(q.After.Key), " >= "
	if s, ok := at.(string); ok {
		at = key(s)
	}
	if q.Desc {
		operator = " <= "
	}
	return n + "." + property + operator + c.value(at)
}
