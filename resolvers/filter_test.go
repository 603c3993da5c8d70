package resolvers_test

import (
	"fmt"
	"testing"
)

// What a filter says of how many records there are across an edge agrees with what one
// counts from the lists.
func TestFiltersByHowMany(t *testing.T) {
	store := bundled(t)
	suspended := `{status: {eq: SUSPENDED}}`
	data, errs := ask(t, t.Context(), store, `{ cities(first: 500, filter: {country: {in: ["PL", "RU"]}}) { totalCount nodes { slug
		suspended: links(filter: `+suspended+`) { totalCount } links { totalCount } } } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	cities := data["cities"].(map[string]any)
	type counts struct{ suspended, links int }
	of := map[string]counts{}
	for _, node := range cities["nodes"].([]any) {
		node := node.(map[string]any)
		of[node["slug"].(string)] = counts{totalOf(node["suspended"]), totalOf(node["links"])}
	}
	if len(of) != totalOf(cities) {
		t.Fatalf("%d of %v cities", len(of), cities["totalCount"])
	}
	for _, c := range []struct {
		filter string
		want   func(counts) bool
	}{
		{`linksNone: ` + suspended, func(n counts) bool { return n.suspended == 0 }},
		{`not: {links: ` + suspended + `}`, func(n counts) bool { return n.suspended == 0 }},
		{`linksNone: {}`, func(n counts) bool { return n.links == 0 }},
		{`linksAtLeast: {count: 1, of: ` + suspended + `}`, func(n counts) bool { return n.suspended >= 1 }},
		{`linksAtLeast: {count: 2, of: ` + suspended + `}`, func(n counts) bool { return n.suspended >= 2 }},
		{`linksAtLeast: {count: 5}`, func(n counts) bool { return n.links >= 5 }},
		{`linksAtLeast: {count: 5}, not: {linksAtLeast: {count: 7}}`, func(n counts) bool { return n.links == 5 || n.links == 6 }},
		{`linksAtLeast: null, linksNone: null`, func(counts) bool { return true }},
	} {
		t.Run(c.filter, func(t *testing.T) {
			want := 0
			for _, n := range of {
				if c.want(n) {
					want++
				}
			}
			data, errs := ask(t, t.Context(), store, fmt.Sprintf(`{ cities(filter: {country: {in: ["PL", "RU"]}, %s}) { totalCount } }`, c.filter), nil)
			if errs != nil {
				t.Fatal(errs)
			}
			if got := totalOf(data["cities"]); got != want {
				t.Errorf("%d cities, want %d", got, want)
			}
			if want == 0 {
				t.Error("no city is selected: the case shows nothing")
			}
		})
	}
}

func TestBothCitiesOfALink(t *testing.T) {
	store := bundled(t)
	total := func(filter string) int {
		data, errs := ask(t, t.Context(), store, `{ twinningLinks(filter: {`+filter+`}) { totalCount } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return totalOf(data["twinningLinks"])
	}
	none, one, both := total(`cityNone: {country: {eq: "DE"}}`), total(`city: {country: {eq: "DE"}}`), total(`cityAtLeast: {count: 2, of: {country: {eq: "DE"}}}`)
	if pairs := total(`between: {one: {country: {eq: "DE"}}, other: {country: {eq: "DE"}}}`); both != pairs {
		t.Errorf("%d links with two cities in Germany, %d between German cities", both, pairs)
	}
	if all := total(``); none+one != all || one == 0 {
		t.Errorf("%d links without a city in Germany and %d with one are not %d", none, one, all)
	}
}

// totalOf returns how many records a connection says that there are.
func totalOf(connection any) int { return int(connection.(map[string]any)["totalCount"].(float64)) }
