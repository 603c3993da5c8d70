package atlas

import (
	"context"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
)

// Counts counts records in groups. of has one part: the name of a list of records, such as
// resolutions, with the filter of the list; by are names of groupings as the schema writes
// them, such as ADOPTED_YEAR. Errors are those of the filter and of graph.Reader.Count, or
// BadUserInput for what cannot be counted, or not by that. With disputes it says too how many
// of them are of a place that several states claim.
func (r *Request) Counts(ctx context.Context, v graph.View, of Filter, by []string, disputes bool) (Counted, error) {
	shape, written, err := countedOf(of)
	if err != nil {
		return Counted{}, err
	}
	path := "of." + listOf(shape)
	where, err := partsOf(shape.Word, written, path)
	if err != nil {
		return Counted{}, err
	}
	if shape.Word == graph.WordTwinningLink && !Mentions(where, "status") {
		where = graph.All(where, established())
	}
	q := graph.CountQuery{Word: shape.Word, Where: where}
	for i, name := range by {
		if slices.Contains(by[:i], name) {
			return Counted{}, graph.Errorf(graph.BadUserInput, "%s is there twice", name).At("by")
		}
		grouping, err := groupingOf(shape, name)
		if err != nil {
			return Counted{}, err
		}
		q.By = append(q.By, grouping)
	}
	return r.counted(ctx, v, q, shape, disputes)
}

// countedOf returns the shape of what is counted and its filter. A value that came as a
// variable may have several parts or none.
func countedOf(of Filter) (*graph.Shape, Filter, error) {
	given := slices.Sorted(maps.Keys(of))
	if len(given) != 1 || of[given[0]] == nil {
		return nil, nil, graph.Errorf(graph.BadUserInput, "give exactly one type to count, with its filter: {cities: {}} counts all cities").At("of")
	}
	for _, word := range graph.Words() {
		if shape := graph.ShapeOf(word); listOf(shape) == given[0] {
			written, ok := of[given[0]].(Filter)
			if !ok {
				return nil, nil, graph.Errorf(graph.BadUserInput, "a filter is an object").At("of." + given[0])
			}
			return shape, written, nil
		}
	}
	return nil, nil, graph.Errorf(graph.BadUserInput, "there is no list of %q", given[0]).At("of")
}

// listOf returns what the list of all records of a word is called: twinningLinks.
func listOf(shape *graph.Shape) string {
	first, rest, _ := strings.Cut(strings.TrimSuffix(shape.File, ".csv"), "_")
	for _, part := range strings.Split(rest, "_") {
		if part != "" {
			first += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return first
}

// groupingOf returns the grouping that the schema calls by that name.
func groupingOf(shape *graph.Shape, name string) (graph.Grouping, error) {
	var names []string
	for _, g := range shape.Groupings() {
		if GroupingName(g) == name {
			return g, nil
		}
		names = append(names, GroupingName(g))
	}
	return graph.Grouping{}, graph.Errorf(graph.BadUserInput, "%s cannot be counted by %s; there are %s", listOf(shape), name, strings.Join(names, ", ")).At("by")
}

// GroupingName returns the name of a grouping as the schema writes it: ADOPTED_YEAR for
// adoptedYear.
func GroupingName(g graph.Grouping) string {
	var b strings.Builder
	for _, r := range g.Name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}
