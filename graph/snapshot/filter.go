package snapshot

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// Selects reports whether a filter, which has passed its Check, selects a record of the
// snapshot on a day: as a store would with the same view. A nil filter selects
// everything.
func (s *Snapshot) Selects(f *graph.Filter, r graph.Record, asOf graph.Day) bool {
	selects := func(part *graph.Filter) bool { return s.Selects(part, r, asOf) }
	switch {
	case f == nil:
		return true
	case slices.ContainsFunc(f.And, func(part *graph.Filter) bool { return !selects(part) }),
		f.Or != nil && !slices.ContainsFunc(f.Or, selects),
		f.Not != nil && selects(f.Not),
		f.Is != nil && !s.holds(f.Is, r, asOf),
		f.Has != nil && !s.reaches(f.Has, r, asOf),
		f.Ends != nil && !s.joins(f.Ends, r, asOf):
		return false
	}
	return true
}

// reaches reports whether a record across an edge is selected.
func (s *Snapshot) reaches(hop *graph.Hop, r graph.Record, asOf graph.Day) bool {
	return slices.ContainsFunc(s.across[r.Word()][hop.Edge][r.Base().ID], func(to graph.Record) bool {
		return s.Selects(hop.Where, to, asOf)
	})
}

// joins reports whether the two cities of a link are selected, either way round.
func (s *Snapshot) joins(ends *graph.Ends, r graph.Record, asOf graph.Day) bool {
	link, ok := r.(*graph.TwinningLink)
	if !ok {
		return false
	}
	a, b := s.City(link.A), s.City(link.B)
	if a == nil || b == nil {
		return false
	}
	return s.Selects(ends.One, a, asOf) && s.Selects(ends.Other, b, asOf) ||
		s.Selects(ends.One, b, asOf) && s.Selects(ends.Other, a, asOf)
}

// holds reports whether a condition holds for one of a field's values or, for
// OpMissing, whether there is none.
func (s *Snapshot) holds(c *graph.Condition, r graph.Record, asOf graph.Day) bool {
	field, _ := graph.ShapeOf(r.Word()).Field(c.Field)
	values := s.values(field, r, asOf)
	if c.Op == graph.OpMissing {
		return len(values) == 0
	}
	return slices.ContainsFunc(values, func(has any) bool {
		return slices.ContainsFunc(c.Values, func(asked any) bool { return compares(field, c.Op, has, asked) })
	})
}

// values returns the values of a field of a record on a day, as Field.Of does.
func (s *Snapshot) values(field graph.Field, r graph.Record, asOf graph.Day) []any {
	if !field.At {
		return field.Of(r)
	}
	if resolution, ok := r.(*graph.Resolution); ok {
		inForce, _ := resolution.Life().At(asOf)
		return []any{string(inForce)}
	}
	status := s.Histories[r.Base().ID].At(asOf)
	switch field.Name {
	case "status":
		return []any{string(status.Status)}
	case "since":
		return dated(status.Since)
	case "lastConfirmed":
		return dated(status.LastConfirmed)
	case "exact":
		return []any{status.Exact}
	case "unilateral":
		return []any{status.Unilateral}
	case "disputed":
		return []any{status.Disputed}
	case "underReview":
		return []any{status.UnderReview}
	case "basis":
		if status.Basis != "" {
			return []any{string(status.Basis)}
		}
	}
	return nil
}

func dated(d graph.PartialDate) []any {
	if d.IsZero() {
		return nil
	}
	return []any{d}
}

// compares applies one comparison to a value of a field and a value asked for.
func compares(field graph.Field, op graph.Op, has, asked any) bool {
	switch has := has.(type) {
	case string:
		return comparesText(field, op, has, asked.(string))
	case graph.PartialDate:
		day := asked.(graph.Day)
		switch op {
		case graph.OpBefore:
			return has.First() < day
		case graph.OpAfter:
			return has.First() > day
		}
		return has.First() <= day && day <= has.Last()
	case int64:
		return comparesNumber(op, has, asked.(int64))
	case float64:
		return comparesNumber(op, has, asked.(float64))
	}
	return has == asked
}

func comparesText(field graph.Field, op graph.Op, has, asked string) bool {
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
}

func comparesNumber[N int64 | float64](op graph.Op, has, asked N) bool {
	switch op {
	case graph.OpBefore:
		return has < asked
	case graph.OpAfter:
		return has > asked
	}
	return has == asked
}
