package storetest

import (
	"fmt"
	"strings"
	"time"

	"twingraph/graph"
)

// showView writes a view as one would ask it.
func showView(v graph.View) string {
	return fmt.Sprintf("(as of %s, known at %s, for %s)", v.AsOf, v.KnownAt.Format(time.RFC3339Nano), v.Tier)
}

// showQuery writes a query as one would ask it.
func showQuery(q graph.Query) string {
	s := fmt.Sprintf("%s where %s", q.Word, showFilter(q.Where))
	if q.OrderBy != "" {
		s += " by " + q.OrderBy
	}
	if q.Counted != nil {
		s += " that match " + showFilter(q.Counted)
	}
	if q.Desc {
		s += " descending"
	}
	s += showWindow(q.Window())
	return s
}

// showWindow writes a window as one would ask for it.
func showWindow[P any](w graph.Window[P]) string {
	s := ""
	for _, part := range []struct {
		name string
		size int
		at   *P
	}{{"first", w.First, nil}, {"last", w.Last, nil}, {"after", 0, w.After}, {"before", 0, w.Before}} {
		switch {
		case part.at != nil:
			s += fmt.Sprintf(" %s %v", part.name, *part.at)
		case part.size != 0:
			s += fmt.Sprintf(" %s %d", part.name, part.size)
		}
	}
	return s
}

// showFilter writes a filter as one would ask it.
func showFilter(f *graph.Filter) string {
	switch {
	case f == nil:
		return "anything"
	case f.Or != nil:
		return "(" + showFilters(f.Or, " or ") + ")"
	case f.Not != nil:
		return "not " + showFilter(f.Not)
	case f.Is != nil:
		return fmt.Sprintf("%s %s %v", f.Is.Field, f.Is.Op, f.Is.Values)
	case f.Has != nil && f.Has.On != "":
		return fmt.Sprintf("has %s on %s (%s)", f.Has.Edge, f.Has.On, showFilter(f.Has.Where))
	case f.Has != nil:
		return fmt.Sprintf("has %d %s (%s)", f.Has.Needs(), f.Has.Edge, showFilter(f.Has.Where))
	case f.Ends != nil:
		return fmt.Sprintf("ends (%s) and (%s)", showFilter(f.Ends.One), showFilter(f.Ends.Other))
	}
	return "(" + showFilters(f.And, " and ") + ")"
}

func showFilters(parts []*graph.Filter, between string) string {
	shown := make([]string, len(parts))
	for i, part := range parts {
		shown[i] = showFilter(part)
	}
	return strings.Join(shown, between)
}
