package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// firstOf asks a question of the bundled dataset and returns the data of its first field.
func firstOf(t *testing.T, question string, variables map[string]any) (any, string) {
	t.Helper()
	data, errs := askOf(t, t.Context(), resolvers.New(atlas.New(bundled(t), today)), question, variables)
	if errs != nil {
		return nil, errs.Error()
	}
	for _, value := range data {
		return value, ""
	}
	return nil, ""
}

// The twelve aliased counts of Polish texts by kind and outcome are one field.
func TestCountsAgreeWithTheListsTheyCount(t *testing.T) {
	value, err := firstOf(t, `{ counts(of: {resolutions: {city: {country: {eq: "PL"}}}}, by: [KIND, OUTCOME], asOf: "2026-11-22") {
		asOf total rows { keys { by value } count } } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	counts := value.(map[string]any)
	sum, before := 0.0, counts["total"].(float64)
	for _, row := range counts["rows"].([]any) {
		row := row.(map[string]any)
		var conditions []string
		for _, key := range row["keys"].([]any) {
			key := key.(map[string]any)
			shown := "null"
			if key["value"] != nil {
				shown = key["value"].(string)
			}
			conditions = append(conditions, fmt.Sprintf("%s: {eq: %s}", strings.ToLower(key["by"].(string)), shown))
		}
		listed, err := firstOf(t, fmt.Sprintf(`{ resolutions(filter: {city: {country: {eq: "PL"}}, %s}, first: 1, asOf: "2026-11-22") { totalCount } }`, strings.Join(conditions, ", ")), nil)
		if err != "" {
			t.Fatal(err)
		}
		if listed.(map[string]any)["totalCount"] != row["count"] {
			t.Errorf("%v: the list has %v", row, listed)
		}
		if row["count"].(float64) > before {
			t.Errorf("%v comes after a smaller group", row)
		}
		before = row["count"].(float64)
		sum += before
	}
	if sum != counts["total"] || sum == 0 {
		t.Errorf("the groups have %v, together %v", sum, counts["total"])
	}
}

// Links that are not established are left out as in twinningLinks, unless asked for.
func TestCountsOfLinksAreThoseOfTheDay(t *testing.T) {
	for _, c := range []struct {
		filter string
		want   bool
	}{
		{`{}`, false},
		{`{status: {in: [ACTIVE, NOT_ESTABLISHED]}}`, true},
	} {
		value, err := firstOf(t, fmt.Sprintf(`{ counts(of: {twinningLinks: %s}, by: [STATUS], asOf: "1980-01-01") { rows { keys { value } } } }`, c.filter), nil)
		if err != "" {
			t.Fatal(err)
		}
		if got := strings.Contains(fmt.Sprint(value), "NOT_ESTABLISHED"); got != c.want {
			t.Errorf("%s: %v", c.filter, value)
		}
	}
}

func TestCountsThatCannotBeAsked(t *testing.T) {
	for _, c := range []struct {
		name, of, by string
		variable     map[string]any // in place of of
		want         string
	}{
		{"two types in a variable", "", "[KIND]", map[string]any{"cities": map[string]any{}, "sources": map[string]any{}}, "exactly one"},
		{"none in a variable", "", "[KIND]", map[string]any{}, "exactly one"},
		{"null in a variable", "", "[KIND]", map[string]any{"cities": nil}, "exactly one"},
		{"by what cities do not have", `{cities: {}}`, "[OUTCOME]", nil, "there are NAME, KIND"},
		{"by the same twice", `{cities: {}}`, "[KIND, KIND]", nil, "KIND is there twice"},
		{"by nothing", `{cities: {}}`, "[]", nil, "nothing to count by"},
		{"by four", `{cities: {}}`, "[KIND, COUNTRY, REGION, CONFIDENCE]", nil, "at most 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			question := fmt.Sprintf(`{ counts(of: %s, by: %s) { total } }`, c.of, c.by)
			var variables map[string]any
			if c.variable != nil {
				question = fmt.Sprintf(`query($of: RecordFilter!) { counts(of: $of, by: %s) { total } }`, c.by)
				variables = map[string]any{"of": c.variable}
			}
			if value, err := firstOf(t, question, variables); !strings.Contains(err, c.want) {
				t.Errorf("%v, %q", value, err)
			}
		})
	}
}

// Cities of one name, links of one pair, countries without links: what is found agrees
// with itself, seen from either side.
func TestNamesakesAndParallelLinks(t *testing.T) {
	value, err := firstOf(t, `{ cities(filter: {name: {startsWith: "Portland"}}) { nodes { slug name sameNameAs { slug sameNameAs { slug } } } } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	if text := fmt.Sprint(value); !strings.Contains(text, "sameNameAs:[map[sameNameAs:") {
		t.Errorf("no Portland has a namesake: %s", text)
	}
	value, err = firstOf(t, `{ twinningLinks(filter: {parallel: {}}, first: 500) { totalCount nodes { slug cities { slug } parallel { slug cities { slug } parallel { slug } } } } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	for _, node := range value.(map[string]any)["nodes"].([]any) {
		link := node.(map[string]any)
		others := link["parallel"].([]any)
		if len(others) == 0 {
			t.Errorf("%v has none", link["slug"])
		}
		for _, other := range others {
			if back := fmt.Sprint(other.(map[string]any)["parallel"]); !strings.Contains(back, "slug:"+link["slug"].(string)+"]") {
				t.Errorf("%v is not parallel to those that are parallel to it: %v", link["slug"], back)
			}
		}
	}
	value, err = firstOf(t, `{ networkMetrics(asOf: "2026-11-22") { countriesWithoutLinks countryMatrix(first: 500) { nodes { a b } } } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	metrics := value.(map[string]any)
	linked := fmt.Sprint(metrics["countryMatrix"])
	for _, code := range metrics["countriesWithoutLinks"].([]any) {
		if strings.Contains(linked, ":"+code.(string)+" ") || strings.Contains(linked, ":"+code.(string)+"]") {
			t.Errorf("%v has links", code)
		}
	}
}

// A link was suspended while a text of one of its cities was in force: the claim, by its
// own date, and the link, by when its status began.
func TestOnTheDayOfTheRecordItself(t *testing.T) {
	value, err := firstOf(t, `{ claims(filter: {type: {eq: SUSPENDED}, respondsToThen: {inForce: {eq: TRUE}}}, orderBy: {field: DATE}, first: 500, asOf: "2026-11-22") {
		totalCount nodes { slug effective respondsTo { adopted } } } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	all, err := firstOf(t, `{ claims(filter: {type: {eq: SUSPENDED}, respondsTo: {inForce: {eq: TRUE}}}, first: 500, asOf: "2026-11-22") { totalCount } }`, nil)
	if err != "" {
		t.Fatal(err)
	}
	then, now := value.(map[string]any)["totalCount"].(float64), all.(map[string]any)["totalCount"].(float64)
	if then == 0 || then == now {
		t.Errorf("%v answer a text in force then, %v one in force now: the question shows nothing", then, now)
	}
	before := ""
	for _, node := range value.(map[string]any)["nodes"].([]any) {
		effective := node.(map[string]any)["effective"].(string)
		if effective < before {
			t.Errorf("%v is out of order", node)
		}
		before = effective
	}
	links, err := firstOf(t, `{ twinningLinks(filter: {status: {eq: SUSPENDED}, cityThen: {country: {eq: "PL"}, resolutions: {inForce: {eq: TRUE}}}}, asOf: "2026-11-22") { totalCount } }`, nil)
	if err != "" || links.(map[string]any)["totalCount"].(float64) == 0 {
		t.Errorf("links suspended while a text was in force: %v, %s", links, err)
	}
}
