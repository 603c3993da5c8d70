package neostore

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// way is how records are found: clauses that bind a variable to each of them.
type way struct {
	steps   []step
	spell   bool // the spell of the day is bound, too
	repeats bool // a record can be found more than once
}

// step is a MATCH with its conditions, or another clause without any.
type step struct {
	text       string
	conditions []string
}

func (w *way) text() string {
	texts := make([]string, len(w.steps))
	for i, c := range w.steps {
		texts[i] = c.text + whereAll(c.conditions...)
	}
	return strings.Join(texts, " ")
}

// exists returns the condition that the way leads to something in x.
func (w *way) exists(x string) string { return exists(w.text(), x) }

// exists returns the condition that clauses lead to something in x.
func exists(clauses, x string) string {
	if strings.Contains(clauses, apart) {
		clauses += " RETURN " + x // no query ends with WITH
	}
	return "EXISTS { " + clauses + " }"
}

// apart comes before conditions with subqueries. Neo4j plans the subqueries of a MATCH once
// for each way to begin it, and those inside of them as often for each of these; after a
// clause that skips nothing they are planned once.
const apart = " WITH * SKIP 0 WHERE "

// whereAll returns the clauses with conditions of a MATCH, or of a WITH.
func whereAll(conditions ...string) string {
	var plain, nested []string
	for _, condition := range conditions {
		if strings.Contains(condition, "{") {
			nested = append(nested, condition)
		} else {
			plain = append(plain, condition)
		}
	}
	text := ""
	if len(plain) > 0 {
		text = " WHERE " + strings.Join(plain, " AND ")
	}
	if len(nested) > 0 {
		text += apart + strings.Join(nested, " AND ")
	}
	return text
}

// narrow adds conditions to the last clause.
func (w *way) narrow(conditions []string) {
	last := &w.steps[len(w.steps)-1]
	last.conditions = append(last.conditions, conditions...)
}

// once returns the clause after which each record in n is there once; empty where
// that is so already.
func (w *way) once() string {
	switch {
	case !w.repeats:
		return ""
	case w.spell:
		return "WITH DISTINCT n, " + spellOf("n")
	}
	return "WITH DISTINCT n"
}

// counted returns how many records there are in n on the way.
func (w *way) counted() string {
	if !w.repeats {
		return "COUNT { " + w.text() + " RETURN n }"
	}
	return "COUNT { " + w.text() + " RETURN DISTINCT n }"
}

// order returns the clauses that put the records in n in order and keep those of
// one page, with the key of each in k.
func (w *way) order(o order) string {
	found := w.once() + " WITH n, " + o.key + " AS k"
	if o.only != "" {
		found += " WHERE " + o.only + " WITH n, k"
	}
	return found + " ORDER BY " + o.by + " LIMIT $limit"
}

// add adds a clause with its conditions.
func (w *way) add(match string, conditions ...string) {
	w.steps = append(w.steps, step{match, conditions})
}

// with returns the conditions after others.
func with(conditions []string, before ...string) []string { return append(before, conditions...) }

// The ways to find records, best first. The planner is given which to take: it
// knows how many records there are, but not what is in the parameters, and what is
// good for most values can be bad for the rest.
const (
	byID        = 10 * iota // ids are given
	byReference             // ids of what they refer to are given
	byExternal              // ids of other registers are given
	byFew                   // from records of a word that has few
	byStatus                // a status that few links have
	byCountry
	byName
	byPart // a part of the name
	byAll
)

// throughHop is what a way gets worse by with each edge on it.
const throughHop = 1

// few are the words with hundreds of records where others have tens of thousands.
func few(word graph.Word) bool {
	switch word {
	case graph.WordCity, graph.WordTwinningLink, graph.WordClaim, graph.WordSource:
		return false
	}
	return true
}

// indexed returns how good the index on a field is, byAll for none.
func indexed(word graph.Word, is *graph.Condition) int {
	field, _ := graph.ShapeOf(word).Field(is.Field)
	switch {
	case field.Name == "id" && is.Op == graph.OpIn:
		return byID
	case field.Type == graph.Ref && is.Op == graph.OpIn:
		return byReference
	case word == graph.WordTwinningLink && field.Name == "status" && is.Op == graph.OpIn && !slices.ContainsFunc(is.Values, common):
		return byStatus
	case word != graph.WordCity:
		return byAll
	}
	switch field.Name + " " + string(is.Op) {
	case "wikidata in", "geonames in":
		return byExternal
	case "country in":
		return byCountry
	case "name in", "name startsWith":
		return byName
	case "name contains":
		return byPart
	}
	return byAll
}

// common reports whether many links have a status.
func common(status any) bool {
	return status == string(graph.StatusActive) || status == string(graph.StatusUnknown)
}

// best returns the part of a filter by which its records are best found, and how
// good that is; -1 and byAll when none helps.
func best(word graph.Word, parts []*graph.Filter) (part, rank int) {
	part, rank = -1, byAll
	for i, f := range parts {
		if r := rankOfPart(word, f); r < rank {
			part, rank = i, r
		}
	}
	return part, rank
}

func rankOfPart(word graph.Word, f *graph.Filter) int {
	switch {
	case f.Is != nil:
		return indexed(word, f.Is)
	case f.Has != nil && f.Has.On != "":
		return byAll // the day is known of the record alone
	case f.Has != nil:
		edge, _ := graph.ShapeOf(word).Edge(f.Has.Edge)
		return rankAcross(edge.To, f.Has.Where)
	case f.Ends != nil:
		return min(rankAcross(graph.WordCity, f.Ends.One), rankAcross(graph.WordCity, f.Ends.Other))
	}
	return byAll
}

// rankAcross returns how good it is to begin with the records across an edge.
func rankAcross(to graph.Word, where *graph.Filter) int {
	_, rank := best(to, conjuncts(where))
	if rank >= byFew && few(to) {
		rank = byFew
	}
	if rank >= byPart {
		return byAll
	}
	return rank + throughHop
}

// find returns a way to the records of word that match all of the parts, in n.
// spell says whether the spell of the day is needed although no part asks for it.
// Where nothing better is at hand the way is through the ids of a span, in their order.
func (c *composer) find(n string, word graph.Word, parts []*graph.Filter, spell bool, ids span) way {
	i, _ := best(word, parts)
	if i < 0 {
		var w way
		w.add("MATCH ("+n+":"+string(word)+") USING INDEX "+n+":"+string(word)+"(id)", with(known(n, word), c.spanned(n, ids))...)
		c.narrow(&w, n, word, parts, spell)
		return w
	}
	chosen := parts[i]
	rest := slices.Concat(parts[:i], parts[i+1:])
	switch {
	case chosen.Has != nil:
		if chosen.Has.Needs() > 1 { // the way leads to those from which one matches
			rest = parts
		}
		return c.findAcross(n, word, chosen.Has, rest, spell)
	case chosen.Ends != nil:
		return c.findEnds(n, chosen.Ends, rest, spell)
	}
	return c.findBy(n, word, chosen.Is, rest, spell)
}

// narrow adds the conditions of the parts to a way that leads to known records.
func (c *composer) narrow(w *way, n string, word graph.Word, parts []*graph.Filter, spell bool) {
	if word == graph.WordTwinningLink && !w.spell && (spell || slices.ContainsFunc(parts, usesSpell)) {
		w.add("MATCH ("+n+")-[:HAS_SPELL]->("+spellOf(n)+")", holds(spellOf(n), c.day()))
		w.spell = true
	}
	var conditions []string
	for _, part := range parts {
		conditions = append(conditions, c.filter(n, word, part))
	}
	w.narrow(conditions)
}

// reach returns the way along a pattern to the records of word in n that match all
// of the parts.
func (c *composer) reach(n string, word graph.Word, parts []*graph.Filter, pattern string, spell bool) way {
	var w way
	w.add("MATCH "+pattern, known(n, word)...)
	c.narrow(&w, n, word, parts, spell)
	return w
}

// findBy returns the way through the index that fits a condition.
func (c *composer) findBy(n string, word graph.Word, is *graph.Condition, rest []*graph.Filter, spell bool) way {
	var w way
	label := n + ":" + string(word)
	switch indexed(word, is) {
	case byReference:
		field, _ := graph.ShapeOf(word).Field(is.Field)
		i := slices.IndexFunc(graph.ShapeOf(word).References, func(r graph.Reference) bool { return r.Field == field.Name })
		ref, t := graph.ShapeOf(word).References[i], c.variable()
		w.add("MATCH ("+t+":"+string(ref.To)+") USING INDEX SEEK "+t+":"+string(ref.To)+"(id)", t+".id IN "+c.value(is.Values))
		edge := graph.Edge{To: ref.To, Fields: []string{field.Name}}
		w.add("MATCH "+path(n, word, edge, t, false, true), with(known(n, word), c.filter(n, word, &graph.Filter{Is: is}))...)
		w.repeats = true
	case byStatus:
		s := spellOf(n)
		w.add("MATCH ("+s+":Spell) USING INDEX SEEK "+s+":Spell(status)", c.is(n, word, is), holds(s, "$asOf"))
		w.add("MATCH ("+s+")<-[:HAS_SPELL]-("+n+")", known(n, word)...)
		w.spell = true
	case byName:
		short := &graph.Condition{Field: "nameKey", Op: is.Op}
		for _, v := range is.Values {
			short.Values = append(short.Values, key(graph.Fold(v.(string))))
		}
		condition := n + ".nameKey IN " + c.value(short.Values)
		if is.Op == graph.OpStartsWith {
			condition = n + ".nameKey STARTS WITH " + c.value(short.Values[0])
		}
		w.add("MATCH ("+label+") USING INDEX SEEK "+label+"(nameKey)", with(known(n, word), condition, c.is(n, word, is))...)
	case byPart:
		w.add("MATCH ("+label+") USING TEXT INDEX "+label+"(nameFold)", with(known(n, word), c.is(n, word, is))...)
	default:
		w.add("MATCH ("+label+") USING INDEX SEEK "+label+"("+is.Field+")", with(known(n, word), c.is(n, word, is))...)
	}
	c.narrow(&w, n, word, rest, spell)
	return w
}

// findAcross returns the way that begins with the records across an edge.
func (c *composer) findAcross(n string, word graph.Word, hop *graph.Hop, rest []*graph.Filter, spell bool) way {
	edge, _ := graph.ShapeOf(word).Edge(hop.Edge)
	m := c.variable()
	w := c.find(m, edge.To, conjuncts(hop.Where), false, everything())
	w.add("MATCH "+path(n, word, edge, m, false, true), known(n, word)...)
	if len(edge.Alike) > 0 {
		w.narrow([]string{alike(n, m, edge)})
	}
	w.repeats, w.spell = true, false
	c.narrow(&w, n, word, rest, spell)
	return w
}

// findEnds returns the way that begins with the cities at one end of links.
func (c *composer) findEnds(n string, e *graph.Ends, rest []*graph.Filter, spell bool) way {
	one, other := e.One, e.Other
	if rankAcross(graph.WordCity, other) < rankAcross(graph.WordCity, one) {
		one, other = other, one
	}
	m, o := c.variable(), c.variable()
	w := c.find(m, graph.WordCity, conjuncts(one), false, everything())
	w.add("MATCH ("+m+")<-[:BETWEEN]-("+n+")-[:BETWEEN]->("+o+")",
		slices.Concat(known(n, graph.WordTwinningLink), c.all(o, graph.WordCity, conjuncts(other)))...)
	w.repeats, w.spell = true, false
	c.narrow(&w, n, graph.WordTwinningLink, rest, spell)
	return w
}
