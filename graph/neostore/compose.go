package neostore

import (
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
)

// composer turns a filter into Cypher. Every text it writes comes from the closed
// tables of this file and of package graph's Shapes; what a caller gives travels
// as parameters only.
type composer struct {
	params params
	names  int // variables used so far
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

// known returns the condition that a version of a record of word is known at the
// change asked for and may be seen.
func known(n string, word graph.Word) string {
	s := n + ".seq <= $seq AND " + n + ".closedSeq > $seq"
	switch word {
	case graph.WordContact, graph.WordSupportTwinning, graph.WordApproach:
		s += " AND coalesce(" + n + ".tierRank, 0) <= $rank"
	}
	return s
}

// spellOf names the spell of a link that holds on the day asked for.
func spellOf(n string) string { return n + "_s" }

// holds returns the condition that a spell is known and holds on the day.
func holds(s string) string {
	return s + ".seq <= $seq AND " + s + ".closedSeq > $seq AND " + s + ".from <= $asOf AND " + s + ".to > $asOf"
}

// source is where records of one word come from: patterns to match and conditions.
type source struct {
	match  string
	where  []string
	expand bool // a record can be matched more than once
}

// from returns the source of the records of word in n that where selects. across
// is the pattern that leads to n, empty for all of the word. spell says whether the
// spell of the day is needed although the filter does not.
func (c *composer) from(n string, word graph.Word, where *graph.Filter, across string, spell bool) source {
	s := source{match: "MATCH (" + n + ":" + string(word) + ")", where: []string{known(n, word)}}
	if across != "" {
		s.match, s.expand = "MATCH "+across, true
	}
	var rest []*graph.Filter
	var pairs []string
	for _, part := range conjuncts(where) {
		if part.Ends != nil && len(pairs) == 0 && across == "" {
			one, other := c.variable(), c.variable()
			s.match = "MATCH (" + one + ":City)<-[" + one + "r:BETWEEN]-(" + n + ":TwinningLink)-[" + other + "r:BETWEEN]->(" + other + ":City)"
			s.where = append(s.where, c.end(one, part.Ends.One), c.end(other, part.Ends.Other))
			s.expand, pairs = true, append(pairs, one)
			continue
		}
		rest = append(rest, part)
	}
	if word == graph.WordTwinningLink && (spell || slices.ContainsFunc(rest, usesSpell)) {
		s.match += " MATCH (" + n + ")-[:HAS_SPELL]->(" + spellOf(n) + ":Spell)"
		s.where = append(s.where, holds(spellOf(n)))
	}
	for _, part := range rest {
		s.where = append(s.where, c.filter(n, word, part))
	}
	return s
}

// end returns the condition on one end of a link.
func (c *composer) end(n string, where *graph.Filter) string {
	if where == nil {
		return known(n, graph.WordCity)
	}
	return known(n, graph.WordCity) + " AND " + c.filter(n, graph.WordCity, where)
}

// condition returns all conditions of the source.
func (s source) condition() string { return "WHERE " + strings.Join(s.where, " AND ") }

// conjuncts returns the filters all of which have to match.
func conjuncts(f *graph.Filter) []*graph.Filter {
	if f == nil {
		return nil
	}
	if f.And != nil {
		var all []*graph.Filter
		for _, part := range f.And {
			all = append(all, conjuncts(part)...)
		}
		return all
	}
	return []*graph.Filter{f}
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
	return usesSpell(f.Not) || slices.ContainsFunc(f.And, usesSpell) || slices.ContainsFunc(f.Or, usesSpell)
}

// filter returns the condition that a record of word in n matches. Outside of a
// NOT it is null where a value is not known, which WHERE takes for false.
func (c *composer) filter(n string, word graph.Word, f *graph.Filter) string {
	switch {
	case f == nil:
		return "true"
	case f.Not != nil:
		return "NOT coalesce(" + c.filter(n, word, f.Not) + ", false)"
	case f.Is != nil:
		return c.is(n, word, f.Is)
	case f.Has != nil:
		return c.has(n, word, f.Has)
	case f.Ends != nil:
		return c.ends(n, f.Ends)
	case f.Or != nil:
		return c.join(n, word, f.Or, " OR ", "false")
	}
	return c.join(n, word, f.And, " AND ", "true")
}

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

// has returns the condition that some record across an edge matches.
func (c *composer) has(n string, word graph.Word, hop *graph.Hop) string {
	edge, _ := graph.ShapeOf(word).Edge(hop.Edge)
	x := c.variable()
	s := c.from(x, edge.To, hop.Where, pattern(n, word, edge, x), false)
	return "EXISTS { " + s.match + " " + s.condition() + " }"
}

// ends returns the condition that the two cities of a link match, either way
// round.
func (c *composer) ends(n string, e *graph.Ends) string {
	one, other := c.variable(), c.variable()
	return "EXISTS { MATCH (" + one + ":City)<-[:BETWEEN]-(" + n + ")-[:BETWEEN]->(" + other + ":City) WHERE " +
		c.end(one, e.One) + " AND " + c.end(other, e.Other) + " }"
}

// pattern returns the path from a record of word in n across an edge to x.
func pattern(n string, word graph.Word, edge graph.Edge, x string) string {
	holder, fields, left, right := word, edge.Fields, "-", "->"
	if len(edge.Back) > 0 {
		holder, fields, left, right = edge.To, edge.Back, "<-", "-"
	}
	var types []string
	for _, r := range graph.ShapeOf(holder).References {
		if slices.Contains(fields, r.Field) && !slices.Contains(types, r.Relationship) {
			types = append(types, r.Relationship)
		}
	}
	return "(" + n + ")" + left + "[:" + strings.Join(types, "|") + "]" + right + "(" + x + ":" + string(edge.To) + ")"
}
