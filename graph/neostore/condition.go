package neostore

import (
	"strings"

	"twingraph/graph"
)

// expression is how a field is stored: the Cypher of its value, of its first day
// for a date, whether it is a list, and whether its value is one stored property and
// nothing more.
type expression struct {
	value, first string
	list, plain  bool
}

// expressionOf returns how a field of a record of word in n is stored.
func expressionOf(n string, word graph.Word, field graph.Field) expression {
	holder := n
	if word == graph.WordTwinningLink && field.At {
		holder = spellOf(n)
	}
	e := expression{value: holder + "." + field.Name, first: holder + "." + field.Name + first, list: field.Many}
	switch {
	case field.Name == "inForce":
		e.value = "CASE WHEN $asOf < " + n + ".notBefore OR $asOf >= " + n + ".gone THEN 'FALSE' WHEN " +
			n + ".inForceFrom <= $asOf AND $asOf < " + n + ".inForceUntil THEN 'TRUE' ELSE 'UNKNOWN' END"
	case field.Name == "exact":
		e.value = "(toInteger(substring(" + holder + ".exactness, size([d IN coalesce(" + holder + ".splits, []) WHERE d <= $asOf]), 1)) % 2 = 1)"
	case field.Name == "stale":
		e.value = "coalesce(" + holder + ".staleFrom <= $asOf, false)"
	case field.Type == graph.Bool:
		e.value = "coalesce(" + e.value + ", false)"
	case field.Name == "latitude" || field.Name == "longitude":
		e.value = n + ".location." + field.Name
	case field.Name == "date" && word == graph.WordClaim:
		e.value = "coalesce(" + n + ".date, " + n + ".assumed)"
	case field.Type == graph.Text && !field.At:
		e.value, e.plain = n+"."+compared(field), true
	default:
		e.plain = true
	}
	return e
}

// key returns the Cypher that a field is ordered by.
func (e expression) key(field graph.Field) string {
	switch field.Type {
	case graph.Date:
		return e.first
	case graph.Enum:
		return "replace(toLower(" + e.value + "), '_', ' ')" // of letters and _ only, so the same as graph.Fold
	}
	return e.value
}

// comparisons are the Cypher operators of those that compare one value with one.
var comparisons = map[graph.Op]string{
	graph.OpContains: "CONTAINS", graph.OpStartsWith: "STARTS WITH", graph.OpBefore: "<", graph.OpAfter: ">",
}

// unnamed reads a stored property, written as node.property, by its name in a
// parameter: so conditions on different fields are one text with one plan. No index
// can serve it, and it takes a tenth longer to read the records.
func (c *composer) unnamed(property string) string {
	holder, name, _ := strings.Cut(property, ".")
	return holder + "[" + c.value(name) + "]"
}

// oneText reports whether lists of a word in order of different fields are one text: there,
// planning takes longer than putting all of its records in order.
func oneText(word graph.Word) bool { return few(word) }

// is returns a condition on a field of a record of word in n, which an index can
// serve.
func (c *composer) is(n string, word graph.Word, is *graph.Condition) string {
	field, _ := graph.ShapeOf(word).Field(is.Field)
	e := expressionOf(n, word, field)
	e.value = c.then(e.value)
	if field.Type == graph.Date && is.Op != graph.OpOn && is.Op != graph.OpIn {
		e.value = e.first
	}
	switch is.Op {
	case graph.OpMissing:
		return e.value + " IS NULL"
	case graph.OpOn:
		// A partial date is the beginning of each of its days as they are written.
		return c.value(is.Values[0].(graph.Day).String()) + " STARTS WITH " + e.value
	case graph.OpIn:
		return e.compare("IN", c.value(storedAll(field, is.Values)))
	}
	return e.compare(comparisons[is.Op], c.value(stored(field, is.Values[0])))
}

// meets returns the condition that a record of word in n meets one on a field, or
// that it does not: what is not known meets none. Both are one text, for all fields of
// a type. Values are in lists, since a plan is for parameters of one type.
func (c *composer) meets(n string, word graph.Word, is *graph.Condition, wanted bool) string {
	field, _ := graph.ShapeOf(word).Field(is.Field)
	e := expressionOf(n, word, field)
	e.value = c.then(e.value)
	switch {
	case field.Type == graph.Date && is.Op != graph.OpOn && is.Op != graph.OpIn:
		e.value = c.unnamed(e.first)
	case e.plain:
		e.value = c.unnamed(e.value)
	}
	var condition string
	switch is.Op {
	case graph.OpMissing:
		condition = e.value + " IS NULL"
	case graph.OpOn:
		condition = c.value(is.Values[0].(graph.Day).String()) + " STARTS WITH " + e.value // as in is
	case graph.OpIn:
		condition = e.compare("IN", c.value(storedAll(field, is.Values)))
	default:
		condition = e.compare(comparisons[is.Op], c.value([]any{stored(field, is.Values[0])})+"[0]")
	}
	return "coalesce(" + condition + ", false) = " + c.value(wanted)
}

// compare compares the value, or any of a list, with a parameter.
func (e expression) compare(operator, parameter string) string {
	if e.list {
		return "any(v IN " + e.value + " WHERE v " + operator + " " + parameter + ")"
	}
	return e.value + " " + operator + " " + parameter
}

// storedAll returns the values of a condition as they are compared in the store.
func storedAll(field graph.Field, values []any) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = stored(field, v)
	}
	return all
}

// stored returns a value of a condition as it is compared in the store.
func stored(field graph.Field, v any) any {
	switch v := v.(type) {
	case string:
		if field.Type == graph.Text {
			return graph.Fold(v)
		}
	case graph.Day:
		return dateOf(v)
	}
	return v
}
