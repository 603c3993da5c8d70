package httpd_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// Each limit refuses what exceeds it with a code and a sentence that names the
// limit, and lets what just fits through.
func TestLimits(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) {
		c.Limits.Body, c.Limits.Address, c.Limits.Tokens = 2000, 300, 150
		c.Limits.Depth, c.Limits.Cost = 7, 1000
	})
	big := newServer(t, bundled, nil)
	const nested, valued = `query($f:CityFilter){cities(filter:$f){totalCount}}`, `{__typename}`
	post := func(query string) answer { return s.ask(t, query, nil) }
	get := func(query string) answer {
		return s.send(t, http.MethodGet, "/graphql?query="+url.QueryEscape(query), "")
	}
	for _, c := range []struct {
		name    string
		fits    answer
		exceeds answer
		status  int
		says    string
	}{
		{"body", post(`{__typename #` + strings.Repeat("x", 1900) + "\n}"), post(`{__typename #` + strings.Repeat("x", 2000) + "\n}"), http.StatusRequestEntityTooLarge, "2000 bytes"},
		{"address", get("{__typename}" + strings.Repeat(",", 80)), get("{__typename}" + strings.Repeat(",", 400)), http.StatusRequestURITooLong, "300"},
		{"tokens", post("{" + strings.Repeat("__typename ", 148) + "}"), post("{" + strings.Repeat("__typename ", 149) + "}"), 200, "150 words"},
		{"name", post("{" + strings.Repeat("x", 200) + ":__typename}"), post("{" + strings.Repeat("x", 201) + ":__typename}"), 200, "at most 200"},
		{"name of a field", post("{" + strings.Repeat("x", 65) + ":__typename}"), post("{" + strings.Repeat("x", 65) + "}"), 200, "none of more than 64"},
		{"name that is given", post("query " + strings.Repeat("q", 65) + "($" + strings.Repeat("v", 65) + ":Int=1){" + strings.Repeat("a", 65) + ":cities(first:$" + strings.Repeat("v", 65) + "){..." + strings.Repeat("f", 65) + "}} fragment " + strings.Repeat("f", 65) + " on CityConnection{totalCount}"), post("{cities(orderBy:" + strings.Repeat("x", 65) + "){totalCount}}"), 200, "none of more than 64"},
		{"nesting", s.ask(t, nested, map[string]any{"f": inOneAnother(50)}), s.ask(t, nested, map[string]any{"f": inOneAnother(51)}), 200, "$f is nested more than the 50 levels"},
		{"values", big.ask(t, valued, map[string]any{"ids": make([]int, 49_998)}), big.ask(t, valued, map[string]any{"ids": make([]int, 50_000)}), 200, "more than the 50000 values"},
		{
			"depth", post(`{cities(first:1){nodes{links(first:1){nodes{claims{sources{id}}}}}}}`),
			post(`{cities(first:1){nodes{links(first:1){nodes{claims{link{a{id}}}}}}}}`), 200, "8 fields deep; at most 7",
		},
		{"cost", post(`{cities(first:499){nodes{id id}}}`), post(`{cities(first:500){nodes{id id}}}`), 200, "1002 fields; at most 1000"},
		{"introspection", post(`{` + typesAsked(10) + `}`), post(`{` + typesAsked(11) + `}`), 200, "11 times; at most 10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.fits.Status != http.StatusOK || len(c.fits.Errors) > 0 {
				t.Errorf("what fits was refused: %d %s", c.fits.Status, c.fits.Text)
			}
			if c.exceeds.Status != c.status || c.exceeds.code() != graph.LimitExceeded || c.exceeds.Data != nil {
				t.Errorf("what exceeds: status %d, want %d with code LIMIT_EXCEEDED and no data: %s", c.exceeds.Status, c.status, c.exceeds.Text)
			}
			if !strings.Contains(c.exceeds.Text, c.says) {
				t.Errorf("the sentence does not say %q: %s", c.says, c.exceeds.Text)
			}
		})
	}
}

// inOneAnother returns a filter of n levels.
func inOneAnother(n int) map[string]any {
	filter := map[string]any{}
	for range n - 1 {
		filter = map[string]any{"not": filter}
	}
	return filter
}

// typesAsked returns n fields that read the schema.
func typesAsked(n int) string { return aliased(n, `__type(name:"City"){name}`) }

// aliased returns a field n times over, each under another name.
func aliased(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d:%s ", i, field)
	}
	return b.String()
}

// chicago is the global id of a city.
const chicago = "Q2l0eTpjaGljYWdvLWlsLXVz"

// What a question costs is said in every answer, whichever way it is written.
func TestCost(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name      string
		query     string
		variables map[string]any
		cost      int
	}{
		{"a field", `{city(id:"chicago-il-us"){id}}`, nil, 2},
		{"an unsized list counts as three", `{city(id:"chicago-il-us"){sources{id}}}`, nil, 1 + 1 + 3},
		{"a list of plain values counts once", `{city(id:"chicago-il-us"){aliases}}`, nil, 2},
		{"first is taken from the question", `{cities(first:20){nodes{id}}}`, nil, 1 + 1 + 20},
		{"first is taken from a variable", `query($n:Int!){cities(first:$n){nodes{id}}}`, map[string]any{"n": 20}, 1 + 1 + 20},
		{"first is taken from a variable's default", `query($n:Int!=20){cities(first:$n){nodes{id}}}`, nil, 1 + 1 + 20},
		{"a page has 50 where the question does not say", `{cities{nodes{id}}}`, nil, 1 + 1 + 50},
		{"also where it says null", `query($n:Int){cities(first:$n,last:null){nodes{id}}}`, nil, 1 + 1 + 50},
		{"last counts as first does", `{cities(last:20){nodes{id}}}`, nil, 1 + 1 + 20},
		{"last is taken from a variable", `query($n:Int){cities(last:$n){nodes{id}}}`, map[string]any{"n": 20}, 1 + 1 + 20},
		{"first of a map is taken from the schema", `{mapSlice{cities{slug}}}`, nil, 1 + 1 + 1000},
		{"first of a search", `{search(query:"x",first:7){nodes{name}}}`, nil, 1 + 1 + 7},
		{"ids count", `{nodes(ids:["` + chicago + `","` + chicago + `"]){id}}`, nil, 1 + 2},
		{"ids of a variable count", `query($ids:[ID!]!){nodes(ids:$ids){id}}`, map[string]any{"ids": []string{chicago, chicago, chicago}}, 1 + 3},
		{"only lists of a page count often", `{cities(first:100){totalCount pageInfo{hasNextPage}}}`, nil, 1 + 1 + 2},
		{"nodes and edges both count", `{cities(first:10){nodes{id} edges{node{id}}}}`, nil, 1 + 1 + 10 + 1 + 20},
		{"a fragment counts where it is spread", `{cities(first:10){...F}} fragment F on CityConnection{nodes{id}}`, nil, 1 + 1 + 10},
		{"each spread counts", `{a:cities(first:10){...F} b:cities(first:5){...F}} fragment F on CityConnection{nodes{id}}`, nil, 12 + 7},
		{"what is skipped is free", `query($no:Boolean!){cities @skip(if:true){nodes{id}} city(id:"x") @include(if:$no){id} __typename}`, map[string]any{"no": false}, 0},
		{"the name of a type is free", `{__typename city(id:"chicago-il-us"){__typename id}}`, nil, 2},
		{"a type of the schema counts thrice", `{__type(name:"City"){name kind}}`, nil, 3 * (1 + 2)},
		{"a type that another wraps counts a quarter", `{__type(name:"City"){ofType{ofType{ofType{name}}}}}`, nil, 3 * (1 + 1)},
		{"aliases count", `{a:city(id:"chicago-il-us"){id} b:city(id:"chicago-il-us"){id}}`, nil, 4},
		{"a list of a computed answer has its usual length", `{approachPlan(target:"tuchow-pl",from:"illingen-saar-de",goal:REPEAL){cases{kind claims{type}}}}`, nil, 1 + 1 + 10*(1+1+3)},
		{"on a page it counts for each entry, the page's own once", `{dialogueCandidates(for:{country:"DE"},goal:KEEP,first:20){weights{part} nodes{score parts{points facts{kind}}}}}`, nil, 1 + (1 + 7) + (1 + 20*(1+1+7*(1+1+6)))},
		{"first of paths bounds them", `{connections(from:{city:"kyiv-ua"},to:{city:"munich-de"}){asOf paths(first:7){nodes{length steps{links{slug}}}}}}`, nil, 1 + 1 + (1 + 1 + 7*(1+1+4*(1+1)))},
		{"first of mediators bounds their ways", `{mediators(between:[{city:"kyiv-ua"},{city:"munich-de"}],first:30){nodes{rank ways{distance}}}}`, nil, 1 + 1 + 30*(1+1+2)},
		{"what is supposed bounds what follows", `{whatIf(changes:[{link:"munich-de--kyiv-ua",status:ENDED},{link:"chicago-il-us--kyiv-ua",status:ENDED}]){links{supposed} apart(first:3){nodes{size}}}}`, nil, 1 + (1 + 2) + (1 + 1 + 3)},
		{"members count for each alliance", `{alliances(first:4){nodes{size members(first:100){nodes{certainty}}}}}`, nil, 1 + 1 + 4*(1+1+1+100)},
		{"groups count as many as there may be", `{counts(of:{cities:{}},by:[COUNTRY]){total rows{count keys{value}}}}`, nil, 1 + 1 + (1 + 1000*(1+1+3))},
		{"parallel links count for each link", `{twinningLinks(first:10){nodes{parallel{slug}}}}`, nil, 1 + 1 + 10*(1+3)},
		{"namesakes count for each city", `{cities(first:10){nodes{sameNameAs{slug links(first:4){nodes{slug}}}}}}`, nil, 1 + 1 + 10*(1+3*(1+1+(1+4)))},
		{"a page of a hundred cities with links, claims and sources fits", `{cities(first:100){nodes{links{nodes{claims{sources{id}}}}}}}`, nil, 65_202},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.ask(t, c.query, c.variables)
			if len(a.Errors) > 0 || a.Extensions.Cost == nil || a.Extensions.Cost.Requested != c.cost || a.Extensions.Cost.Limit != 250_000 {
				t.Errorf("cost %+v, want %d of 250000: %.300s", a.Extensions.Cost, c.cost, a.Text)
			}
		})
	}
	t.Run("what editors ask of the schema fits once", func(t *testing.T) {
		wraps := "kind name"
		for range 9 {
			wraps = "kind name ofType{" + wraps + "}"
		}
		input := "name description type{" + wraps + "} defaultValue isDeprecated deprecationReason"
		schema := "__schema{description queryType{name} mutationType{name} subscriptionType{name} directives{name description isRepeatable locations args{" + input + "}} types{" +
			"kind name description specifiedByURL isOneOf fields(includeDeprecated:true){name description isDeprecated deprecationReason type{" + wraps + "} args{" + input + "}} " +
			"inputFields{" + input + "} interfaces{" + wraps + "} possibleTypes{" + wraps + "} enumValues(includeDeprecated:true){name description isDeprecated deprecationReason}}}"
		if a := s.ask(t, "{"+schema+"}", nil); len(a.Errors) > 0 || !strings.Contains(a.Text, "TwinningLink") {
			t.Errorf("once: %.300s", a.Text)
		}
		if a := s.ask(t, "{a:"+schema+" b:"+schema+"}", nil); a.code() != graph.LimitExceeded {
			t.Errorf("twice: %.300s", a.Text)
		}
		if a := s.ask(t, "{__schema{types{"+aliased(20, "fields{name type{name}}")+"}}}", nil); a.code() != graph.LimitExceeded {
			t.Errorf("twenty times over: %.300s", a.Text)
		}
	})
	t.Run("a page of 500 in a page of 500 does not fit", func(t *testing.T) {
		a := s.ask(t, `{cities(first:500){nodes{links(first:500){nodes{id}}}}}`, nil)
		if a.code() != graph.LimitExceeded || a.Extensions.Cost.Requested <= 250_000 {
			t.Errorf("%s", a.Text)
		}
	})
	t.Run("documents that multiply records do not fit", func(t *testing.T) {
		counts := func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "c%d:counts(of:{claims:{}},by:[LINK,DATE_MONTH]){rows{count keys{value}}}", i)
			}
			return "{" + b.String() + "}"
		}
		for name, question := range map[string]string{
			"groups":          counts(50),
			"parallel links":  `{twinningLinks(first:500){nodes{` + strings.Repeat("parallel{", 6) + "slug" + strings.Repeat("}", 6) + `}}}`,
			"namesakes":       `{cities(first:500){nodes{` + strings.Repeat("sameNameAs{", 6) + "slug" + strings.Repeat("}", 6) + `}}}`,
			"links of a name": `{cities(first:500){nodes{sameNameAs{links(first:200){nodes{slug}}}}}}`,
			"nodes of nodes":  `{networkMetrics{perCity(first:500){nodes{city{links(first:500){nodes{slug}}}}}}}`,
			"items":           `{changes(first:500){nodes{items(last:500){nodes{slug}}}}}`,
		} {
			if a := s.ask(t, question, nil); a.code() != graph.LimitExceeded || a.Data != nil || a.Extensions.Cost.Requested <= 250_000 {
				t.Errorf("%s: %.300s", name, a.Text)
			}
		}
		if a := s.ask(t, counts(10), nil); len(a.Errors) > 0 {
			t.Errorf("ten counts: %.300s", a.Text)
		}
	})
	t.Run("doubling fragments are reckoned at once", func(t *testing.T) { // one by one they would take for ever
		for _, bottom := range []string{"name", "__typename", "name @skip(if:true)"} {
			for _, directive := range []string{"", "@skip(if:true)"} {
				var b strings.Builder
				b.WriteString(`{cities{nodes{...F0}}} `)
				for i := range 150 {
					fmt.Fprintf(&b, "fragment F%d on City{...F%d ...F%d %s} ", i, i+1, i+1, directive)
				}
				b.WriteString("fragment F150 on City{" + bottom + "}")
				if a := s.ask(t, b.String(), nil); a.code() != graph.LimitExceeded {
					t.Errorf("%s %s: %s", bottom, directive, a.Text)
				}
			}
		}
	})
}

// A question whose time is up is stopped, and so is the store that works on it.
func TestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := make(chan struct{}, 1)
		s := newServerInPlace(t, hanging(bundled, begun), func(c *httpd.Config) { c.Limits.Time = 50 * time.Millisecond })
		a := s.ask(t, `{cities{totalCount}}`, nil)
		if a.Status != http.StatusOK || a.code() != graph.Timeout || !strings.Contains(a.Text, "50ms") {
			t.Errorf("status %d: %s", a.Status, a.Text)
		}
		if len(a.Errors) != 1 || len(a.Errors[0].Path) == 0 {
			t.Errorf("want one error with a path: %s", a.Text)
		}
		<-begun
	})
}

// What is left of a question is not worked on once its time is up, even by those
// who do not look at the clock.
func TestTimeOfFields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deaf := scripted{Store: bundled, list: func(ctx context.Context) (graph.Page, error) {
			<-ctx.Done()
			return bundled.List(context.WithoutCancel(ctx), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordCity, First: 100})
		}}
		s := newServerInPlace(t, deaf, func(c *httpd.Config) { c.Limits.Time = 50 * time.Millisecond })
		a := s.ask(t, `{cities(first:100){nodes{name}}}`, nil)
		if a.Status != http.StatusOK || a.code() != graph.Timeout || strings.Contains(string(a.Data), `"name":"`) {
			t.Errorf("status %d: %.500s", a.Status, a.Text)
		}
	})
}

// No more questions than allowed are answered at the same time; the others wait a
// moment and are asked to come again.
func TestConcurrent(t *testing.T) {
	begun := make(chan struct{}, 8)
	s := newServer(t, hanging(bundled, begun), func(c *httpd.Config) { c.Limits.Concurrent, c.Limits.Wait = 1, 20*time.Millisecond })
	first := s.start(t, `{cities{totalCount}}`)
	<-begun
	a := s.ask(t, `{__typename}`, nil)
	if a.Status != http.StatusServiceUnavailable || a.code() != graph.Unavailable || a.Header.Get("Retry-After") == "" {
		t.Errorf("while the place is taken: %d %s", a.Status, a.Text)
	}
	first.cancel()
	<-first.done
	for began := time.Now(); time.Since(began) < patience; { // the place is free once the server has noticed
		if a = s.ask(t, `{__typename}`, nil); a.Status == http.StatusOK {
			return
		}
	}
	t.Errorf("the place was not given back: %d %s", a.Status, a.Text)
}

// Limits that make no sense are reported when the handler is made.
func TestLimitsCheck(t *testing.T) {
	limits := httpd.DefaultLimits()
	if err := limits.Check(); err != nil {
		t.Error(err)
	}
	limits.Depth, limits.Time = 0, -1
	if err := limits.Check(); err == nil || !strings.Contains(err.Error(), `"depth"`) || !strings.Contains(err.Error(), `"time"`) {
		t.Errorf("both wrong limits have to be named: %v", err)
	}
}
