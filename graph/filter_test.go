package graph_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

func TestFilterCheck(t *testing.T) {
	is := func(field string, op graph.Op, values ...any) *graph.Filter {
		return &graph.Filter{Is: &graph.Condition{Field: field, Op: op, Values: values}}
	}
	nested := func(n int) *graph.Filter {
		f := is("name", graph.OpIn, "Aachen")
		for range n {
			f = graph.Not(f)
		}
		return f
	}
	var many []any
	for range 1001 {
		many = append(many, "x")
	}
	day := on(t, "2022-03-01")
	const right = ""
	for _, c := range []struct {
		name   string
		word   graph.Word
		filter *graph.Filter
		code   graph.Code
		says   string // part of the message
	}{
		{"no filter", graph.WordCity, nil, right, ""},
		{"a filter without parts", graph.WordCity, &graph.Filter{}, right, ""},
		{"text is one of several", graph.WordCity, is("name", graph.OpIn, "Aachen", "Kostroma"), right, ""},
		{"one of none", graph.WordCity, is("name", graph.OpIn), right, ""},
		{"text contains", graph.WordCity, is("anyName", graph.OpContains, "chen"), right, ""},
		{"text starts with", graph.WordCity, is("region", graph.OpStartsWith, "Lub"), right, ""},
		{"a keyword", graph.WordCity, is("kind", graph.OpIn, "COUNTY"), right, ""},
		{"a number between", graph.WordCity, graph.All(is("population", graph.OpAfter, int64(10)), is("population", graph.OpBefore, int64(20))), right, ""},
		{"a number is", graph.WordCity, is("population", graph.OpIn, int64(10)), right, ""},
		{"a decimal", graph.WordCity, is("latitude", graph.OpAfter, 66.5), right, ""},
		{"a date", graph.WordClaim, is("date", graph.OpOn, day), right, ""},
		{"a truth value", graph.WordTwinningLink, is("disputed", graph.OpIn, true), right, ""},
		{"not known", graph.WordCity, is("latitude", graph.OpMissing), right, ""},
		{"across an edge", graph.WordCity, graph.Has("links", graph.Has("claims", is("date", graph.OpAfter, day))), right, ""},
		{"there is one across an edge", graph.WordCity, graph.Has("contacts", nil), right, ""},
		{"both ends", graph.WordTwinningLink, &graph.Filter{Ends: &graph.Ends{One: is("country", graph.OpIn, "PL"), Other: nil}}, right, ""},
		{"the largest tree", graph.WordCity, nested(graph.MaxFilterNodes - 1), right, ""},
		{"a thousand values", graph.WordCity, is("country", graph.OpIn, many[:1000]...), right, ""},

		{"no such field", graph.WordCity, is("mayor", graph.OpIn, "x"), graph.BadUserInput, `City has no field "mayor"`},
		{"a field of another word", graph.WordCity, is("status", graph.OpIn, "ACTIVE"), graph.BadUserInput, `"status"`},
		{"a field not shown to others", graph.WordContact, is("value", graph.OpStartsWith, "a"), graph.BadUserInput, `Contact has no field "value"`},
		{"no such edge", graph.WordCity, graph.Has("mayors", nil), graph.BadUserInput, `City has no "mayors"`},
		{"wrong across the edge", graph.WordCity, graph.Has("links", is("name", graph.OpIn, "x")), graph.BadUserInput, `TwinningLink has no field "name"`},
		{"wrong in a part of and", graph.WordCity, &graph.Filter{And: []*graph.Filter{nil, is("mayor", graph.OpIn, "x")}}, graph.BadUserInput, "mayor"},
		{"wrong in a part of or", graph.WordCity, &graph.Filter{Or: []*graph.Filter{is("name", graph.OpIn, "x"), is("mayor", graph.OpIn, "x")}}, graph.BadUserInput, "mayor"},
		{"wrong in not", graph.WordCity, graph.Not(is("mayor", graph.OpIn, "x")), graph.BadUserInput, "mayor"},
		{"wrong at one end", graph.WordTwinningLink, &graph.Filter{Ends: &graph.Ends{One: is("mayor", graph.OpIn, "x")}}, graph.BadUserInput, "City"},
		{"wrong at the other end", graph.WordTwinningLink, &graph.Filter{Ends: &graph.Ends{Other: is("mayor", graph.OpIn, "x")}}, graph.BadUserInput, "City"},
		{"ends of something else", graph.WordCity, &graph.Filter{Ends: &graph.Ends{}}, graph.BadUserInput, "two ends"},
		{"a keyword does not begin with anything", graph.WordCity, is("kind", graph.OpStartsWith, "C"), graph.BadUserInput, "startsWith"},
		{"an id contains nothing", graph.WordCity, is("id", graph.OpContains, "a"), graph.BadUserInput, "contains"},
		{"a date is not one of", graph.WordClaim, is("date", graph.OpIn, day), graph.BadUserInput, `"in"`},
		{"a decimal is not one of", graph.WordCity, is("latitude", graph.OpIn, 1.5), graph.BadUserInput, `"in"`},
		{"a number is not on a day", graph.WordCity, is("population", graph.OpOn, int64(1)), graph.BadUserInput, `"on"`},
		{"text is not before", graph.WordCity, is("name", graph.OpBefore, "x"), graph.BadUserInput, `"before"`},
		{"no such comparison", graph.WordCity, is("name", "like", "x"), graph.BadUserInput, `"like"`},
		{"a date before nothing", graph.WordClaim, is("date", graph.OpBefore), graph.BadUserInput, "exactly one value"},
		{"a date before two", graph.WordClaim, is("date", graph.OpBefore, day, day), graph.BadUserInput, "exactly one value"},
		{"text for a number", graph.WordCity, is("population", graph.OpAfter, "10"), graph.BadUserInput, "not a value of City.population"},
		{"a number for text", graph.WordCity, is("name", graph.OpIn, "x", int64(10)), graph.BadUserInput, "not a value of City.name"},
		{"a number of another size", graph.WordCity, is("population", graph.OpAfter, 10), graph.BadUserInput, "City.population"},
		{"text for a date", graph.WordClaim, is("date", graph.OpAfter, "2022-03-01"), graph.BadUserInput, "Claim.date"},
		{"a whole number for a decimal", graph.WordCity, is("latitude", graph.OpAfter, int64(66)), graph.BadUserInput, "City.latitude"},
		{"text for a truth value", graph.WordTwinningLink, is("disputed", graph.OpIn, "true"), graph.BadUserInput, "TwinningLink.disputed"},
		{"nothing for text", graph.WordCity, is("name", graph.OpIn, nil), graph.BadUserInput, "City.name"},
		{"too large a tree", graph.WordCity, nested(graph.MaxFilterNodes), graph.LimitExceeded, "200 parts"},
		{"too large a tree across an edge", graph.WordTwinningLink, graph.Has("cities", nested(graph.MaxFilterNodes-1)), graph.LimitExceeded, "200 parts"},
		{"too many values", graph.WordCity, is("country", graph.OpIn, many...), graph.LimitExceeded, "1001"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.filter.Check(c.word)
			same(t, "code", graph.CodeOf(err), c.code)
			if err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("message %q does not say %q", err, c.says)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "filter") {
				t.Errorf("message %q does not say which argument is wrong", err)
			}
		})
	}
}

func TestFiltersAreBuilt(t *testing.T) {
	t.Run("all of nothing is no filter", func(t *testing.T) {
		same(t, "without parts", graph.All(), nil)
		same(t, "of nils", graph.All(nil, nil), nil)
	})
	t.Run("all of one is that one", func(t *testing.T) {
		one := graph.In("kind", graph.CityKindCounty)
		same(t, "the filter", graph.All(nil, one, nil), one)
	})
	t.Run("all of two is both", func(t *testing.T) {
		f := graph.All(graph.In("kind", graph.CityKindCounty), nil, graph.Has("links", nil))
		same(t, "parts", len(f.And), 2)
	})
	t.Run("in takes typed values and compares strings", func(t *testing.T) {
		f := graph.In("kind", graph.CityKindCounty, graph.CityKindUnion)
		if err := f.Check(graph.WordCity); err != nil {
			t.Error(err)
		}
		same(t, "values", len(f.Is.Values), 2)
		same[any](t, "second value", f.Is.Values[1], "UNION")
	})
}

func TestFiltersHaveATextOfTheirOwn(t *testing.T) {
	build := func() []*graph.Filter {
		is := func(field string, op graph.Op, values ...any) *graph.Filter {
			return &graph.Filter{Is: &graph.Condition{Field: field, Op: op, Values: values}}
		}
		a, b := is("name", graph.OpIn, "a"), is("name", graph.OpIn, "b")
		return []*graph.Filter{
			nil, {}, {Or: []*graph.Filter{}}, a, b, is("region", graph.OpIn, "a"), is("name", graph.OpContains, "a"),
			is("name", graph.OpIn, "a", "b"), is("name", graph.OpIn, `a", "b`), is("name", graph.OpIn, "a) or(b"), is("name", graph.OpIn),
			is("name", graph.OpMissing), is("population", graph.OpAfter, int64(10)), is("population", graph.OpAfter, int64(11)),
			is("latitude", graph.OpAfter, 10.5), is("date", graph.OpAfter, graph.Day(19000)), is("date", graph.OpAfter, graph.Day(19001)),
			is("disputed", graph.OpIn, true), is("disputed", graph.OpIn, false),
			graph.Not(a), graph.Not(b), graph.Not(graph.Not(a)), {And: []*graph.Filter{a, b}}, {And: []*graph.Filter{b, a}}, {Or: []*graph.Filter{a, b}},
			graph.Not(&graph.Filter{And: []*graph.Filter{a, b}}), {And: []*graph.Filter{graph.Not(a), b}}, {Or: []*graph.Filter{a, {And: []*graph.Filter{a, b}}}},
			graph.Has("links", nil), graph.Has("links", a), graph.Has("pledges", a), graph.Has("links", graph.Not(a)),
			{Ends: &graph.Ends{}}, {Ends: &graph.Ends{One: a}}, {Ends: &graph.Ends{Other: a}}, {Ends: &graph.Ends{One: a, Other: b}},
		}
	}
	one, other := build(), build()
	seen := map[string]int{}
	for i, f := range one {
		same(t, "built twice", f.String(), other[i].String())
		if j, ok := seen[f.String()]; ok {
			t.Errorf("filters %d and %d are both %s", j, i, f)
		}
		seen[f.String()] = i
	}
}
