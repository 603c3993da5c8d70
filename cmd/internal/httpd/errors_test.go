package httpd_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// The answer to a wrong question says what is wrong with it: a code, a sentence and the
// argument it is about.
func TestWrongQuestions(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name      string
		query     string
		variables map[string]any
		code      graph.Code
		argument  string
		says      string
	}{
		{"does not parse", `{cities{`, nil, graph.BadUserInput, "", "Expected Name"},
		{"no such field", `{citys{totalCount}}`, nil, graph.BadUserInput, "", `Did you mean`},
		{"no selection", `{cities}`, nil, graph.BadUserInput, "", "cities"},
		{"an argument of the wrong type", `{cities(first:"x"){totalCount}}`, nil, graph.BadUserInput, "first", "Int"},
		{"a number beyond all numbers", `{cities(first:99999999999999999999){totalCount}}`, nil, graph.BadUserInput, "first", "99999999999999999999"},
		{"a variable that is missing", `query($n:Int!){cities(first:$n){totalCount}}`, nil, graph.BadUserInput, "$n", "The variable $n is not right: must be defined."},
		{"a variable of the wrong type", `query($n:Int!){cities(first:$n){totalCount}}`, map[string]any{"n": "many"}, graph.BadUserInput, "$n", "$n"},
		{"a variable with an unknown entry", `query($f:CityFilter){cities(filter:$f){totalCount}}`, map[string]any{"f": map[string]any{"nme": 1}}, graph.BadUserInput, "$f.nme", "unknown field"},
		{"an enum value in other letters", `query($k:LinkKind!){twinningLinks(filter:{kind:{eq:$k}}){totalCount}}`, map[string]any{"k": "twinning"}, graph.BadUserInput, "$k", "write TWINNING, not twinning"},
		{"an enum value in other letters inside", `query($f:TwinningLinkFilter){twinningLinks(filter:$f){totalCount}}`, map[string]any{"f": map[string]any{"and": []any{map[string]any{"kind": map[string]any{"in": []string{"TWINNING", "Sister_City"}}}}}}, graph.BadUserInput, "$f.and.0.kind.in.1", "write SISTER_CITY"},
		{"an enum value that is none", `query($k:[LinkKind!]){twinningLinks(filter:{kind:{in:$k}}){totalCount}}`, map[string]any{"k": "MARRIAGE"}, graph.BadUserInput, "$k.0", "MARRIAGE"},
		{"a number for a string", `query($q:String!){search(query:$q){nodes{name}}}`, map[string]any{"q": 5}, graph.BadUserInput, "$q", "5 is a number, not a string"},
		{"a string for a number", `query($n:Int!){cities(first:$n){totalCount}}`, map[string]any{"n": "5"}, graph.BadUserInput, "$n", `"5" is a string, not a number`},
		{"half a number", `query($n:Int!){cities(first:$n){totalCount}}`, map[string]any{"n": 1.5}, graph.BadUserInput, "$n", "Int"},
		{"a date that is none", `{cities(asOf:"2022-13-01"){totalCount}}`, nil, graph.BadUserInput, "asOf", "2022-13-01"},
		{"a date of a variable that is none", `query($d:Date){cities(asOf:$d){totalCount}}`, map[string]any{"d": 7}, graph.BadUserInput, "asOf", "Date"},
		{"a day of a status that is none", `query($d:Date){twinningLinks(first:1){nodes{status(asOf:$d){status}}}}`, map[string]any{"d": 7}, graph.BadUserInput, "asOf", "Date"},
		{"a date in a filter of a variable that is none", `query($f:TwinningLinkFilter){twinningLinks(filter:$f){totalCount}}`, map[string]any{"f": map[string]any{"since": map[string]any{"after": 7}}}, graph.BadUserInput, "filter.since.after", "Date"},
		{"a list of dates of a variable", `query($d:Date){cities(asOf:$d){totalCount}}`, map[string]any{"d": []string{"2022-01-01"}}, graph.BadUserInput, "asOf", "Date"},
		{"an instant that is none", `{cities(knownAt:"yesterday"){totalCount}}`, nil, graph.BadUserInput, "knownAt", "knownAt"},
		{"a date in a filter that is none", `{twinningLinks(filter:{since:{after:"soon"}}){totalCount}}`, nil, graph.BadUserInput, "filter.since.after", "soon"},
		{"a page that is too long", `{cities(first:501){totalCount}}`, nil, graph.LimitExceeded, "first", "500"},
		{"a page of less than nothing", `{cities(first:-1){totalCount}}`, nil, graph.BadUserInput, "first", ""},
		{"a record that does not exist", `{city(id:"atlantis"){name}}`, nil, graph.NotFound, "id", "atlantis"},
		{"nothing to run", `fragment F on City{name}`, nil, graph.BadUserInput, "", "no operation"},
		{"@defer", `{cities{...@defer{totalCount}}}`, nil, graph.BadUserInput, "", "@defer"},
		{"a mutation that there is not", `mutation{nothing}`, nil, graph.BadUserInput, "", "nothing"},
		{"a subscription", `subscription{__typename}`, nil, graph.BadUserInput, "", "__typename is none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.ask(t, c.query, c.variables)
			if a.Status != 200 || len(a.Errors) == 0 {
				t.Fatalf("status %d: %s", a.Status, a.Text)
			}
			e := a.Errors[0]
			if e.Extensions.Code != c.code || e.Extensions.Argument != c.argument || !strings.Contains(e.Message, c.says) {
				t.Errorf("want %s about %q saying %q: %s", c.code, c.argument, c.says, a.Text)
			}
		})
	}
	t.Run("which operation", func(t *testing.T) {
		for _, body := range []string{`{"query":"query A{__typename} query B{__typename}"}`, `{"query":"query A{__typename}","operationName":"C"}`} {
			a := s.send(t, "POST", "/graphql", body, "Content-Type", "application/json", "Accept", "application/graphql-response+json")
			if a.Status != 400 || a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != "operationName" || a.Data != nil {
				t.Errorf("%d %s", a.Status, a.Text)
			}
		}
	})
	t.Run("the path of a field is its place in the answer", func(t *testing.T) {
		a := s.ask(t, `{here:cities(asOf:"soon"){totalCount}}`, nil)
		if len(a.Errors) == 0 || fmt.Sprint(a.Errors[0].Path) != "[here]" || len(a.Errors[0].Locations) != 1 || string(a.Data) != "null" {
			t.Errorf("%s", a.Text)
		}
	})
	t.Run("no more errors than anyone reads", func(t *testing.T) {
		var b strings.Builder
		for i := range 80 {
			fmt.Fprintf(&b, "x%d ", i)
		}
		a := s.ask(t, "{"+b.String()+"}", nil)
		if len(a.Errors) != 51 || a.Errors[50].Message != "There are 30 more errors; only 50 are listed." || a.Errors[50].Extensions.Code != graph.BadUserInput {
			t.Errorf("%d errors, the last is %+v", len(a.Errors), a.Errors[len(a.Errors)-1])
		}
	})
}

// secret is a text of the inside that no answer may show.
const secret = "bolt://neo4j:hunter2@10.1.2.3 refused"

// What fails inside is reported by its code and a sentence; the cause goes to the log.
func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		code graph.Code
		says string
		logs string
	}{
		{"an error of the store's own", errors.New(secret), graph.Internal, "Quote the request id", secret},
		{"a defect that has a code", graph.Errorf(graph.Internal, "%s", secret), graph.Internal, "Quote the request id", secret},
		{"the store is away", graph.Errorf(graph.Unavailable, "Neo4j cannot be reached").Because(errors.New(secret)), graph.Unavailable, "Neo4j cannot be reached", secret},
		{"the time ran out", context.DeadlineExceeded, graph.Timeout, "10s", ""},
		{"the time ran out in the store", fmt.Errorf("list: %w", graph.Errorf(graph.Timeout, "list").Because(errors.New(secret))), graph.Timeout, "10s", ""},
		{"forbidden", graph.Errorf(graph.Forbidden, "Not for you"), graph.Forbidden, "Not for you", ""},
		{"conflict", graph.Errorf(graph.Conflict, "Moved on"), graph.Conflict, "Moved on", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, failing(bundled, c.err), func(c *httpd.Config) { c.Limits.Time = 10 * time.Second })
			a := s.ask(t, `{cities{totalCount}}`, nil)
			status, special := map[graph.Code]int{graph.Unavailable: 503, graph.Forbidden: 403}[c.code]
			if !special {
				status = 200
			}
			if a.Status != status || string(a.Data) != "null" || a.code() != c.code || !strings.Contains(a.Errors[0].Message, c.says) {
				t.Errorf("want %s saying %q: %d %s", c.code, c.says, a.Status, a.Text)
			}
			if strings.Contains(a.Text, "hunter2") {
				t.Errorf("the answer shows the inside: %s", a.Text)
			}
			if !strings.Contains(s.log.String(), c.logs) {
				t.Errorf("the log does not say why: %s", s.log)
			}
		})
	}
	t.Run("a panic", func(t *testing.T) {
		store := scripted{Store: bundled, list: func(context.Context) (graph.Page, error) { panic(secret) }}
		s := newServer(t, store, nil)
		a := s.ask(t, `{cities{totalCount}}`, nil)
		id := a.Header.Get("X-Request-Id")
		if a.code() != graph.Internal || strings.Contains(a.Text, "hunter2") || a.Errors[0].Extensions.RequestID != id || !strings.Contains(a.Errors[0].Message, id) {
			t.Errorf("%d %s", a.Status, a.Text)
		}
		if log := s.log.String(); !strings.Contains(log, secret) || !strings.Contains(log, id) || !strings.Contains(log, "script_test.go") && !strings.Contains(log, "errors_test.go") {
			t.Errorf("the log does not say where: %s", log)
		}
		if again := s.ask(t, `{__typename}`, nil); again.Status != 200 {
			t.Errorf("after a panic: %d %s", again.Status, again.Text)
		}
	})
	t.Run("the other fields are answered", func(t *testing.T) {
		s := newServer(t, failing(bundled, errors.New(secret)), nil)
		a := s.ask(t, `{city(id:"chicago-il-us"){slug} missing:city(id:"atlantis"){name}}`, nil)
		if a.Status != 200 || string(a.Data) != `{"city":{"slug":"chicago-il-us"},"missing":null}` || a.code() != graph.NotFound {
			t.Errorf("%d %s", a.Status, a.Text)
		}
	})
}

// What is not known is null, never an empty string; a field that cannot be null
// keeps its empty string.
func TestUnknownIsNull(t *testing.T) {
	s := newServer(t, bundled, nil)
	a := s.ask(t, `{cities(first:500){nodes{slug country region wikidata geonames notes localName confidence location{latitude} population}}}`, nil)
	if len(a.Errors) > 0 || strings.Contains(a.Text, `:""`) || !strings.Contains(a.Text, `"notes":null`) {
		t.Errorf("%.500s", a.Text)
	}
}

// Right values of variables pass, however they are nested.
func TestRightVariables(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name      string
		query     string
		variables map[string]any
	}{
		{"an enum", `query($v:LinkKind!){twinningLinks(filter:{kind:{eq:$v}}){totalCount}}`, map[string]any{"v": "TWINNING"}},
		{"one value for a list", `query($v:[LinkKind!]){twinningLinks(filter:{kind:{in:$v}}){totalCount}}`, map[string]any{"v": "TWINNING"}},
		{"numbers in a list", `query($v:IntFilter){cities(filter:{population:$v}){totalCount}}`, map[string]any{"v": map[string]any{"in": []int{1, 2}}}},
		{"a whole number for a float", `query($v:Float){cities(filter:{latitude:{lessThan:$v}}){totalCount}}`, map[string]any{"v": 5}},
		{"null", `query($v:CityFilter,$o:CityOrder){cities(filter:$v,orderBy:$o){totalCount}}`, map[string]any{"v": nil}},
		{"null inside", `query($v:CityFilter){cities(filter:$v){totalCount}}`, map[string]any{"v": map[string]any{"and": []any{map[string]any{"kind": nil}}}}},
		{"a default", `query($v:CityOrder={field:NAME}){cities(orderBy:$v){totalCount}}`, nil},
		{"dates", `query($d:Date,$t:DateTime){cities(asOf:$d,knownAt:$t){totalCount}}`, map[string]any{"d": "2022-03-01", "t": "2026-11-22T00:00:00Z"}},
		{"more than is declared", `{__typename}`, map[string]any{"v": 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := s.ask(t, c.query, c.variables); a.Status != 200 || len(a.Errors) > 0 {
				t.Errorf("%d %s", a.Status, a.Text)
			}
		})
	}
}
