package storetest

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// matches reports whether the filter selects the record.
func (r *Reference) matches(v graph.View, f *graph.Filter, record graph.Record) bool {
	if f == nil {
		return true
	}
	for _, part := range f.And {
		if !r.matches(v, part, record) {
			return false
		}
	}
	if f.Or != nil && !slices.ContainsFunc(f.Or, func(part *graph.Filter) bool { return r.matches(v, part, record) }) {
		return false
	}
	if f.Not != nil && r.matches(v, f.Not, record) {
		return false
	}
	if f.Is != nil && !r.holds(v, f.Is, record) {
		return false
	}
	if f.Has != nil {
		edge, _ := graph.ShapeOf(record.Word()).Edge(f.Has.Edge)
		if f.Has.On != "" {
			dates := r.values(v, f.Has.On, record)
			if len(dates) == 0 {
				return false
			}
			v.AsOf = dates[0].(graph.PartialDate).First()
		}
		matching := 0
		for _, to := range r.across(v, record, edge) {
			if r.matches(v, f.Has.Where, to) {
				matching++
			}
		}
		if matching == 0 || matching < f.Has.AtLeast {
			return false
		}
	}
	if f.Ends != nil {
		link := record.(*graph.TwinningLink)
		a, b := r.known(v, graph.WordCity, link.A), r.known(v, graph.WordCity, link.B)
		if a == nil || b == nil {
			return false
		}
		straight := r.matches(v, f.Ends.One, a) && r.matches(v, f.Ends.Other, b)
		crossed := r.matches(v, f.Ends.One, b) && r.matches(v, f.Ends.Other, a)
		return straight || crossed
	}
	return true
}

// holds reports whether the condition holds for one of the field's values, or, for
// OpMissing, whether there is none.
func (r *Reference) holds(v graph.View, c *graph.Condition, record graph.Record) bool {
	values := r.values(v, c.Field, record)
	if c.Op == graph.OpMissing {
		return len(values) == 0
	}
	field, _ := graph.ShapeOf(record.Word()).Field(c.Field)
	return slices.ContainsFunc(values, func(has any) bool {
		return slices.ContainsFunc(c.Values, func(asked any) bool { return compares(field, c.Op, has, asked) })
	})
}

// values returns the values of any field: string, PartialDate, int64, float64 or
// bool.
func (r *Reference) values(v graph.View, name string, record graph.Record) []any {
	field, _ := graph.ShapeOf(record.Word()).Field(name)
	if !field.At {
		return field.Of(record)
	}
	if resolution, ok := record.(*graph.Resolution); ok {
		answer, _ := resolution.Life().At(v.AsOf)
		return []any{string(answer)}
	}
	status := r.history(v, record.Base().ID).At(v.AsOf)
	switch name {
	case "status":
		return []any{string(status.Status)}
	case "since":
		return dates(status.Since)
	case "exact":
		return []any{status.Exact}
	case "unilateral":
		return []any{status.Unilateral}
	case "disputed":
		return []any{status.Disputed}
	case "underReview":
		return []any{status.UnderReview}
	case "basis":
		if status.Basis == "" {
			return nil
		}
		return []any{string(status.Basis)}
	case "sinceAtLatest":
		return []any{status.SinceAtLatest}
	case "listedSince":
		return dates(status.ListedSince)
	case "stale":
		return []any{status.Stale(v.AsOf)}
	case "became":
		if status.Became() == "" {
			return nil
		}
		return []any{string(status.Became())}
	case "unknownBecause":
		if status.UnknownBecause == "" {
			return nil
		}
		return []any{string(status.UnknownBecause)}
	case "lastConfirmed":
		return dates(status.LastConfirmed)
	}
	panic("storetest: no rule for the field " + name)
}

func dates(d graph.PartialDate) []any {
	if d.IsZero() {
		return nil
	}
	return []any{d}
}

// compares applies one comparison to one value of a field and one value asked for.
func compares(field graph.Field, op graph.Op, has, asked any) bool {
	switch has := has.(type) {
	case string:
		asked := asked.(string)
		if field.Type == graph.Text {
			has, asked = graph.Fold(has), graph.Fold(asked)
		}
		switch op {
		case graph.OpContains:
			return strings.Contains(has, asked)
		case graph.OpStartsWith:
			return strings.HasPrefix(has, asked)
		}
		return has == asked
	case graph.PartialDate:
		asked := asked.(graph.Day)
		switch op {
		case graph.OpBefore:
			return has.First() < asked
		case graph.OpAfter:
			return has.First() > asked
		}
		return has.First() <= asked && asked <= has.Last()
	case int64:
		asked := asked.(int64)
		return op == graph.OpIn && has == asked || op == graph.OpBefore && has < asked || op == graph.OpAfter && has > asked
	case float64:
		asked := asked.(float64)
		return op == graph.OpBefore && has < asked || op == graph.OpAfter && has > asked
	}
	return has == asked
}
