package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
)

// checkFields filters by every field of every shape with every comparison that the
// field allows, with values taken from the network, near it and far from it.
func checkFields(t *testing.T, n *network) {
	for _, word := range graph.Words() {
		for _, field := range graph.ShapeOf(word).Fields {
			t.Run(fmt.Sprintf("%s by %s", word, field.Name), func(t *testing.T) {
				t.Parallel()
				selected, negated := 0, map[graph.Op]bool{}
				for _, condition := range conditions(n.ref, word, field) {
					q := graph.Query{Word: word, First: graph.MaxFirst, Count: true, Where: &graph.Filter{Is: condition}}
					if page, ok := n.agree(t, list(restricted(), q)).(graph.Page); ok {
						selected += page.Total
					}
					if !negated[condition.Op] && len(condition.Values) > 0 || condition.Op == graph.OpMissing {
						negated[condition.Op] = true
						q.Where = graph.Not(q.Where)
						n.agree(t, list(restricted(), q))
					}
				}
				if selected == 0 {
					t.Error("the cases select nothing: they show nothing")
				}
			})
		}
	}
}

// conditions returns conditions on the field with every comparison it allows.
func conditions(ref *Reference, word graph.Word, field graph.Field) []*graph.Condition {
	var list []*graph.Condition
	ask := func(op graph.Op, values ...any) {
		c := &graph.Condition{Field: field.Name, Op: op, Values: values}
		if (&graph.Filter{Is: c}).Check(word) == nil {
			list = append(list, c)
		}
	}
	ask(graph.OpMissing)
	ask(graph.OpIn)
	var asked []any
	for _, value := range some(valuesOf(ref, word, field), 3) {
		asked = append(asked, near(field, value)...)
	}
	asked = append(asked, far(field)...)
	for _, value := range asked {
		for _, op := range []graph.Op{graph.OpIn, graph.OpContains, graph.OpStartsWith, graph.OpBefore, graph.OpAfter, graph.OpOn} {
			ask(op, value)
		}
	}
	ask(graph.OpIn, asked...)
	return list
}

// valuesOf returns the distinct values that the field has in the network now, in
// order of the records that have them.
func valuesOf(ref *Reference, word graph.Word, field graph.Field) []any {
	var values []any
	for _, record := range ref.all(restricted(), word) {
		for _, value := range ref.values(restricted(), field.Name, record) {
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
	}
	return values
}

// some returns at most n of values, spread evenly.
func some(values []any, n int) []any {
	if len(values) <= n {
		return values
	}
	var kept []any
	for i := range n {
		kept = append(kept, values[i*len(values)/n])
	}
	return kept
}

// near returns values to ask for around one that the field has.
func near(field graph.Field, value any) []any {
	switch value := value.(type) {
	case string:
		if field.Type != graph.Text {
			return []any{value, strings.ToLower(value) + "x"}
		}
		letters := []rune(value)
		return []any{strings.ToUpper(graph.Fold(value)), string(letters[:(len(letters)+1)/2]), string(letters[len(letters)/3:])}
	case graph.PartialDate:
		return []any{value.First() - 1, value.First(), value.First() + 1, value.Last(), value.Last() + 1}
	case int64:
		return []any{value - 1, value, value + 1}
	case float64:
		return []any{value - 0.5, value, value + 0.5}
	}
	return []any{value}
}

// far returns values that no record has, and odd ones.
func far(field graph.Field) []any {
	switch field.Type {
	case graph.Text:
		return []any{"no such words anywhere", "", " - ", "%", ".*", "'"}
	case graph.Enum, graph.Ref:
		return []any{"NO_SUCH_VALUE", ""}
	case graph.Date:
		return []any{day("0001-01-01"), day("9999-12-31")}
	case graph.Number:
		return []any{int64(-1), int64(1) << 40}
	case graph.Decimal:
		return []any{-181.0, 181.0}
	}
	return []any{true, false}
}
