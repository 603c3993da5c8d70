package atlas

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
)

// Filter is a filter as it is written: the value of an input such as CityFilter, with
// strings, bools, numbers, graph.Day, maps and lists. Names of fields and edges are those
// of the word's Shape; the two exceptions are city (some end) and between (both ends) of
// links. An edge that can lead to several records has two parts more: links is that one of
// them matches, linksNone that none does, linksAtLeast that so many do. Nil selects
// everything.
type Filter = map[string]any

// ReadFilter reads a filter of records of word, which is the argument called filter; nil
// for one that selects everything. Errors have code BadUserInput or LimitExceeded.
func ReadFilter(word graph.Word, written Filter) (*graph.Filter, error) {
	where, err := partsOf(word, written, "filter")
	if err != nil {
		return nil, err
	}
	return where, where.Check(word)
}

// ReadListFilter reads a filter of a list as ReadFilter does. It leaves out links that are
// NOT_ESTABLISHED unless the filter says something about status.
func ReadListFilter(word graph.Word, written Filter) (*graph.Filter, error) {
	where, err := partsOf(word, written, "filter")
	if err != nil {
		return nil, err
	}
	if word == graph.WordTwinningLink && !Mentions(where, "status") {
		where = graph.All(where, established())
	}
	return where, where.Check(word)
}

// ReadCounted reads the filter of what an order of records of word by a number counts, nil
// for an order by a field. Errors have code BadUserInput or LimitExceeded.
func ReadCounted(word graph.Word, orderBy string, written Filter) (*graph.Filter, error) {
	edge, counts := graph.Query{Word: word, OrderBy: orderBy}.Counts()
	switch {
	case !counts && written == nil:
		return nil, nil
	case !counts:
		return nil, graph.Errorf(graph.BadUserInput, "an order by %q counts nothing: leave the filter out", orderBy).At("orderBy")
	case written == nil:
		written = Filter{}
	}
	where, err := hop(edge, written, "orderBy."+edge.Name)
	if err != nil {
		return nil, err
	}
	return where, where.Check(edge.To)
}

// readPart reads a filter that is a part of an argument; nil for one that selects
// everything. Errors name the part.
func readPart(word graph.Word, written Filter, argument string) (*graph.Filter, error) {
	where, err := partsOf(word, written, argument)
	if err != nil {
		return nil, err
	}
	if err := where.Check(word); err != nil {
		return nil, at(err, argument)
	}
	return where, nil
}

// established selects the links that are not NOT_ESTABLISHED: those are left out
// unless a filter says something about status.
func established() *graph.Filter { return graph.In("status", graph.StatusesEstablished()...) }

// Mentions reports whether the filter has a condition on the field, on the records
// themselves and not across an edge.
func Mentions(f *graph.Filter, field string) bool {
	if f == nil {
		return false
	}
	in := func(part *graph.Filter) bool { return Mentions(part, field) }
	return f.Is != nil && f.Is.Field == field || Mentions(f.Not, field) ||
		slices.ContainsFunc(f.And, in) || slices.ContainsFunc(f.Or, in)
}

// partsOf turns one filter input into a filter: all its parts have to match.
func partsOf(word graph.Word, input map[string]any, path string) (*graph.Filter, error) {
	var parts []*graph.Filter
	for _, name := range slices.Sorted(maps.Keys(input)) {
		value := input[name]
		if value == nil {
			continue
		}
		part, err := partOf(word, name, value, path+"."+name)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return graph.All(parts...), nil
}

func partOf(word graph.Word, name string, value any, path string) (*graph.Filter, error) {
	shape := graph.ShapeOf(word)
	switch name {
	case "and", "or":
		list, err := filtersOf(word, value, path)
		if err != nil {
			return nil, err
		}
		if name == "and" {
			return &graph.Filter{And: list}, nil
		}
		return &graph.Filter{Or: list}, nil
	case "not":
		part, err := nested(word, value, path)
		return graph.Not(part), err
	case "between":
		return ends(value, path)
	}
	if edge, ok := shape.Edge(thenEdge(word, name)); ok && name != edge.Name {
		where, err := hop(edge, value, path)
		return graph.HasOn(edge.Name, dateOf(shape), where), err
	}
	if edge, ok := edgeOf(shape, name); ok {
		where, err := hop(edge, value, path)
		return graph.Has(edge.Name, where), err
	}
	if edge, ok := severalOf(shape, name, "None"); ok {
		where, err := hop(edge, value, path)
		return graph.Not(graph.Has(edge.Name, where)), err
	}
	if edge, ok := severalOf(shape, name, "AtLeast"); ok {
		return atLeast(edge, value, path)
	}
	if field, ok := shape.Field(name); ok {
		return conditions(field, value, path)
	}
	return nil, graph.Errorf(graph.BadUserInput, "a %s cannot be filtered by %q", word, name).At(path)
}

// then ends the names of filters on records across an edge as they were on the day of the
// record itself.
const then = "Then"

// thenEdge returns the name of the edge that a filter with such a name is about, empty for
// any other name.
func thenEdge(word graph.Word, name string) string {
	edge, ok := strings.CutSuffix(name, then)
	switch {
	case !ok:
		return ""
	case word == graph.WordTwinningLink && edge == "city":
		return "cities"
	}
	return edge
}

// dateOf returns the name of the date that says when a record is about: its own, of a link
// that of its present status.
func dateOf(shape *graph.Shape) string {
	if _, ok := shape.Field("date"); ok {
		return "date"
	}
	return "since"
}

func filtersOf(word graph.Word, value any, path string) ([]*graph.Filter, error) {
	filters := []*graph.Filter{}
	for i, v := range asList(value) {
		part, err := nested(word, v, fmt.Sprintf("%s[%d]", path, i))
		if err != nil {
			return nil, err
		}
		if part == nil {
			part = &graph.Filter{And: []*graph.Filter{}}
		}
		filters = append(filters, part)
	}
	return filters, nil
}

func nested(word graph.Word, value any, path string) (*graph.Filter, error) {
	input, ok := value.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadUserInput, "a filter is an object").At(path)
	}
	return partsOf(word, input, path)
}

// edgeOf returns the edge that a part of a filter is named for.
func edgeOf(shape *graph.Shape, name string) (graph.Edge, bool) {
	if shape.Word == graph.WordTwinningLink && name == "city" {
		name = "cities"
	}
	return shape.Edge(name)
}

// severalOf returns the edge that a part of a filter is named for, before a suffix: one
// that can lead to several records.
func severalOf(shape *graph.Shape, name, suffix string) (graph.Edge, bool) {
	name, ok := strings.CutSuffix(name, suffix)
	if !ok {
		return graph.Edge{}, false
	}
	edge, ok := edgeOf(shape, name)
	return edge, ok && shape.Several(edge)
}

// hop reads what records across an edge have to match.
func hop(edge graph.Edge, value any, path string) (*graph.Filter, error) {
	where, err := nested(edge.To, value, path)
	if err != nil {
		return nil, err
	}
	if edge.To == graph.WordTwinningLink && !Mentions(where, "status") {
		where = graph.All(where, established())
	}
	return where, nil
}

// atLeast reads that so many records across an edge have to match.
func atLeast(edge graph.Edge, value any, path string) (*graph.Filter, error) {
	input, ok := value.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadUserInput, "how many and of what is an object").At(path)
	}
	n, ok := asNumber(input["count"])
	if !ok || n < 1 {
		return nil, graph.Errorf(graph.BadUserInput, "count is %v; ask for 1 or more, or for none with %sNone", input["count"], edge.Name).At(path + ".count")
	}
	of := input["of"]
	if of == nil {
		of = map[string]any{}
	}
	where, err := hop(edge, of, path+".of")
	return graph.HasAtLeast(int(n), edge.Name, where), err
}

func ends(value any, path string) (*graph.Filter, error) {
	input, ok := value.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadUserInput, "a pair of cities is an object").At(path)
	}
	end := func(name string) (*graph.Filter, error) {
		value := input[name]
		if value == nil {
			return nil, nil
		}
		return nested(graph.WordCity, value, path+"."+name)
	}
	one, err := end("one")
	if err != nil {
		return nil, err
	}
	other, err := end("other")
	if err != nil {
		return nil, err
	}
	return &graph.Filter{Ends: &graph.Ends{One: one, Other: other}}, nil
}

// operators maps the names of comparisons in the schema to those of the domain.
var operators = map[string]graph.Op{
	"eq": graph.OpIn, "in": graph.OpIn, "contains": graph.OpContains, "startsWith": graph.OpStartsWith,
	"before": graph.OpBefore, "after": graph.OpAfter, "on": graph.OpOn,
	"lessThan": graph.OpBefore, "greaterThan": graph.OpAfter,
}

// conditions turns one comparison input into conditions that all have to hold. An
// explicit `eq: null` selects records whose field is not known.
func conditions(field graph.Field, value any, path string) (*graph.Filter, error) {
	input, ok := value.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadUserInput, "a comparison is an object").At(path)
	}
	var parts []*graph.Filter
	for _, name := range slices.Sorted(maps.Keys(input)) {
		at := path + "." + name
		c := &graph.Condition{Field: field.Name, Op: operators[name]}
		switch given := input[name]; {
		case given == nil && name == "eq":
			c.Op = graph.OpMissing
		case given == nil:
			continue
		case name == "in":
			for _, v := range asList(given) {
				converted, err := valueOf(field, v, at)
				if err != nil {
					return nil, err
				}
				c.Values = append(c.Values, converted)
			}
		default:
			converted, err := valueOf(field, given, at)
			if err != nil {
				return nil, err
			}
			c.Values = []any{converted}
		}
		parts = append(parts, &graph.Filter{Is: c})
	}
	if len(parts) == 0 {
		return &graph.Filter{And: []*graph.Filter{}}, nil
	}
	return graph.All(parts...), nil
}

// valueOf converts one value of a comparison to the type of the field.
func valueOf(field graph.Field, v any, path string) (any, error) {
	bad := graph.Errorf(graph.BadUserInput, "%v does not fit here", v).At(path)
	switch field.Type {
	case graph.Text, graph.Enum:
		if s, ok := v.(string); ok {
			return s, nil
		}
	case graph.Ref:
		s := fmt.Sprint(v)
		if graph.ValidID(graph.ID(s)) {
			return s, nil
		}
		g, err := ParseGlobalID(s, path)
		switch {
		case err != nil && g.Word != "":
			return nil, err
		case err != nil:
			return s, nil
		}
		return string(g.ID), nil
	case graph.Date:
		if day, ok := v.(graph.Day); ok {
			return day, nil
		}
		s, ok := v.(string)
		if !ok {
			return nil, bad
		}
		day, err := graph.ParseDay(s)
		if err != nil {
			return nil, graph.Errorf(graph.BadUserInput, "%q is not a date: write YYYY-MM-DD, for example 2022-03-01", s).At(path)
		}
		return day, nil
	case graph.Number:
		if n, ok := asNumber(v); ok {
			return int64(n), nil
		}
	case graph.Decimal:
		if n, ok := asNumber(v); ok {
			return n, nil
		}
	case graph.Bool:
		if b, ok := v.(bool); ok {
			return b, nil
		}
	}
	return nil, bad
}

func asNumber(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case int32:
		return float64(n), true
	case int64:
		return float64(n), true
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}

// asList returns a list as GraphQL coerces it: a single value is a list of one.
func asList(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}
