package neostore

import (
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
)

// composer turns filters into Cypher. Every text it writes comes from the closed
// tables of this package and of package graph's Shapes; what a caller gives travels
// as parameters only, so that questions of one form share one plan.
type composer struct {
	store  *Store
	params params
	names  int    // variables made so far
	on     string // the day that what depends on one is asked of; empty for $asOf
}

// composer returns a composer with the parameters of a view.
func (s *Store) composer(v graph.View) *composer {
	return &composer{store: s, params: params{"asOf": dateOf(v.AsOf), "rank": rankOf(v.Tier)}}
}

// value makes a parameter and returns its name.
func (c *composer) value(v any) string {
	name := fmt.Sprintf("p%d", len(c.params))
	c.params[name] = v
	return "$" + name
}

// variable returns a name that is not in use.
func (c *composer) variable() string {
	c.names++
	return fmt.Sprintf("x%d", c.names)
}

// spellOf names the spell of a link that holds on the day asked for.
func spellOf(n string) string { return n + "_s" }

// holds returns the condition that a spell is known and holds on the day in a
// parameter.
func holds(s, day string) string {
	return s + ".from <= " + day + " AND " + s + ".to > " + day + " AND " + current(s)
}

// conjuncts returns the filters all of which have to match.
func conjuncts(f *graph.Filter) []*graph.Filter {
	if f == nil {
		return nil
	}
	if f.Not != nil || f.Is != nil || f.Has != nil || f.Ends != nil || f.Or != nil {
		return []*graph.Filter{f}
	}
	var all []*graph.Filter
	for _, part := range f.And {
		all = append(all, conjuncts(part)...)
	}
	return all
}

// usesSpell reports whether a filter on links asks something of the spell of the
// day, on the links themselves.
func usesSpell(f *graph.Filter) bool {
	if f == nil {
		return false
	}
	if f.Is != nil {
		field, _ := graph.ShapeOf(graph.WordTwinningLink).Field(f.Is.Field)
		return field.At
	}
	if f.Has != nil {
		field, _ := graph.ShapeOf(graph.WordTwinningLink).Field(f.Has.On)
		return field.At
	}
	return usesSpell(f.Not) || slices.ContainsFunc(f.And, usesSpell) || slices.ContainsFunc(f.Or, usesSpell)
}

// filter returns the condition that a record of word in n matches. Outside of a
// NOT it is null where a value is not known, which WHERE takes for false.
func (c *composer) filter(n string, word graph.Word, f *graph.Filter) string {
	switch {
	case f == nil:
		return "true"
	case f.Not != nil && f.Not.Is != nil:
		return c.meets(n, word, f.Not.Is, false)
	case f.Not != nil:
		return "NOT coalesce(" + c.filter(n, word, f.Not) + ", false)"
	case f.Is != nil:
		return c.meets(n, word, f.Is, true)
	case f.Has != nil:
		return c.has(n, word, f.Has)
	case f.Ends != nil:
		return c.ends(n, f.Ends)
	case f.Or != nil:
		return c.join(n, word, f.Or, " OR ", nothing(n))
	}
	return c.join(n, word, f.And, " AND ", "true")
}

// nothing is true of no record. A plain false would let Neo4j drop the pattern and
// then complain of the index hint on it.
func nothing(n string) string { return n + ".id IS NULL" }

func (c *composer) join(n string, word graph.Word, parts []*graph.Filter, with, none string) string {
	if len(parts) == 0 {
		return none
	}
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = c.filter(n, word, part)
	}
	return "(" + strings.Join(texts, with) + ")"
}

// has returns the condition that some record across an edge matches, or so many.
func (c *composer) has(n string, word graph.Word, hop *graph.Hop) string {
	edge, _ := graph.ShapeOf(word).Edge(hop.Edge)
	x, dated := c.variable(), ""
	if hop.On != "" {
		field, _ := graph.ShapeOf(word).Field(hop.On)
		day := expressionOf(n, word, field).first
		defer func(before string) { c.on = before }(c.on)
		c.on, dated = day, day+" IS NOT NULL AND "
	}
	w := c.reach(x, edge.To, conjuncts(hop.Where), path(n, word, edge, x, true, false), false)
	if len(edge.Alike) > 0 {
		w.narrow([]string{alike(n, x, edge)})
	}
	if hop.Needs() > 1 {
		return "COUNT { " + w.text() + " RETURN DISTINCT " + x + " } >= " + c.value(hop.AtLeast)
	}
	return dated + w.exists(x)
}

// day returns the day that what depends on one is asked of.
func (c *composer) day() string {
	if c.on != "" {
		return c.on
	}
	return "$asOf"
}

// then returns an expression that reads the day asked for as one of the day in hand.
func (c *composer) then(expression string) string {
	return strings.ReplaceAll(expression, "$asOf", c.day())
}

// ends returns the condition that the two cities of a link match, either way round. The
// sides are gone to one after the other: in one pattern, Neo4j at times reads all
// relationships there are rather than those of the link.
func (c *composer) ends(n string, e *graph.Ends) string {
	one, other, side, opposite := c.variable(), c.variable(), c.variable(), c.variable()
	return exists("MATCH ("+n+")-["+side+":BETWEEN]->("+one+")"+whereAll(c.all(one, graph.WordCity, conjuncts(e.One))...)+
		" WITH "+n+", "+side+" MATCH ("+n+")-["+opposite+":BETWEEN]->("+other+")"+
		whereAll(with(c.all(other, graph.WordCity, conjuncts(e.Other)), opposite+" <> "+side)...), other)
}

// all returns the conditions that a record of word in n is known and matches all of
// the filters.
func (c *composer) all(n string, word graph.Word, parts []*graph.Filter) []string {
	texts := known(n, word)
	for _, part := range parts {
		texts = append(texts, c.filter(n, word, part))
	}
	return texts
}

// path returns the pattern that leads from a record of word in n across an edge to
// x. A label is named only for a variable that is not bound yet, and only where
// relationships of that kind have others at that end, too: a label would tempt the
// planner to begin there.
func path(n string, word graph.Word, edge graph.Edge, x string, boundN, boundX bool) string {
	if len(edge.Alike) > 0 {
		return alikePath(n, word, edge, x)
	}
	holder, target, fields, left, right := word, edge.To, edge.Fields, "-", "->"
	if len(edge.Back) > 0 {
		holder, target, fields, left, right = edge.To, word, edge.Back, "<-", "-"
	}
	var types []string
	for _, r := range graph.ShapeOf(holder).References {
		if slices.Contains(fields, r.Field) && !slices.Contains(types, r.Relationship) {
			types = append(types, r.Relationship)
		}
	}
	h, t := otherHolders(types, holder, target), otherTargets(types, holder, target)
	if len(edge.Back) > 0 {
		h, t = t, h
	}
	if h && !boundN {
		n += ":" + string(word)
	}
	if t && !boundX {
		x += ":" + string(edge.To)
	}
	return "(" + n + ")" + left + "[:" + strings.Join(types, "|") + "]" + right + "(" + x + ")"
}

// alikePath returns the pattern that leads from a record in n, by way of what both refer
// to, to others in x that may be alike.
func alikePath(n string, word graph.Word, edge graph.Edge, x string) string {
	references := graph.ShapeOf(word).References
	i := slices.IndexFunc(references, func(r graph.Reference) bool { return r.Field == edge.Alike[0] })
	kind := references[i].Relationship
	return "(" + n + ")-[:" + kind + "]->()<-[:" + kind + "]-(" + x + ":" + string(word) + ")"
}

// otherHolders reports whether relationships of the types lead to target from
// other words, too.
func otherHolders(types []string, holder, target graph.Word) bool {
	for _, other := range graph.Words() {
		for _, r := range graph.ShapeOf(other).References {
			if other != holder && r.To == target && slices.Contains(types, r.Relationship) {
				return true
			}
		}
	}
	return false
}

// otherTargets reports whether relationships of the types lead from holder to
// other words, too.
func otherTargets(types []string, holder, target graph.Word) bool {
	return slices.ContainsFunc(graph.ShapeOf(holder).References, func(r graph.Reference) bool {
		return slices.Contains(types, r.Relationship) && r.To != target
	})
}
