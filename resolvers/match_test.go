package resolvers_test

import (
	"errors"
	"fmt"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// A list of somebody's own is answered row by row, and the graph goes on from its cities.
func TestRowsOfAListAreMatched(t *testing.T) {
	store := bundled(t)
	counted := &counting{Reader: store}
	root := resolvers.New(atlas.New(counted, today))
	question := `query ($rows: [MatchRowInput!]!) { matchCities(rows: $rows, candidates: 2, asOf: "2022-12-31") { row outcome
		city { name links(first: 50, filter: {city: {name: {eq: "Rovaniemi"}}}) { nodes { status { status } otherCity(than: "murmansk-ru") { name } } } }
		candidates { city { name } score name reasons } } }`
	row := func(fields ...string) map[string]any {
		r := map[string]any{}
		for i := 0; i < len(fields); i += 2 {
			r[fields[i]] = fields[i+1]
		}
		return r
	}
	rows := []any{
		row("name", "Мурманск", "country", "Россия"), row("name", "Aix-la-Chapelle"), row("code", "Q1829"),
		row("name", "Portland, OR"), row("name", "Portland"), row("name", "Atlantis"), row("name", "Murmansk", "country", "Norway"), row(),
	}
	data, errs := askOf(t, t.Context(), root, question, map[string]any{"rows": rows})
	if errs != nil {
		t.Fatal(errs)
	}
	for i, want := range []struct{ outcome, city, reason string }{
		{"MATCHED", "Murmansk", "COUNTRY"}, {"MATCHED", "Aachen", "ALIAS"}, {"MATCHED", "Kaliningrad", "CODE"},
		{"MATCHED", "Portland", "REGION"}, {"AMBIGUOUS", "", "NAME"}, {"UNKNOWN", "", ""}, {"UNKNOWN", "", "COUNTRY_DIFFERS"}, {"UNKNOWN", "", ""},
	} {
		match := data["matchCities"].([]any)[i].(map[string]any)
		city, _ := match["city"].(map[string]any)
		if match["row"] != float64(i) || match["outcome"] != want.outcome || (want.city == "") != (city == nil) || city != nil && city["name"] != want.city {
			t.Errorf("row %v is %v, want %+v", rows[i], match, want)
		}
		var reasons []any
		if candidates := match["candidates"].([]any); len(candidates) > 0 {
			reasons = candidates[0].(map[string]any)["reasons"].([]any)
		}
		found := want.reason == "" && len(reasons) == 0
		for _, reason := range reasons {
			found = found || reason == want.reason
		}
		if !found {
			t.Errorf("row %v has the reasons %v, want %s", rows[i], reasons, want.reason)
		}
	}
	first := data["matchCities"].([]any)[0].(map[string]any)["city"].(map[string]any)["links"].(map[string]any)["nodes"].([]any)
	if len(first) != 1 || first[0].(map[string]any)["status"].(map[string]any)["status"] != "SUSPENDED" {
		t.Errorf("the link of Murmansk and Rovaniemi at the end of 2022: %v", first)
	}

	read := len(counted.calls)
	if _, errs := askOf(t, t.Context(), root, `{ matchCities(rows: [{name: "Chicago"}]) { outcome city { name } } }`, nil); errs != nil {
		t.Fatal(errs)
	}
	if len(counted.calls) != read {
		t.Errorf("another list read the network again: %q", counted.calls[read:])
	}
}

// Each city on record is found by what it says of itself, and none for another.
func TestCitiesAreMatchedToThemselves(t *testing.T) {
	store := bundled(t)
	root := resolvers.New(atlas.New(store, today))
	data, errs := askOf(t, t.Context(), root, `{ a: cities(first: 500) { nodes { ...it } } b: cities(last: 100) { nodes { ...it } } } fragment it on City { slug name country region }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	matched, other := 0, 0
	for _, page := range []string{"a", "b"} {
		cities := data[page].(map[string]any)["nodes"].([]any)
		var rows []any
		for _, city := range cities {
			c := city.(map[string]any)
			rows = append(rows, map[string]any{"name": c["name"], "country": c["country"], "region": c["region"]})
		}
		answer, errs := askOf(t, t.Context(), root, `query ($rows: [MatchRowInput!]!) { matchCities(rows: $rows) { outcome city { slug } candidates { city { slug } } } }`, map[string]any{"rows": rows})
		if errs != nil {
			t.Fatal(errs)
		}
		for i, match := range answer["matchCities"].([]any) {
			m, slug := match.(map[string]any), cities[i].(map[string]any)["slug"]
			switch city, _ := m["city"].(map[string]any); {
			case city == nil:
				other++
				t.Logf("%v is %v: %v", slug, m["outcome"], m["candidates"])
			case city["slug"] == slug:
				matched++
			default:
				t.Errorf("%v is matched to %v", slug, city["slug"])
			}
		}
	}
	if matched < 19*other {
		t.Errorf("%d cities are matched to themselves and %d are not", matched, other)
	}
}

func TestListsThatCannotBeMatched(t *testing.T) {
	store := bundled(t)
	long := make([]any, 1001)
	for i := range long {
		long[i] = map[string]any{"name": fmt.Sprint("Town ", i)}
	}
	for about, c := range map[string]struct {
		variables map[string]any
		code      graph.Code
		path      string
	}{
		"no rows":              {map[string]any{"rows": []any{}}, graph.BadUserInput, "rows"},
		"too many rows":        {map[string]any{"rows": long}, graph.LimitExceeded, "rows"},
		"a row that is a book": {map[string]any{"rows": []any{map[string]any{"name": fmt.Sprintf("%2000d", 1)}}}, graph.LimitExceeded, "rows.0"},
		"too many candidates":  {map[string]any{"rows": []any{map[string]any{"name": "Aachen"}}, "n": 11}, graph.BadUserInput, "candidates"},
	} {
		t.Run(about, func(t *testing.T) {
			_, errs := ask(t, t.Context(), store, `query ($rows: [MatchRowInput!]!, $n: Int! = 1) { matchCities(rows: $rows, candidates: $n) { outcome } }`, c.variables)
			if len(errs) != 1 {
				t.Fatalf("errors %v", errs)
			}
			if e, ok := errors.AsType[*graph.Error](errs[0]); !ok || e.Code != c.code || e.Path != c.path {
				t.Errorf("%v, want %v at %q", errs[0], c.code, c.path)
			}
		})
	}
}
