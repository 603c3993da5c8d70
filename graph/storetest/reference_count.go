package storetest

import (
	"context"
	"fmt"
	"strings"

	"twingraph/graph"
)

// Count counts records in groups; see graph.Reader.
func (r *Reference) Count(ctx context.Context, v graph.View, q graph.CountQuery) (graph.Counted, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := q.Check(); err != nil {
		return graph.Counted{}, err
	}
	counted, counts := graph.Counted{Groups: []graph.Group{}}, map[string]int{}
	for _, record := range r.all(v, q.Word) {
		if !r.matches(v, q.Where, record) {
			continue
		}
		counted.Total++
		groups := map[string]bool{}
		for _, across := range r.choices(v, q, record) {
			for _, keys := range r.keys(v, q.By, record, across) {
				groups[strings.Join(keys, "\x00")] = true
			}
		}
		for group := range groups {
			counts[group]++
		}
	}
	if len(counts) > graph.MaxGroups {
		return graph.Counted{}, graph.TooManyGroups()
	}
	for group, n := range counts {
		counted.Groups = append(counted.Groups, graph.Group{Keys: strings.Split(group, "\x00"), Count: n})
	}
	graph.SortGroups(counted.Groups)
	return counted, stopped(ctx)
}

// choices returns every way to take one record across each edge that is counted by, by
// the names of the edges; nil where there is none across.
func (r *Reference) choices(v graph.View, q graph.CountQuery, from graph.Record) []map[string]graph.Record {
	all, edges := []map[string]graph.Record{{}}, map[string]bool{}
	for _, by := range q.By {
		if by.Edge == "" || edges[by.Edge] {
			continue
		}
		edges[by.Edge] = true
		edge, _ := graph.ShapeOf(q.Word).Edge(by.Edge)
		across := r.across(v, from, edge)
		if len(across) == 0 {
			across = []graph.Record{nil}
		}
		var longer []map[string]graph.Record
		for _, had := range all {
			for _, to := range across {
				chosen := map[string]graph.Record{by.Edge: to}
				for name, record := range had {
					chosen[name] = record
				}
				longer = append(longer, chosen)
			}
		}
		all = longer
	}
	return all
}

// keys returns the keys of every group that the values of a record, and of those chosen
// across edges, belong to.
func (r *Reference) keys(v graph.View, by []graph.Grouping, record graph.Record, across map[string]graph.Record) [][]string {
	all := [][]string{{}}
	for _, g := range by {
		of := record
		if g.Edge != "" {
			of = across[g.Edge]
		}
		var values []string
		if of != nil {
			for _, value := range r.values(v, g.Field, of) {
				values = append(values, cut(fmt.Sprint(value), g.Part))
			}
		}
		if len(values) == 0 {
			values = []string{""}
		}
		var longer [][]string
		for _, keys := range all {
			for _, value := range values {
				longer = append(longer, append(keys[:len(keys):len(keys)], value))
			}
		}
		all = longer
	}
	return all
}

// cut returns what is written of a date up to its year or month; all of anything else.
func cut(value string, part graph.DatePart) string {
	parts := strings.Split(value, "-")
	switch {
	case part == graph.PartYear:
		return parts[0]
	case part == graph.PartMonth && len(parts) > 1:
		return parts[0] + "-" + parts[1]
	}
	return value
}
