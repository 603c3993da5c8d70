package neostore

import (
	"slices"

	"twingraph/graph"
)

// take is how many entries of a list are read, and whether from its end backward.
type take struct {
	size     int
	backward bool
}

// takeOf returns what a window reads within its bounds.
func takeOf[P any](w graph.Window[P]) take { return take{w.Size(), w.Backward()} }

// limit is how many rows are asked for: one more says that there are more.
func (p take) limit() int64 { return int64(p.size) + 1 }

// ids returns what stands after ORDER BY for n.id as it is read.
func (p take) ids(n string) string {
	if p.backward {
		return n + ".id DESC"
	}
	return n + ".id"
}

// cut returns the page that rows are, in the order of the list, and whether there are
// more.
func cut[R any](p take, rows []R) (page []R, more bool) {
	if more = len(rows) > p.size; more {
		rows = rows[:p.size]
	}
	if p.backward {
		rows = slices.Clone(rows)
		slices.Reverse(rows)
	}
	return rows, more
}

// The least and the greatest text: what bounds ids and keys that have no bound.
const (
	leastText    = ""
	greatestText = "\U0010ffff"
)

// span is all ids after one and before another.
type span struct{ after, before string }

// everything is the span of all ids.
func everything() span { return span{leastText, greatestText} }

// spanOf returns the span in which the ids of the page of q have to be; keyless says
// that only records without a value to order by are meant. Ids bound a page where it has
// one key.
func spanOf(q graph.Query, keyless bool) span {
	s := everything()
	if q.After != nil && q.After.Key == nil {
		s.after, keyless = string(q.After.ID), true
	}
	if q.Before != nil && q.Before.Key == nil && (keyless || q.OrderBy == "") {
		s.before = string(q.Before.ID)
	}
	return s
}

// spanned returns the condition of the records in n with an id of a span.
func (c *composer) spanned(n string, s span) string {
	return n + ".id > " + c.value(s.after) + " AND " + n + ".id < " + c.value(s.before)
}

// bounded reports whether q wants a part of its list only.
func bounded(q graph.Query) bool { return q.After != nil || q.Before != nil }

// within returns the condition of the records within the bounds of q, which is one text
// for all bounds, none included. Their parts are in lists, since a plan is for parameters
// of one type. A CASE is taken as it is, where an OR would be taken apart by the planner.
func (c *composer) within(n string, q graph.Query, key string) string {
	if q.OrderBy == "" {
		return c.spanned(n, spanOf(q, true))
	}
	up, down := " > ", " < "
	if q.Desc {
		up, down = down, up
	}
	a, b := c.value(boundValues(q.After)), c.value(boundValues(q.Before))
	return "CASE WHEN " + a + "[0] THEN true WHEN " + key + " IS NULL THEN " + a + "[1] IS NOT NULL OR " + n + ".id > " + a + "[2] WHEN " +
		key + " = " + a + "[1] THEN " + n + ".id > " + a + "[2] ELSE " + key + up + a + "[1] END AND " +
		"CASE WHEN " + b + "[0] THEN true WHEN " + key + " IS NULL THEN " + b + "[1] IS NULL AND " + n + ".id < " + b + "[2] WHEN " +
		b + "[1] IS NULL THEN true WHEN " + key + " = " + b + "[1] THEN " + n + ".id < " + b + "[2] ELSE " + key + down + b + "[1] END"
}

// boundValues returns whether there is no bound, its key and its id.
func boundValues(at *graph.Position) []any {
	if at == nil {
		return []any{true, nil, ""}
	}
	return []any{false, keyValue(at.Key), string(at.ID)}
}

// keyValue returns the key of a position as it is stored.
func keyValue(key any) any {
	if d, ok := key.(graph.Day); ok {
		return dateOf(d)
	}
	return key
}
